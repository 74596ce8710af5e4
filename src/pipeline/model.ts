/** The pipeline: what engines run and what the graph shows. */
import type { Span } from '../analysis/syntax/tree';
import type { StepSettings } from '../notebook/settings';

/** A variable that goes from one step to another. */
export interface Flow {
  readonly name: string;
  /** The id of the step that made it, or last changed it. */
  readonly from: string;
}

/** Module state (a generator, an option) that goes from one step to another. */
export interface StateFlow {
  readonly state: string;
  readonly from: string;
}

/** An edge with no variable. */
export interface Order {
  readonly from: string;
  readonly reason: 'prev' | 'file' | 'state' | 'opaque code';
  /** The file, where that is the reason. */
  readonly subject?: string;
}

/**
 * An import, function, class or setting that can be run again as source
 * wherever it is needed.
 */
export interface Definition {
  readonly kind: 'import' | 'function' | 'class' | 'setting';
  /** The names that it binds; none for a setting. */
  readonly names: readonly string[];
  readonly cell: number;
  readonly span: Span;
  /** Its source without comments and layout. */
  readonly code: string;
  /** Definitions that have to be restored before it, as indices into the pipeline's list. */
  readonly needs: readonly number[];
}

export interface StepCell {
  readonly cell: number;
  /** Statements of the cell that do not run in this step: parameters. */
  readonly omit: readonly Span[];
  /** The source that runs, without comments and layout: where it is the same, the cell does the same. */
  readonly code: string;
  /** What comes below runs even if the cell raises, as Jupyter has it: it is tagged `raises-exception`. */
  readonly mayRaise?: true;
}

export interface Step {
  readonly id: string;
  readonly name: string;
  readonly cells: readonly StepCell[];
  readonly reads: readonly Flow[];
  /** Variables that it reads and whose objects it may change in place. */
  readonly changes: readonly string[];
  /** Variables that later steps read from this one. */
  readonly writes: readonly string[];
  readonly parameters: readonly string[];
  readonly states: readonly StateFlow[];
  /** Generators that its code is known to use, and whether it may seed them. */
  readonly generators: Readonly<Record<string, 'seeds' | 'draws'>>;
  readonly orders: readonly Order[];
  /** Indices into the pipeline's definitions, in the order in which they are restored. */
  readonly definitions: readonly number[];
  /** The ids of all steps that this one waits for. */
  readonly after: readonly string[];
  readonly settings: StepSettings;
}

export interface Parameter {
  readonly name: string;
  readonly type:
    | 'int'
    | 'float'
    | 'str'
    | 'bool'
    | 'list'
    | 'tuple'
    | 'dict'
    | 'set'
    | 'None';
  /** The annotation as written: `Optional[int]`. */
  readonly annotation?: string;
  /** The default as Python source. */
  readonly default: string;
  readonly cell: number;
  readonly span: Span;
}

export interface Metric {
  readonly name: string;
  /** The step that makes the value; absent where none does. */
  readonly from?: string;
  readonly cell: number;
}

export interface Pipeline {
  readonly name?: string;
  readonly steps: readonly Step[];
  readonly parameters: readonly Parameter[];
  readonly metrics: readonly Metric[];
  readonly definitions: readonly Definition[];
}
