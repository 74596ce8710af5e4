import type { TranslationBundle } from '@jupyterlab/translation';
import { CommandRegistry } from '@lumino/commands';
import { Menu } from '@lumino/widgets';
import { announce } from '../announce';
import { openMenuOnce } from '../shell/open-menu';
import {
  markedProblems,
  showProblemAt,
  viewOf,
  type PlacedProblem
} from './editor-marks';
import type { NotebookMarks } from './notebook-marks';

/**
 * Offers what mends the problem at the cursor, or in the active cell, as a
 * menu; below it what else can be done there.
 */
export async function offerFixes(
  marks: NotebookMarks,
  trans: TranslationBundle
): Promise<void> {
  await marks.catchUp();
  const { activeCell: cell, mode } = marks.panel.content;
  const view = cell && viewOf(cell);
  if (!view) {
    return;
  }
  const { id } = cell.model;
  const { head } = view.state.selection.main;
  const isEdited = mode === 'edit';
  const problems = problemsAt(
    markedProblems(view.state),
    isEdited ? view.state.doc.lineAt(head) : undefined,
    head
  );
  const fixes = problems.flatMap(({ problem, from }) =>
    problem.fixes.map(({ title }) => ({
      title,
      run: () => marks.fix(id, problem, title, from)
    }))
  );
  const at = isEdited ? head : undefined;
  const known = new Set(fixes.map(each => each.title));
  const actions = marks
    .actions(id, at)
    .filter(title => !known.has(title))
    .map(title => ({ title, run: () => marks.act(id, at, title) }));
  const [first] = problems;
  if (first && fixes.length === 0) {
    showProblemAt(view, first.from);
    announce(
      trans.__('There is no quick fix for this: %1', first.problem.message)
    );
  }
  if (fixes.length + actions.length > 0) {
    const place =
      view.coordsAtPos(first?.from ?? head) ??
      cell.node.getBoundingClientRect();
    openMenu([...fixes, ...actions], place, () => view.focus(), trans);
  } else if (!first) {
    announce(trans.__('There is nothing to fix or to change here.'));
  }
}

/** The problems that touch the cursor, else those on its line; without a line all. */
export function problemsAt(
  problems: readonly PlacedProblem[],
  line: { readonly from: number; readonly to: number } | undefined,
  head: number
): readonly PlacedProblem[] {
  if (!line) {
    return problems;
  }
  const touching = problems.filter(
    ({ from, to }) => from <= head && head <= to
  );
  return touching.length > 0
    ? touching
    : problems.filter(({ from, to }) => from <= line.to && line.from <= to);
}

function openMenu(
  fixes: readonly {
    readonly title: string;
    readonly run: () => Promise<void>;
  }[],
  at: { readonly left: number; readonly bottom: number },
  focus: () => void,
  trans: TranslationBundle
): void {
  const commands = new CommandRegistry();
  const menu = new Menu({ commands });
  // It hangs outside of the shell, which themes it otherwise.
  menu.addClass('jp-ThemedContainer');
  menu.title.label = trans.__('Quick fixes');
  menu.node.setAttribute('aria-label', trans.__('Quick fixes'));
  fixes.forEach(({ title, run }, index) => {
    const command = `fix-${index}`;
    commands.addCommand(command, {
      label: title,
      caption: trans.__('Change the notebook so; undo takes it back'),
      describedBy: { args: { type: 'object', properties: {} } },
      execute: run
    });
    menu.addItem({ command });
  });
  openMenuOnce(menu, { left: at.left, top: at.bottom }, focus);
}
