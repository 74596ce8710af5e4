import type { Texts } from '../settings';
import { readTaggedCells } from '../tagged-cells';
import type { NotebookView } from '../tagged-notebook';
import { setNotebookSettings } from './set-notebook-settings';
import { setStepSettings } from './set-step-settings';
import { namedBlocks } from './step-records';

/** See `Edit`. */
export function selectNodes(
  notebook: NotebookView,
  steps: readonly string[] | 'all',
  labels: Texts
): NotebookView {
  if (steps !== 'all') {
    return changeOwn(notebook, steps, own => ({ ...own, ...labels }));
  }
  const { settings } = readTaggedCells(notebook);
  const { defaults } = settings;
  const nodeSelector = { ...defaults?.nodeSelector, ...labels };
  // What a step says itself would count more.
  const freed = changeOwn(notebook, [...namedBlocks(notebook).keys()], own =>
    Object.fromEntries(Object.entries(own).filter(([key]) => !(key in labels)))
  );
  return setNotebookSettings(freed, {
    ...settings,
    defaults: { ...defaults, nodeSelector }
  });
}

function changeOwn(
  notebook: NotebookView,
  steps: readonly string[],
  change: (own: Texts) => Texts
): NotebookView {
  const blocks = namedBlocks(notebook);
  return steps.reduce((view, step) => {
    const settings = blocks.get(step)?.settings ?? {};
    const nodeSelector = change(settings.nodeSelector ?? {});
    return setStepSettings(view, step, { ...settings, nodeSelector });
  }, notebook);
}
