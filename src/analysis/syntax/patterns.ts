import type { Expression, Name, Span, Statement } from './tree';

export interface MatchCase extends Span {
  readonly pattern: Pattern;
  readonly guard?: Expression;
  readonly body: readonly Statement[];
}

/**
 * A `case` pattern, reduced to what it does to names: the expressions that it
 * reads (`Point` in `Point(x=0)`, dotted values) and the names that it captures.
 */
export interface Pattern extends Span {
  readonly reads: readonly Expression[];
  readonly captures: readonly Name[];
  /** True where the pattern matches anything (`_`, a bare name). */
  readonly irrefutable: boolean;
}
