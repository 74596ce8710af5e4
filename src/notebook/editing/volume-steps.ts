import { isJsonArray, isJsonObject, type JsonValue } from '../json/value';
import { CELLWAY_KEY } from '../settings';
import type { NotebookView } from '../tagged-notebook';
import { rewriteNotebookKey } from './rewrite-cells';

/**
 * Rewrites for which steps the notebook's volumes are.
 *
 * @param follow - the steps in the place of one; undefined: that one, as it is
 */
export function followVolumes(
  notebook: NotebookView,
  follow: (name: string) => readonly string[] | undefined
): NotebookView {
  return rewriteNotebookKey(notebook, CELLWAY_KEY, settings => {
    const volumes = isJsonObject(settings) ? settings['volumes'] : undefined;
    if (!isJsonObject(settings) || !isJsonArray(volumes)) {
      return settings;
    }
    const followed = volumes.map(each => followVolume(each, follow));
    return followed.some((each, index) => each !== volumes[index])
      ? { ...settings, volumes: followed }
      : settings;
  });
}

function followVolume(
  volume: JsonValue,
  follow: (name: string) => readonly string[] | undefined
): JsonValue {
  const steps = isJsonObject(volume) ? volume['steps'] : undefined;
  if (!isJsonObject(volume) || !isJsonArray(steps)) {
    return volume;
  }
  const instead = steps.map(each =>
    typeof each === 'string' ? follow(each) : undefined
  );
  if (instead.every(each => each === undefined)) {
    return volume;
  }
  const followed = steps.flatMap(
    (each, index): readonly JsonValue[] => instead[index] ?? [each]
  );
  return { ...volume, steps: [...new Set(followed)] };
}
