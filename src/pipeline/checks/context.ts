import type { CellAnalyser } from '../../analysis/cell-code';
import type { Place } from '../../analysis/dataflow/objects';
import type {
  NotebookView,
  TaggedNotebook
} from '../../notebook/tagged-notebook';
import type { Analysis } from '../analysis';
import type { Diagnostic, Fix, Severity } from '../diagnostic';
import type { Pipeline } from '../model';

/** What a check may look at. */
export interface CheckContext {
  readonly notebook: NotebookView;
  readonly tagged: TaggedNotebook;
  readonly analysis: Analysis;
  readonly analyser: CellAnalyser;
  readonly pipeline: Pipeline;
}

export type Check = (context: CheckContext) => Diagnostic[];

export function diagnosticAt(
  place: Place,
  severity: Severity,
  code: string,
  message: string,
  fixes: readonly Fix[] = []
): Diagnostic {
  const { cell, span } = place;
  const range = { start: span.start, end: span.end };
  return { severity, code, message, cell, range, fixes };
}
