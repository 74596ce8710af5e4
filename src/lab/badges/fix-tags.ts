import type { TranslationBundle } from '@jupyterlab/translation';
import { announce } from '../announce';
import type { NotebookSession } from '../sessions/notebook-session';
import { cellPlans } from './cell-plans';

/** A way out that somebody has chosen on a badge. */
export interface ChosenFix {
  /** The cell's id. */
  readonly cell: string;
  /** Of the problem. */
  readonly code: string;
  readonly title: string;
}

/**
 * Does what a fix says, as one change to undo. Its edits name cells by their
 * places: so they are taken from an analysis of the notebook as it is now.
 */
export async function fixTags(
  session: NotebookSession,
  { cell, code, title }: ChosenFix,
  trans: TranslationBundle
): Promise<void> {
  const { pipeline } = session;
  await pipeline.update();
  const { shown } = pipeline;
  const plan = shown && cellPlans(shown)[shown.notebook.ids.indexOf(cell)];
  const fix = plan?.badge?.problems
    .filter(each => each.code === code)
    .flatMap(each => each.fixes)
    .find(each => each.title === title);
  if (fix) {
    await session.edit(fix.edits);
  }
  announce(
    fix
      ? trans.__('Done: %1.', title)
      : trans.__('There is nothing to fix any more.')
  );
}
