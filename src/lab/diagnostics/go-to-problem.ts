import type { Cell } from '@jupyterlab/cells';
import type { TranslationBundle } from '@jupyterlab/translation';
import { announce } from '../announce';
import { goToCell } from '../sessions/go-to-cell';
import type { CellProblem } from './cell-problems';
import { markedProblems, showProblemAt, viewOf } from './editor-marks';
import type { NotebookMarks } from './notebook-marks';

/** Where a problem is in the notebook as it is shown. */
interface ProblemPlace {
  readonly cell: Cell;
  readonly index: number;
  readonly from: number;
  readonly problem: CellProblem;
}

/** Goes to the problem below the cursor, or above it; behind the last comes the first. */
export async function goToProblem(
  marks: NotebookMarks,
  direction: 1 | -1,
  trans: TranslationBundle
): Promise<void> {
  await marks.catchUp();
  const places = problemPlaces(marks);
  const target = nextPlace(places, cursorOf(marks), direction);
  if (!target) {
    announce(trans.__('There is no problem in the notebook.'));
    return;
  }
  const { cell, from, problem } = target;
  const before = (viewOf(cell)?.state.sliceDoc(0, from) ?? '').split('\n');
  await goToCell(marks.panel, cell.model.id, before.length);
  const view = viewOf(cell);
  if (view) {
    // Its editor may be new. Marks that come later would hide what is shown.
    marks.draw();
    view.dispatch({ selection: { anchor: from }, scrollIntoView: true });
    showProblemAt(view, from);
  }
  announce(
    trans.__(
      'Problem %1 of %2: %3',
      places.indexOf(target) + 1,
      places.length,
      problem.message
    )
  );
}

/** All problems in the order of the notebook; of those at one place the first. */
function problemPlaces({ panel, problems }: NotebookMarks): ProblemPlace[] {
  return panel.content.widgets.flatMap((cell, index) => {
    const view = viewOf(cell);
    const told = view
      ? markedProblems(view.state)
      : (problems.get(cell.model.id) ?? []).map(problem => ({
          problem,
          from: problem.from
        }));
    const first = new Map<number, ProblemPlace>();
    for (const { problem, from } of told) {
      if (!first.has(from)) {
        first.set(from, { cell, index, from, problem });
      }
    }
    return [...first.values()];
  });
}

/** In command mode there is no cursor: then all of the active cell lies below. */
function cursorOf({ panel }: NotebookMarks): { index: number; at: number } {
  const { activeCellIndex, activeCell, mode } = panel.content;
  const view = activeCell ? viewOf(activeCell) : undefined;
  const at = mode === 'edit' ? (view?.state.selection.main.head ?? -1) : -1;
  return { index: activeCellIndex, at };
}

/** @param direction - 1 for the place below, -1 for the one above */
export function nextPlace<
  T extends { readonly index: number; readonly from: number }
>(
  places: readonly T[],
  { index, at }: { readonly index: number; readonly at: number },
  direction: 1 | -1
): T | undefined {
  const offset = (place: T): number => place.index - index || place.from - at;
  return direction > 0
    ? (places.find(place => offset(place) > 0) ?? places[0])
    : (places.filter(place => offset(place) < 0).pop() ??
        places[places.length - 1]);
}
