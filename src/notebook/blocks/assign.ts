import type { CellTags } from './cell-tags';
import { findHeadings, nameOfHeading, stepLevel, uniqueName } from './headings';
import type { BlockKind, BlockOrigin, NotebookView } from '../tagged-notebook';
import type { Problem } from '../problems';

/** Which block a code cell belongs to. */
export interface Assignment {
  readonly cell: number;
  readonly kind: BlockKind;
  /** Of steps and notebooks; several as `block:a;b` has them. */
  readonly names: readonly string[];
  readonly origin: BlockOrigin;
  /** Whether the cell itself names the block. */
  readonly tagged: boolean;
}

/** Name of the step of the untagged cells before the first tag. */
const START = 'start';

/** Name of the only step of a notebook without tags and headings. */
const WHOLE = 'notebook';

/** Says for each code cell what it belongs to; some blank cells to nothing. */
export function assignCells(
  notebook: NotebookView,
  cells: readonly CellTags[],
  problems: Problem[]
): readonly Assignment[] {
  const namesSteps = cells.some(
    cell => cell.names.length > 0 || cell.special === 'notebook'
  );
  return namesSteps
    ? assignByTags(cells, problems)
    : assignByHeadings(notebook, cells);
}

/** What untagged cells join. */
type Active = Omit<Assignment, 'cell' | 'tagged'>;

function assignByTags(
  cells: readonly CellTags[],
  problems: Problem[]
): readonly Assignment[] {
  const taken = new Set(cells.flatMap(namesGiven));
  const assignments: Assignment[] = [];
  let active: Active | undefined;
  /** The cell of the notebook above, and the untagged cells after it. */
  let after: CellTags | undefined;
  let waiting: CellTags[] = [];
  const join = (cell: CellTags, block: Active, tagged: boolean): void => {
    assignments.push({ ...block, cell: cell.cell, tagged });
  };
  for (const cell of cells) {
    const { special, names } = cell;
    if (special === 'skip') {
      join(cell, { kind: 'skip', names: [], origin: 'tag' }, true);
    } else if (special === 'notebook') {
      const block: Active = {
        kind: 'notebook',
        names: namesGiven(cell),
        origin: 'tag'
      };
      join(cell, block, true);
      after = cell;
      active = undefined;
    } else if (special) {
      active = { kind: special, names: [], origin: 'tag' };
      join(cell, active, true);
    } else if (names.length > 0) {
      const step: Active = { kind: 'step', names, origin: 'tag' };
      waiting.forEach(other => join(other, step, false));
      waiting = [];
      after = undefined;
      active = step;
      join(cell, step, true);
    } else if (active) {
      join(cell, active, false);
    } else if (after) {
      waiting.push(cell);
    } else if (!cell.blank) {
      const name = uniqueName(START, taken);
      active = { kind: 'step', names: [name], origin: 'start' };
      join(cell, active, false);
    }
  }
  const first = waiting.find(cell => !cell.blank);
  if (first && after) {
    const name = uniqueName(`after_${after.notebook}`, taken);
    waiting.forEach(cell =>
      join(cell, { kind: 'step', names: [name], origin: 'tag' }, false)
    );
    problems.push({
      code: 'no-step-after-notebook',
      severity: 'error',
      cell: first.cell,
      message: `Code after the notebook "${after.notebook}" belongs to the next step, and there is none`,
      suggestion: `Tag this cell with a step: step:${name}.`
    });
  }
  return assignments.sort((a, b) => a.cell - b.cell);
}

function assignByHeadings(
  notebook: NotebookView,
  cells: readonly CellTags[]
): readonly Assignment[] {
  const headings = findHeadings(notebook.cells);
  const level = stepLevel(headings);
  const marks = headings.filter(heading => heading.level === level);
  const taken = new Set<string>();
  const assignments: Assignment[] = [];
  let step: Active | undefined;
  let mark = -1;
  for (const cell of cells) {
    if (cell.special) {
      const kind = cell.special;
      const { cell: index } = cell;
      const origin = 'tag';
      assignments.push({ cell: index, kind, names: [], origin, tagged: true });
      continue;
    }
    const next = marks.filter(heading => heading.cell < cell.cell).length - 1;
    if (next !== mark) {
      mark = next;
      step = undefined;
    }
    if (!step && !cell.blank) {
      const heading = marks[mark];
      const origin: BlockOrigin =
        level === undefined ? 'whole' : heading ? 'heading' : 'start';
      const wanted = heading
        ? nameOfHeading(heading.text)
        : origin === 'whole'
          ? WHOLE
          : START;
      const name = uniqueName(wanted, taken);
      taken.add(name);
      step = { kind: 'step', names: [name], origin };
    }
    if (step) {
      assignments.push({ ...step, cell: cell.cell, tagged: false });
    }
  }
  return assignments;
}

function namesGiven(cell: CellTags): readonly string[] {
  return cell.notebook === undefined ? cell.names : [cell.notebook];
}
