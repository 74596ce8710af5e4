/** What definitions make, and which of them need which. */
import type { AbstractObject } from '../../analysis/dataflow/objects';
import type { AnalysedUnit } from '../unit';
import type { FoundDefinition } from './find-definitions';

/** The objects that definitions make, with the definition of each. */
export function definitionObjects(
  units: readonly AnalysedUnit[],
  definitions: readonly FoundDefinition[]
): ReadonlyMap<AbstractObject, number> {
  const objects = new Map<AbstractObject, number>();
  definitions.forEach((definition, index) => {
    for (const name of definition.names) {
      const binding = units[definition.unit].effects.binds.get(name);
      for (const object of binding?.value ?? []) {
        if (object.kind === 'function' || object.kind === 'class') {
          objects.set(object, index);
        }
      }
    }
  });
  return objects;
}

/** For each definition, the ones that must be restored before it. */
export function needsOfDefinitions(
  units: readonly AnalysedUnit[],
  definitions: readonly FoundDefinition[]
): number[][] {
  return definitions.map((definition, index) => {
    const unit = units[definition.unit];
    const needs = new Set<number>();
    for (const name of definition.reads) {
      for (let i = index - 1; i >= 0; i--) {
        const other = definitions[i];
        const seen =
          other.unit === definition.unit || unit.candidates.has(other.unit);
        if (seen && (other.star || other.names.includes(name))) {
          needs.add(i);
          if (!other.star) {
            break;
          }
        }
      }
    }
    return [...needs].sort((a, b) => a - b);
  });
}
