import type { VolumeSettings } from '../settings';
import { readTaggedCells } from '../tagged-cells';
import type { NotebookView } from '../tagged-notebook';
import { setNotebookSettings } from './set-notebook-settings';

/** See `Edit`. */
export function setVolume(
  notebook: NotebookView,
  name: string,
  change: Partial<VolumeSettings>
): NotebookView {
  const { settings } = readTaggedCells(notebook);
  const volumes = settings.volumes?.map(each =>
    each.name === name ? { ...each, ...change } : each
  );
  return setNotebookSettings(notebook, { ...settings, volumes });
}

export function hasVolume(notebook: NotebookView, name: string): boolean {
  const { volumes = [] } = readTaggedCells(notebook).settings;
  return volumes.some(each => each.name === name);
}
