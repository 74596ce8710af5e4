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

  /** The line that was written last, whether it has ended or not. */
  get lastLine(): string {
    return this._blocks.at(-1)?.lines.at(-1)?.text ?? '';
  }

  /** All that is kept, as text with its colours. */
  get text(): string {
    return this._blocks.map(textOf).join('\n');
  }

  append(cell: number, added: string): void {
    if (added === '') {
      return;
    }
    const pieces = added.replaceAll('\r\n', '\n').split('\n');
    const last = this._blocks.at(-1)?.lines.at(-1);
    if (this._isOpen && last?.cell === cell) {
      this._replaceLast(overwritten(last.text + pieces.shift()));
    }
    const isOpen = pieces.length === 0 || pieces.at(-1) !== '';
    if (!isOpen) {
      pieces.pop();
    }
    for (const piece of pieces) {
      this._push({ cell, text: overwritten(piece) });
    }
    this._isOpen = isOpen;
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
      this._version++;
    }
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

  private _replaceLast(text: string): void {
    const block = this._blocks.at(-1);
    const last = block?.lines.pop();
    if (block && last) {
      block.size -= last.text.length;
      this._push({ ...last, text });
    }
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

/** What stays of a line on which progress was written over and over. */
function overwritten(line: string): string {
  const parts = line.split('\r');
  const isEnded = parts.length > 1 && parts.at(-1) === '';
  const shown = parts.filter(part => part !== '').pop() ?? '';
  const text = shown.slice(0, LIMITS.line);
  // The carriage return stays, for what comes next to begin there.
  return isEnded ? `${text}\r` : text;
}
