import type { VolumeSettings } from '../notebook/settings';
import type { Fix } from '../pipeline/diagnostic';

/** Keeps steps from writing to a volume. */
export function readOnlyFix({ name }: VolumeSettings): Fix {
  return {
    title: `Let the volume '${name}' be read only`,
    edits: [{ kind: 'set-volume', volume: name, change: { readOnly: true } }]
  };
}
