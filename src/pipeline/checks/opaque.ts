import { diagnosticAt, type Check } from './context';

/** Code that cannot be read: its step takes all variables, and may make or change any. */
export const checkOpaque: Check = ({ analysis }) =>
  analysis.units.flatMap(({ name, effects }) =>
    effects.opaque
      ? [
          diagnosticAt(
            effects.opaque,
            'info',
            'opaque',
            `What this code reads and makes is known only when it runs. Step ${name} takes all variables, and later steps that read a variable or a file wait for it.`
          )
        ]
      : []
  );
