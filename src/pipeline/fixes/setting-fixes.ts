import { hasSetting } from '../../notebook/editing/remove-setting';
import { CELLWAY_KEY } from '../../notebook/settings';
import type { Problem } from '../../notebook/problems';
import type { Fix } from '../diagnostic';
import type { TagContext } from './tag-edits';

/** Takes a field away that has no effect; with it that of which it is a part that must not lack. */
export function removeFaultySetting(
  { cell, path = '' }: Problem,
  { notebook }: TagContext
): Fix[] {
  let found = path;
  while (found !== '' && !hasSetting(notebook, cell, found)) {
    found = found.slice(0, Math.max(found.search(/[.[][^.[]*$/), 0));
  }
  return found === '' || (found === CELLWAY_KEY && found !== path)
    ? []
    : [
        {
          title: `Remove ${found}`,
          edits: [{ kind: 'remove-setting', cell, path: found }]
        }
      ];
}
