import { diagnosticAt, type Check } from './context';

/** Code that cannot be read: its step waits for, and is waited for by, all others. */
export const checkOpaque: Check = ({ analysis }) =>
  analysis.units.flatMap(({ name, effects }) =>
    effects.opaque
      ? [
          diagnosticAt(
            effects.opaque,
            'info',
            'opaque',
            `What this code reads and makes is known only when it runs. Step ${name} takes all variables, and every later step waits for it.`
          )
        ]
      : []
  );
