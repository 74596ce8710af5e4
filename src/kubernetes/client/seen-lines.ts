import { createHash } from 'node:crypto';

export interface LogLine {
  /** When the container wrote it: RFC 3339, in nanoseconds. */
  readonly time: string;
  readonly text: string;
}

/** How long lines are remembered at least, in ms of the log's own time. */
const MEMORY = 3_000;

/** How far before the newest line a log is read again, in ms: two streams may cross. */
const OVERLAP = 1_000;

/** Of a longer line only its hash is remembered: many megabytes may come in a second. */
const LONG = 200;

/**
 * Tells lines that come again. A log can be asked for from a second on only,
 * so the first lines after a break are those of before.
 */
export class SeenLines {
  private _newest: number | undefined;
  private _begin = 0;
  /** Lines and how often each was there: those of the last seconds, in two parts. */
  private _now = new Map<string, number>();
  private _before = new Map<string, number>();
  /** Those that are to come again, and how often. */
  private _expected = new Map<string, number>();

  /** @param _since - where to begin at first */
  constructor(private readonly _since: string | undefined) {}

  /** Where to read from next. What comes from there on may be known. */
  comeBack(): string | undefined {
    if (this._newest === undefined) {
      return this._since;
    }
    this._expected = new Map(this._before);
    for (const [line, count] of this._now) {
      add(this._expected, line, count);
    }
    return new Date(this._newest - OVERLAP).toISOString();
  }

  /** Whether a line has not been there yet; it has from now on. */
  isNew({ time, text }: LogLine): boolean {
    const line = `${time} ${text.length > LONG ? hashOf(text) : text}`;
    const expected = this._expected.get(line) ?? 0;
    if (expected > 0) {
      this._expected.set(line, expected - 1);
      return false;
    }
    const at = Date.parse(time);
    if (at - this._begin > MEMORY) {
      this._begin = at;
      this._before = this._now;
      this._now = new Map();
    }
    this._newest = Math.max(this._newest ?? 0, at || 0) || undefined;
    add(this._now, line, 1);
    return true;
  }
}

function hashOf(text: string): string {
  return createHash('sha1').update(text).digest('base64');
}

function add(to: Map<string, number>, line: string, count: number): void {
  to.set(line, (to.get(line) ?? 0) + count);
}
