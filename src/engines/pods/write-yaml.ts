import { dump } from 'js-yaml';

/** Objects as a file that `kubectl create` takes. */
export function writeYaml(objects: readonly object[]): string {
  return objects
    .map(each => dump(each, { lineWidth: -1, noRefs: true }))
    .join('---\n');
}
