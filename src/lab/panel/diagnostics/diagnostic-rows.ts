import type { Diagnostic, Severity } from '../../../pipeline/diagnostic';
import type { ServiceError } from '../../api/service-error';
import type { ChosenFix } from '../../diagnostics/apply-fix';
import type { ShownPipeline } from '../../pipelines/pipeline-model';
import type { RunState } from '../../runs/run-state';
import type { CellTarget } from '../panel-body';

/** Something to tell about a cell, as the panel shows it. */
export interface DiagnosticRow {
  readonly severity: Severity;
  readonly code: string;
  readonly message: string;
  /** The way out, in words. */
  readonly hint?: string;
  /** What it is made of: the same as long as that is the same. */
  readonly told: object;
  /** The ways out that a click takes; to ask for them may take some ms. */
  readonly fixes: readonly ChosenFix[];
  readonly target?: CellTarget;
}

const ORDER: Readonly<Record<Severity, number>> = {
  error: 0,
  warning: 1,
  info: 2
};

/**
 * What is to be told: of the notebook as it is now, of the last run, and what
 * the service has refused it for. Errors first, then in the notebook's order.
 *
 * @param ofEngine - what the engine that it would run on cannot do
 */
export function diagnosticRows(
  shown: ShownPipeline | undefined,
  run: RunState | undefined,
  problem: ServiceError | undefined,
  ofEngine: readonly Diagnostic[] = []
): DiagnosticRow[] {
  const rows = [
    ...(shown?.diagnostics ?? []).map(each => rowOf(each, shown)),
    ...ofEngine.map(each => rowOf(each, shown)),
    ...(problem?.diagnostics ?? []).map(each => rowOf(each, shown)),
    ...(run?.diagnostics ?? []).map((told): DiagnosticRow => {
      const { cell, ...rest } = told;
      return {
        ...rest,
        told,
        fixes: [],
        ...(cell !== undefined && { target: { of: 'run', cell } })
      };
    })
  ];
  const told = new Map<string, DiagnosticRow>();
  for (const row of rows) {
    const key = `${row.code} ${row.target?.cell} ${row.message}`;
    told.set(key, told.get(key) ?? row);
  }
  return [...told.values()].sort(
    (one, other) =>
      ORDER[one.severity] - ORDER[other.severity] ||
      (one.target?.cell ?? -1) - (other.target?.cell ?? -1)
  );
}

function rowOf(
  diagnostic: Diagnostic,
  shown: ShownPipeline | undefined
): DiagnosticRow {
  const { severity, code, message, cell, range } = diagnostic;
  const source = cell === undefined ? '' : shown?.notebook.cells[cell]?.source;
  const line =
    range && source !== undefined
      ? source.slice(0, range.start).split('\n').length
      : undefined;
  return {
    severity,
    code,
    message,
    told: diagnostic,
    get fixes() {
      return diagnostic.fixes.map(({ title }) => ({
        code,
        title,
        ...(cell !== undefined && { cell: shown?.notebook.ids[cell] }),
        ...(range && { from: range.start })
      }));
    },
    ...(cell !== undefined && { target: { of: 'pipeline', cell, line } })
  };
}
