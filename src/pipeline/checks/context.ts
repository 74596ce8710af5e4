import type { CellAnalyser } from '../../analysis/cell-code';
import type { Place } from '../../analysis/dataflow/objects';
import type {
  NotebookView,
  TaggedNotebook
} from '../../notebook/tagged-notebook';
import type { Analysis } from '../analysis';
import {
  withFixes,
  type Diagnostic,
  type Fix,
  type Severity
} from '../diagnostic';
import type { Pipeline } from '../model';

/** What a check may look at. */
export interface CheckContext {
  readonly notebook: NotebookView;
  readonly tagged: TaggedNotebook;
  readonly analysis: Analysis;
  readonly analyser: CellAnalyser;
  readonly pipeline: Pipeline;
}

/** What checks tell of; problems with tags and settings have codes of the notebook room. */
export type CheckCode =
  | 'syntax-error'
  | 'unknown-name'
  | 'output-history'
  | 'branches-differ'
  | 'two-writers'
  | 'class-redefined'
  | 'not-storable'
  | 'exclude-unknown'
  | 'idle-step'
  | 'opaque'
  | 'module-state'
  | 'unsupported-magic'
  | 'input-call'
  | 'not-reproducible'
  | 'parameter-repeated'
  | 'parameter-not-literal';

export type Check = (context: CheckContext) => Diagnostic[];

/** @param makeFixes - called when they are first asked for */
export function diagnosticAt(
  place: Place,
  severity: Severity,
  code: CheckCode,
  message: string,
  makeFixes: () => readonly Fix[] = () => []
): Diagnostic {
  const { cell, span } = place;
  const range = { start: span.start, end: span.end };
  return withFixes({ severity, code, message, cell, range }, makeFixes);
}
