import { diagnosticAt, type Check } from './context';

/**
 * Instances whose class was defined again after they were made: they travel
 * with their own class, which then is not the one that the name stands for.
 */
export const checkRedefinedClasses: Check = ({ analysis }) => {
  const { units, names, versions } = analysis;
  return units.flatMap(unit =>
    [...versions.inputs[unit.index]].flatMap(name => {
      const read = unit.effects.reads.get(name);
      if (!read) {
        return [];
      }
      for (const object of names.reachedBefore(name, unit)) {
        const cls = object.instanceOf;
        const title = cls?.classPart?.node.name;
        const current = title === undefined ? [] : names.before(title, unit);
        const [last] = current;
        if (cls && last && last.value.size > 0 && !last.value.has(cls)) {
          return [
            diagnosticAt(
              read.place,
              'info',
              'class-redefined',
              `${name} holds an instance of a class ${title} that was defined again afterwards, and keeps the old class. Make it again below the new class, or give that another name.`
            )
          ];
        }
      }
      return [];
    })
  );
};
