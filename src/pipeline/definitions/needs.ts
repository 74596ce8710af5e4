/** What definitions make, and which of them need which. */
import type { AbstractObject } from '../../analysis/dataflow/objects';
import type { AnalysedUnit } from '../unit';
import { DefinedNames } from './defined-names';
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
  const names = new DefinedNames(definitions);
  return definitions.map(({ unit, reads }, index) => {
    const needs = [...reads].flatMap(name =>
      names.inForce(name, units[unit], index)
    );
    return [...new Set(needs)].sort((a, b) => a - b);
  });
}
