/** The marks of problems in the editor of a cell. */
import {
  forEachDiagnostic,
  setDiagnostics,
  type Diagnostic as EditorDiagnostic
} from '@codemirror/lint';
import type { EditorState, Text } from '@codemirror/state';
import {
  EditorView,
  activateHover,
  closeHoverTooltips
} from '@codemirror/view';
import type { Cell } from '@jupyterlab/cells';
import type { CodeMirrorEditor } from '@jupyterlab/codemirror';
import type { CellProblem } from './cell-problems';

/** Does a fix of a problem; the problem begins at `from` now. */
export type DoFix = (problem: CellProblem, title: string, from: number) => void;

/** A problem with its place in the text as it is now. */
export interface PlacedProblem {
  readonly problem: CellProblem;
  readonly from: number;
  readonly to: number;
}

interface Marked extends EditorDiagnostic {
  readonly problem: CellProblem;
}

interface Drawn {
  readonly problems: readonly CellProblem[];
  readonly doc: Text;
}

const drawn = new WeakMap<EditorView, Drawn>();

/** The view of a cell's editor; undefined while the cell has none. */
export function viewOf(cell: Cell): EditorView | undefined {
  const editor = cell.editor as CodeMirrorEditor | null;
  return editor?.editor instanceof EditorView ? editor.editor : undefined;
}

/**
 * Marks problems in an editor, in place of those that were marked before.
 * Marks move with the text as it is edited. Costs nothing where nothing changes.
 *
 * @param source - what the problems speak of: while the editor shows
 * something else, somebody is typing, and its marks stay as they are
 */
export function markProblems(
  view: EditorView,
  problems: readonly CellProblem[],
  source: string,
  doFix: DoFix
): void {
  const { state } = view;
  const before = drawn.get(view);
  const isSame = before
    ? before.problems === problems && before.doc === state.doc
    : problems.length === 0;
  if (isSame || (problems.length > 0 && state.doc.toString() !== source)) {
    return;
  }
  drawn.set(view, { problems, doc: state.doc });
  view.dispatch(
    setDiagnostics(
      state,
      problems.map(problem => marked(problem, doFix))
    )
  );
}

/** The problems of an editor, in the order of its text, where they stand now. */
export function markedProblems(state: EditorState): PlacedProblem[] {
  const found: PlacedProblem[] = [];
  forEachDiagnostic(state, (diagnostic, from, to) => {
    found.push({ problem: (diagnostic as Marked).problem, from, to });
  });
  return found.sort((a, b) => a.from - b.from);
}

/** Shows what there is to tell about a place, until the cursor or the focus leaves it. */
export function showProblemAt(view: EditorView, from: number): void {
  activateHover(view, from, 1, {
    until: ({ docChanged, newSelection }) =>
      docChanged || newSelection.main.head !== from
  });
  const onFocusOut = ({ relatedTarget }: FocusEvent): void => {
    // The buttons of what is shown are in the editor too.
    if (!view.dom.contains(relatedTarget as Node | null)) {
      view.dom.removeEventListener('focusout', onFocusOut);
      view.dispatch({ effects: closeHoverTooltips });
    }
  };
  view.dom.addEventListener('focusout', onFocusOut);
}

function marked(problem: CellProblem, doFix: DoFix): Marked {
  const { severity, message, from, to, code } = problem;
  return {
    from,
    to,
    severity,
    message,
    source: code,
    renderMessage: () => {
      const text = document.createElement('span');
      text.className = 'jp-Cellway-told';
      text.textContent = message;
      return text;
    },
    markClass: 'jp-Cellway-problemMark',
    // Asked for when they are shown.
    get actions() {
      return problem.fixes.map(({ title }) => ({
        name: title,
        markClass: 'jp-Cellway-fix',
        apply: (_: EditorView, at: number) => doFix(problem, title, at)
      }));
    },
    problem
  };
}
