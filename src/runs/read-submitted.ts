import { readFile } from 'node:fs/promises';
import { NotebookDocument } from '../notebook/document';
import { NotebookError } from '../notebook/errors';
import type { Pipeline } from '../pipeline/model';
import { damaged } from './read-record';
import type { RunFolder } from './run-folder';

/** What was to be run, as it stands in the folder of a run. */
export interface Submitted {
  readonly text: string;
  readonly notebook: NotebookDocument;
  readonly pipeline: Pipeline;
}

/** @throws RunError `run-is-damaged` */
export async function readSubmitted(folder: RunFolder): Promise<Submitted> {
  const text = await readPart(folder.notebook);
  return {
    text,
    notebook: parsed(folder.notebook, () => NotebookDocument.parse(text)),
    pipeline: await readPipeline(folder)
  };
}

/** Written by us, beside a record of a format that we know. */
async function readPipeline({ pipeline }: RunFolder): Promise<Pipeline> {
  const text = await readPart(pipeline);
  return parsed(pipeline, () => JSON.parse(text) as Pipeline);
}

async function readPart(path: string): Promise<string> {
  try {
    return await readFile(path, 'utf8');
  } catch (error) {
    throw damaged(path, String(error));
  }
}

function parsed<T>(path: string, parse: () => T): T {
  try {
    return parse();
  } catch (error) {
    if (error instanceof SyntaxError || error instanceof NotebookError) {
      throw damaged(path, error.message);
    }
    throw error;
  }
}
