import { isSettingTag } from '../dialect/tags';
import { CELLWAY_KEY, type StepSettings } from '../settings';
import type { Block, NotebookView } from '../tagged-notebook';
import { mergeStepSettings } from './merge';
import { readStepSettings } from './read-settings';
import { settingsOfTags } from './tag-settings';

/** All that is set for a step, also the names of steps to wait for that are not there. */
export function settingsOfHead(
  { cells }: NotebookView,
  { head, tags }: Block
): StepSettings {
  const own = readStepSettings(cells[head]?.metadata[CELLWAY_KEY], head);
  const tagged = settingsOfTags(tags.filter(isSettingTag));
  return mergeStepSettings(tagged, own.settings);
}
