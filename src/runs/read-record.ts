import * as z from 'zod';
import { RUN_FORMAT, runRecord, type RunRecord } from './run-record';
import { RunError } from './run-error';

const anyFormat = z.looseObject({ format: z.int().positive() });

/**
 * Reads the text of a `run.json`.
 *
 * @param path - where the text is from, for messages
 * @throws RunError `run-is-newer`, `run-is-damaged`
 */
export function parseRecord(text: string, path: string): RunRecord {
  const json = parseJson(text, path);
  const known = anyFormat.safeParse(json);
  if (known.success && known.data.format > RUN_FORMAT) {
    throw new RunError(
      'run-is-newer',
      `${path} was written by a newer Cellway (format ${known.data.format}; this one reads up to ${RUN_FORMAT})`,
      'Update Cellway to read this run.'
    );
  }
  const record = runRecord.safeParse(json);
  if (!record.success) {
    throw damaged(path, z.prettifyError(record.error).split('\n')[0] ?? '');
  }
  return record.data;
}

export function formatRecord(record: RunRecord): string {
  return `${JSON.stringify(record, undefined, 1)}\n`;
}

function parseJson(text: string, path: string): unknown {
  try {
    return JSON.parse(text);
  } catch (error) {
    throw damaged(path, error instanceof Error ? error.message : '');
  }
}

export function damaged(path: string, reason: string): RunError {
  return new RunError(
    'run-is-damaged',
    `${path} is damaged: ${reason.replace(/^✖ /, '')}`,
    'Restore it from a backup, or remove the run.'
  );
}
