import type { Fix, Severity } from '../../pipeline/diagnostic';
import type { ShownPipeline } from '../pipelines/pipeline-model';
import { describeFailure } from '../runs/describe-failure';
import type { RunState } from '../runs/run-state';
import type { RunCell } from '../sessions/cell-places';

/** Something to tell about a cell of an open notebook, with its place in the source. */
export interface CellProblem {
  readonly severity: Severity;
  readonly code: string;
  readonly message: string;
  /** UTF-16 offsets into the cell's source; equal only in a cell without text. */
  readonly from: number;
  readonly to: number;
  /** Told by the last run, not by the notebook as it is. */
  readonly isOfRun: boolean;
  readonly fixes: readonly Fix[];
}

/** Its fixes are made when they are asked for, and are those of the notebook as it is then. */
export class ToldProblem implements CellProblem {
  readonly severity: Severity;
  readonly code: string;
  readonly message: string;
  readonly from: number;
  readonly to: number;
  readonly isOfRun: boolean;
  // Not one of the properties by which two problems are compared.
  #source: { readonly fixes: readonly Fix[] };

  constructor(
    told: Omit<CellProblem, 'fixes'>,
    source: { readonly fixes: readonly Fix[] }
  ) {
    this.severity = told.severity;
    this.code = told.code;
    this.message = told.message;
    this.from = told.from;
    this.to = told.to;
    this.isOfRun = told.isOfRun;
    this.#source = source;
  }

  get fixes(): readonly Fix[] {
    return this.#source.fixes;
  }

  /** Takes the fixes of one that says the same of a later notebook. */
  takeFixes(later: ToldProblem): void {
    this.#source = later.#source;
  }
}

const NO_FIXES = { fixes: [] };

/** For the id of a cell, what is to be told about it, in the order of its source. */
export type CellProblems = ReadonlyMap<string, readonly ToldProblem[]>;

/**
 * What is to be told in the cells themselves: of the notebook as it is, and of
 * the last run as far as its cells are still as they were.
 *
 * @param cells - that the run was made of; none while they are not known
 */
export function cellProblems(
  shown: ShownPipeline,
  run: RunState | undefined,
  cells: readonly RunCell[]
): CellProblems {
  const { ids, cells: views } = shown.notebook;
  const problems = new Map<string, ToldProblem[]>();
  const tell = (
    index: number,
    problem: Pick<CellProblem, 'severity' | 'code' | 'message' | 'isOfRun'>,
    range: Range | undefined,
    source: { readonly fixes: readonly Fix[] },
    hint?: string
  ): void => {
    const id = ids[index];
    const text = views[index]?.source;
    if (id === undefined || text === undefined) {
      return;
    }
    const told = problems.get(id) ?? [];
    const isTold = told.some(
      ({ code, message }) =>
        code === problem.code && message === problem.message && problem.isOfRun
    );
    if (!isTold) {
      const message = withHint(problem.message, hint);
      told.push(
        new ToldProblem(
          { ...problem, message, ...placeIn(text, range) },
          source
        )
      );
      problems.set(id, told);
    }
  };
  for (const diagnostic of shown.diagnostics) {
    const { cell, range, severity, code, message } = diagnostic;
    if (cell !== undefined) {
      tell(
        cell,
        { severity, code, message, isOfRun: false },
        range,
        diagnostic
      );
    }
  }
  const placeOf = (cell: number | undefined): number | undefined =>
    cell === undefined ? undefined : unchanged(cells[cell], cell, shown);
  for (const { cell, hint, ...rest } of run?.diagnostics ?? []) {
    const index = placeOf(cell);
    if (index !== undefined) {
      tell(index, { ...rest, isOfRun: true }, undefined, NO_FIXES, hint);
    }
  }
  for (const step of run?.steps ?? []) {
    const { error } = step;
    const index = error && placeOf(error.cell ?? step.cells[0]);
    if (error && index !== undefined) {
      const problem = {
        severity: 'error',
        code: error.kind,
        message: describeFailure(error),
        isOfRun: true
      } as const;
      const line = lineIn(views[index]?.source ?? '', error.line);
      tell(index, problem, line, NO_FIXES, error.hint);
    }
  }
  problems.forEach(told => told.sort((a, b) => a.from - b.from));
  return problems;
}

interface Range {
  readonly start: number;
  readonly end: number;
}

/** The index of a run's cell as it is now; undefined where it is gone or edited. */
function unchanged(
  was: RunCell | undefined,
  index: number,
  { notebook }: ShownPipeline
): number | undefined {
  if (!was) {
    return undefined;
  }
  const place = was.id === undefined ? index : notebook.ids.indexOf(was.id);
  return notebook.cells[place]?.source === was.source ? place : undefined;
}

function withHint(message: string, hint: string | undefined): string {
  return hint === undefined ? message : `${message}\n${hint}`;
}

/** The text of a line, counted from 1, without the blanks around it. */
function lineIn(source: string, line: number | undefined): Range | undefined {
  if (line === undefined) {
    return undefined;
  }
  const lines = source.split('\n');
  const text = lines[line - 1] ?? '';
  const begin = lines.slice(0, line - 1).join('\n').length + (line > 1 ? 1 : 0);
  const blanks = text.length - text.trimStart().length;
  const start = Math.min(begin + blanks, source.length);
  return { start, end: start + text.trim().length };
}

/**
 * Where to draw: a range of text that can be seen. What concerns a cell as a
 * whole stands on its first line.
 */
function placeIn(
  source: string,
  range: Range | undefined
): Pick<CellProblem, 'from' | 'to'> {
  const first = source.search(/\S/);
  if (range && range.end > range.start) {
    const to = Math.min(range.end, source.length);
    return { from: Math.min(range.start, to), to };
  }
  if (first < 0) {
    return { from: 0, to: 0 };
  }
  if (range && range.start > 0) {
    // A place between two characters, at the end of a line as a rule.
    const end = Math.min(range.start, source.length);
    const seen = source.slice(0, end).trimEnd().length;
    return seen > 0
      ? { from: seen - 1, to: seen }
      : { from: first, to: first + 1 };
  }
  const end = source.indexOf('\n', first);
  const to = end < 0 ? source.length : end;
  return { from: first, to: first + source.slice(first, to).trimEnd().length };
}
