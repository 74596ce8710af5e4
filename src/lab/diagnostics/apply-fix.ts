import { Notification } from '@jupyterlab/apputils';
import type { TranslationBundle } from '@jupyterlab/translation';
import type { Diagnostic, Fix } from '../../pipeline/diagnostic';
import { announce } from '../announce';
import type { NotebookSession } from '../sessions/notebook-session';

/** A fix that somebody has chosen from what was shown to them. */
export interface ChosenFix {
  readonly code: string;
  readonly title: string;
  /** The cell's id; undefined where the notebook as a whole is concerned. */
  readonly cell?: string;
  /** Where the problem begins, a UTF-16 offset. */
  readonly from?: number;
}

/**
 * Does what a fix says, as one change to undo. Its edits name places in the
 * notebook, which may have been edited since it was shown: so they are taken
 * from an analysis of the notebook as it is now. What was done is said aloud.
 *
 * @param ofEngine - what the engine has told besides; its fixes name no places
 */
export async function applyFix(
  session: NotebookSession,
  chosen: ChosenFix,
  trans: TranslationBundle,
  ofEngine: readonly Diagnostic[] = []
): Promise<void> {
  await session.pipeline.update();
  await apply(session, findFix(session, chosen, ofEngine), chosen.title, trans);
}

/** An action that somebody has chosen, which mends nothing. */
export interface ChosenAction {
  readonly title: string;
  /** The cell's id. */
  readonly cell: string;
  /** Where in its source it was asked for, a UTF-16 offset; absent for the cell as a whole. */
  readonly at?: number;
}

/** As `applyFix`. */
export async function applyAction(
  session: NotebookSession,
  { title, cell, at }: ChosenAction,
  trans: TranslationBundle
): Promise<void> {
  await session.pipeline.update();
  const action = actionsAt(session, cell, at).find(
    each => each.title === title
  );
  await apply(session, action, title, trans);
}

/** What can be done at a place though nothing is wrong there. */
export function actionsAt(
  { pipeline: { shown, analysis } }: NotebookSession,
  cell: string,
  at: number | undefined
): readonly Fix[] {
  const index = shown?.notebook.ids.indexOf(cell) ?? -1;
  return shown && analysis && index >= 0
    ? analysis.actions(shown, {
        cell: index,
        ...(at !== undefined && { at })
      })
    : [];
}

async function apply(
  session: NotebookSession,
  fix: Fix | undefined,
  title: string,
  trans: TranslationBundle
): Promise<void> {
  if (!fix) {
    announce(trans.__('There is nothing to fix any more.'));
    return;
  }
  try {
    await session.edit(fix.edits);
    announce(trans.__('Done: %1.', title));
  } catch (error) {
    const message = error instanceof Error ? error.message : String(error);
    Notification.error(message, { autoClose: 5000 });
    announce(message);
  }
}

function findFix(
  { pipeline }: NotebookSession,
  { code, title, cell, from = 0 }: ChosenFix,
  ofEngine: readonly Diagnostic[]
): Fix | undefined {
  const { diagnostics = [], notebook } = pipeline.shown ?? {};
  const distance = (start = 0): number => Math.abs(start - from);
  const meant = [...diagnostics, ...ofEngine]
    .filter(each => each.code === code)
    .filter(each =>
      each.cell === undefined
        ? cell === undefined
        : notebook?.ids[each.cell] === cell
    )
    .sort((a, b) => distance(a.range?.start) - distance(b.range?.start));
  for (const { fixes } of meant) {
    const fix = fixes.find(each => each.title === title);
    if (fix) {
      return fix;
    }
  }
  return undefined;
}
