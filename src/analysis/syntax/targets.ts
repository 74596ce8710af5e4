import type { Conversion } from './conversion';
import type { Expression } from './tree';

/** Say so where something stands left of `=` that cannot be assigned to. */
export function checkTarget(target: Expression, conversion: Conversion): void {
  switch (target.kind) {
    case 'Name':
    case 'Attribute':
    case 'Subscript':
    case 'Missing':
      return;
    case 'Starred':
      checkTarget(target.value, conversion);
      return;
    case 'Collection':
      if (target.form !== 'set') {
        for (const element of target.elements) {
          checkTarget(element, conversion);
        }
        return;
      }
      break;
    default:
  }
  conversion.report(target, 'only names, items and attributes can be assigned');
}
