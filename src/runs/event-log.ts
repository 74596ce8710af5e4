import { createReadStream, writeSync } from 'node:fs';
import { open, type FileHandle } from 'node:fs/promises';
import { splitLines } from './lines';
import { runEvent, type RunEvent } from './run-event';

/**
 * How much of a log has been read: the bytes up to the end of an event.
 * 0 is the beginning.
 */
export type Cursor = number;

export interface LoggedEvent {
  readonly event: RunEvent;
  /** To go on reading behind this event. */
  readonly cursor: Cursor;
}

const NEWLINE = 0x0a;

/** Appends to a log of events, one JSON object a line. */
export class EventWriter {
  private constructor(private readonly _file: FileHandle) {}

  /**
   * Opens a log, or makes it. What a process that died has left of a line is
   * cut off first.
   */
  static async open(path: string): Promise<EventWriter> {
    const file = await open(path, 'a+', 0o600);
    try {
      const { size } = await file.stat();
      const whole = await endOfLastLine(file, size);
      if (whole < size) {
        await file.truncate(whole);
      }
      return new EventWriter(file);
    } catch (error) {
      await file.close();
      throw error;
    }
  }

  /** Writes at once, so that the order of events is that of the calls. */
  append(events: readonly RunEvent[]): void {
    const lines = events.map(each => `${JSON.stringify(each)}\n`).join('');
    const bytes = Buffer.from(lines);
    for (let done = 0; done < bytes.length;) {
      done += writeSync(this._file.fd, bytes, done);
    }
  }

  async close(): Promise<void> {
    await this._file.close();
  }
}

/**
 * The events behind a cursor, as far as they are written now. Lines that are
 * no event, or of a kind that this version does not know, are passed over.
 */
export async function* readEvents(
  path: string,
  from: Cursor
): AsyncGenerator<LoggedEvent> {
  let cursor = from;
  const bytes = createReadStream(path, { start: from });
  for await (const line of splitLines(bytes)) {
    cursor += line.length + 1;
    const event = parseEvent(line.toString('utf8'));
    if (event) {
      yield { event, cursor };
    }
  }
}

function parseEvent(line: string): RunEvent | undefined {
  try {
    return runEvent.safeParse(JSON.parse(line)).data;
  } catch {
    return undefined;
  }
}

/** Looks backwards for the end of the last whole line. */
async function endOfLastLine(file: FileHandle, size: number): Promise<number> {
  const block = Buffer.alloc(64 * 1024);
  let end = size;
  while (end > 0) {
    const start = Math.max(0, end - block.length);
    const { bytesRead } = await file.read(block, 0, end - start, start);
    const newline = block.subarray(0, bytesRead).lastIndexOf(NEWLINE);
    if (newline >= 0) {
      return start + newline + 1;
    }
    end = start;
  }
  return 0;
}
