import { resolveScopes, type ScopeTable } from './scopes/resolve';
import type { PythonParser } from './syntax/parser';
import type { SyntaxTree } from './syntax/tree';

/** A cell's source, understood: all that is known of it without the other cells. */
export interface AnalysedCell {
  readonly tree: SyntaxTree;
  readonly scopes: ScopeTable;
}

/**
 * Analyses cells and keeps what it found for each source, so that after an
 * edit only the edited cell is analysed again.
 */
export class CellAnalyser {
  private readonly known = new Map<string, AnalysedCell>();

  /** @param capacity - how many sources are kept; the oldest go first */
  constructor(
    private readonly parser: PythonParser,
    private readonly capacity = 5_000
  ) {}

  analyse(source: string): AnalysedCell {
    const known = this.known.get(source);
    if (known) {
      return known;
    }
    const analysed = read(this.parser.parse(source), source);
    if (this.known.size >= this.capacity) {
      const [oldest] = this.known.keys();
      this.known.delete(oldest);
    }
    this.known.set(source, analysed);
    return analysed;
  }
}

function read(tree: SyntaxTree, source: string): AnalysedCell {
  try {
    return { tree, scopes: resolveScopes(tree) };
  } catch (error) {
    if (!(error instanceof RangeError)) {
      throw error;
    }
    // The stack is full: a sum of thousands of terms, as programs write them.
    const message = 'this is nested too deeply';
    const errors = [{ message, start: 0, end: source.length }];
    const empty = { source, body: [], errors };
    return { tree: empty, scopes: resolveScopes(empty) };
  }
}
