import { MODULE_STATES } from '../../analysis/libraries/module-state';
import { diagnosticAt, type Check } from './context';

/** Draws from a generator that nobody has seeded, told once for each generator. */
export const checkRandomness: Check = ({ analysis }) =>
  Object.entries(MODULE_STATES)
    .filter(([, { kind }]) => kind === 'generator')
    .flatMap(([state]) => {
      const effects = analysis.units.flatMap(unit =>
        unit.effects.states.filter(each => each.state === state)
      );
      const draw = effects.find(each => each.access === 'change');
      return draw && !effects.some(each => each.access === 'set')
        ? [
            diagnosticAt(
              draw.place,
              'info',
              'not-reproducible',
              `This draws random numbers from ${state}, which is not seeded: each run gives other results.`
            )
          ]
        : [];
    });
