import { MODULE_STATES } from '../../analysis/libraries/module-state';
import { seedIt } from '../fixes/seeding';
import { diagnosticAt, type Check } from './context';

/** Draws from a generator that nobody has seeded, told once for each generator. */
export const checkRandomness: Check = context =>
  Object.entries(MODULE_STATES)
    .filter(([, { kind }]) => kind === 'generator')
    .flatMap(([state]) => {
      const effects = context.analysis.units.flatMap(unit =>
        unit.effects.states
          .filter(each => each.state === state)
          .map(effect => ({ unit, effect }))
      );
      const draw = effects.find(({ effect }) => effect.access === 'change');
      return draw && !effects.some(({ effect }) => effect.access === 'set')
        ? [
            diagnosticAt(
              draw.effect.place,
              'info',
              'not-reproducible',
              `This draws random numbers from ${state}, which is not seeded: each run gives other results. Seed it before the first draw.`,
              () => seedIt(context, draw.unit, draw.effect)
            )
          ]
        : [];
    });
