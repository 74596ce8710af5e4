import { isJsonObject, type JsonValue } from '../json/value';
import { CELLWAY_KEY, type NotebookSettings } from '../settings';
import { notebookSettingsOfKale } from '../settings/from-kale';
import { settingsOver } from '../settings/over-kale';
import { writeStepSettings } from '../settings/write-settings';
import { readTaggedCells } from '../tagged-cells';
import type { NotebookView } from '../tagged-notebook';
import { rewriteNotebookKey } from './rewrite-cells';
import { differingFields, tidy, writeFields } from './settings-fields';

/**
 * See `Edit`. What Kale's key says is left to it where it is what was asked
 * for; where it is not, ours says so.
 */
export function setNotebookSettings(
  notebook: NotebookView,
  settings: NotebookSettings
): NotebookView {
  const tagged = readTaggedCells(notebook);
  const asked = tidy(settings);
  const fields = differingFields(tidy(tagged.settings), asked);
  if (fields.length === 0) {
    return notebook;
  }
  const ofKale = tidy(notebookSettingsOfKale(tagged.kale ?? {}).settings);
  return rewriteNotebookKey(notebook, CELLWAY_KEY, previous => {
    const before = isJsonObject(previous) ? previous : {};
    const changes = fields.map(field => {
      const value = settingsOver(field, ofKale[field], asked[field]);
      const isNested = field === 'defaults';
      const whole = isNested ? withForeign(before[field], value) : value;
      return [field, whole] as const;
    });
    return writeFields(previous, new Map(changes));
  });
}

/** With what stood there and is not ours. */
function withForeign(
  previous: JsonValue | undefined,
  defaults: JsonValue | undefined
): JsonValue | undefined {
  const foreign = Object.entries(writeStepSettings({}, previous) ?? {}).filter(
    ([key]) => key !== 'version'
  );
  return foreign.length > 0
    ? {
        ...Object.fromEntries(foreign),
        ...(isJsonObject(defaults) ? defaults : {})
      }
    : defaults;
}
