import type { StepSettings } from '../settings';
import { settingsOfHead } from '../settings/shown-settings';
import { readTaggedCells } from '../tagged-cells';
import type { Block, NotebookView, TaggedNotebook } from '../tagged-notebook';
import type { ExcludingStep } from './excluded-names';
import { setStepSettings } from './set-step-settings';

/** A step with its code, and what it does not pass on. */
export function excludingStep(
  { cells }: NotebookView,
  { settings: { defaults } }: Pick<TaggedNotebook, 'settings'>,
  { cells: own, settings }: Block
): ExcludingStep {
  return {
    sources: own.map(cell => cells[cell].source),
    exclude: excludedBy(settings, defaults)
  };
}

/** Has a step exclude some variables, and no others unless they are excluded everywhere. */
export function setExcluded(
  notebook: NotebookView,
  step: string,
  exclude: readonly string[]
): NotebookView {
  const { blocks, settings } = readTaggedCells(notebook);
  const block = blocks.find(
    ({ kind, name }) => kind === 'step' && name === step
  );
  if (!block) {
    return notebook;
  }
  const before = excludedBy(block.settings, settings.defaults);
  const isSame =
    before.length === exclude.length &&
    before.every(name => exclude.includes(name));
  return isSame
    ? notebook
    : setStepSettings(notebook, step, {
        ...settingsOfHead(notebook, block),
        exclude
      });
}

function excludedBy(
  settings: StepSettings,
  defaults: StepSettings | undefined
): readonly string[] {
  return settings.exclude ?? defaults?.exclude ?? [];
}
