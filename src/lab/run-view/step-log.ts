import { overwritten } from '../runs/output-text';
import { coloursAfter } from './colours';

/** Lines that are drawn together, once they are whole. */
export interface LogBlock {
  readonly lines: readonly LogLine[];
  /** The sequences that were in force where it begins, to be drawn before it. */
  readonly colours: string;
  /** Changes with its lines. */
  readonly version: number;
}

interface LogLine {
  /** The cell that printed it, by its index in the notebook that was run. */
  readonly cell: number;
  readonly text: string;
}

interface GrowingBlock {
  lines: LogLine[];
  colours: string;
  version: number;
  /** In UTF-16 units. */
  size: number;
}

/** How much is kept of a step; what is older is in the executed notebook. */
const LIMITS = { lines: 2_000, size: 256 * 1024, line: 4_000 } as const;

/** What ends a line, and what goes up some lines: bars below each other do (ECMA-48). */
const MOVE = new RegExp(String.raw`(\n|\u001b\[\d*A)`);

/** How many lines a block holds: few are cheap to draw anew while one grows. */
const BLOCK = 100;

/**
 * What a step printed last, with its colours. It changes in place: whoever
 * draws it looks at the versions of its blocks.
 */
export class StepLog {
  private _blocks: GrowingBlock[] = [];
  private _dropped = 0;
  private _version = 0;
  private _isOpen = false;
  /** How many lines above the last one is written. */
  private _up = 0;
  /** Whether what is written next replaces the line. */
  private _isAtStart = false;

  get blocks(): readonly LogBlock[] {
    return this._blocks;
  }

  /** How many lines are no longer kept. */
  get dropped(): number {
    return this._dropped;
  }

  /** How many lines are kept. */
  get length(): number {
    return this._blocks.reduce((sum, each) => sum + each.lines.length, 0);
  }

  /** Changes with anything in it. */
  get version(): number {
    return this._version;
  }

  /** The last lines, whether they have ended or not. */
  lastLines(count: number): string[] {
    const lines = this._blocks.slice(-2).flatMap(each => each.lines);
    return lines.slice(-count).map(each => each.text);
  }

  /** All that is kept, as text with its colours. */
  get text(): string {
    return this._blocks.map(textOf).join('\n');
  }

  append(cell: number, added: string): void {
    if (added === '') {
      return;
    }
    if (this._blocks.at(-1)?.lines.at(-1)?.cell !== cell) {
      this._isOpen = false;
      this._up = 0;
    }
    for (const piece of added.replaceAll('\r\n', '\n').split(MOVE)) {
      if (piece === '\n') {
        this._endLine(cell);
      } else if (MOVE.test(piece)) {
        this._goUp(cell, parseInt(piece.slice(2), 10) || 1);
      } else if (piece !== '') {
        this._write(cell, piece);
      }
    }
    this._version++;
    this._trim();
  }

  /** Takes away what a cell has printed. */
  clear(cell: number): void {
    const lines = this._blocks.flatMap(each => each.lines);
    const kept = lines.filter(line => line.cell !== cell);
    if (kept.length < lines.length) {
      this._blocks = [];
      kept.forEach(line => this._push(line));
      this._isOpen = false;
      this._up = 0;
      this._version++;
    }
  }

  private _endLine(cell: number): void {
    if (this._up > 0) {
      this._up--;
      this._isAtStart = true;
    } else {
      if (!this._isOpen) {
        this._push({ cell, text: '' });
      }
      this._isOpen = false;
    }
  }

  private _goUp(cell: number, count: number): void {
    if (!this._isOpen) {
      this._push({ cell, text: '' });
      this._isOpen = true;
    }
    // Neither into what another cell has printed, nor into what is whole.
    const lines = this._blocks.at(-1)?.lines ?? [];
    const own = lines.filter(each => each.cell === cell).length;
    this._up = Math.min(this._up + count, Math.max(0, own - 1));
    this._isAtStart = true;
  }

  private _write(cell: number, text: string): void {
    if (!this._isOpen) {
      this._push({ cell, text: overwritten(text, cut) });
      this._isOpen = true;
      return;
    }
    const block = this._blocks.at(-1);
    const place = (block?.lines.length ?? 0) - 1 - this._up;
    const line = block?.lines[place];
    if (block && line) {
      const before = this._isAtStart ? '' : line.text;
      const now = overwritten(before + text, cut);
      block.lines[place] = { ...line, text: now };
      block.size += now.length - line.text.length;
      block.version++;
    }
    this._isAtStart = false;
  }

  private _push(line: LogLine): void {
    let block = this._blocks.at(-1);
    if (!block || block.lines.length >= BLOCK) {
      const colours = block ? coloursAfter(textOf(block), block.colours) : '';
      block = { lines: [], colours, version: 0, size: 0 };
      this._blocks.push(block);
    }
    block.lines.push(line);
    block.size += line.text.length;
    block.version++;
  }

  /** Whole blocks go, so that those that stay need not be drawn anew. */
  private _trim(): void {
    let lines = this.length;
    let size = this._blocks.reduce((sum, each) => sum + each.size, 0);
    while (
      this._blocks.length > 1 &&
      (lines > LIMITS.lines || size > LIMITS.size)
    ) {
      const [oldest] = this._blocks.splice(0, 1);
      lines -= oldest.lines.length;
      size -= oldest.size;
      this._dropped += oldest.lines.length;
    }
  }
}

/** The text of a block, without what was in force before it. */
export function textOf({ lines }: Pick<LogBlock, 'lines'>): string {
  return lines.map(line => line.text.replace(/\r$/, '')).join('\n');
}

/** What is shown of a line that is too long. */
function cut(text: string): string {
  return text.length > LIMITS.line ? `${text.slice(0, LIMITS.line)}…` : text;
}
