import { closeSync, openSync, readSync, writeSync } from 'node:fs';
import { open, type FileHandle } from 'node:fs/promises';
import { errorCode } from './file-error';
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

/** How much of a log is read at a time, in bytes. */
const BLOCK = 64 * 1024;

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

/** Reads a log as it grows. */
export class EventReader {
  private _file: number | undefined;

  /** @param _cursor - where to begin */
  constructor(
    private readonly _path: string,
    private _cursor: Cursor
  ) {}

  /**
   * The events that are written now and have not been read; none where there
   * is no log yet. Lines that are no event, or of a kind that this version
   * does not know, are passed over.
   */
  *read(): Generator<LoggedEvent> {
    if (!this._open()) {
      return;
    }
    for (const line of this._lines()) {
      this._cursor += line.length + 1;
      const event = parseEvent(line.toString('utf8'));
      if (event) {
        yield { event, cursor: this._cursor };
      }
    }
  }

  close(): void {
    if (this._file !== undefined) {
      closeSync(this._file);
      this._file = undefined;
    }
  }

  private _open(): boolean {
    try {
      this._file ??= openSync(this._path, 'r');
      return true;
    } catch (error) {
      if (errorCode(error) === 'ENOENT') {
        return false;
      }
      throw error;
    }
  }

  /** The whole lines behind the cursor. */
  private *_lines(): Generator<Buffer> {
    let rest: Buffer = Buffer.alloc(0);
    let position = this._cursor;
    for (;;) {
      const block = Buffer.allocUnsafe(BLOCK);
      const size = readSync(Number(this._file), block, 0, BLOCK, position);
      if (size === 0) {
        return;
      }
      position += size;
      rest = Buffer.concat([rest, block.subarray(0, size)]);
      let start = 0;
      for (
        let end = rest.indexOf(NEWLINE);
        end >= 0;
        end = rest.indexOf(NEWLINE, start)
      ) {
        yield rest.subarray(start, end);
        start = end + 1;
      }
      rest = rest.subarray(start);
    }
  }
}

/** The events behind a cursor, as far as they are written now. */
export function* readEvents(
  path: string,
  from: Cursor
): Generator<LoggedEvent> {
  const reader = new EventReader(path, from);
  try {
    yield* reader.read();
  } finally {
    reader.close();
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
  const block = Buffer.alloc(BLOCK);
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
