import type { StateEffect } from '../../analysis/dataflow/effects';
import type { Place } from '../../analysis/dataflow/objects';
import {
  MODULE_STATES,
  type ModuleState
} from '../../analysis/libraries/module-state';
import { RestoredDefinitions } from '../definitions/restored';
import type { Diagnostic } from '../diagnostic';
import { seedIt } from '../fixes/seeding';
import { dependsOn, seeds } from '../states';
import type { AnalysedUnit } from '../unit';
import { diagnosticAt, type Check, type CheckContext } from './context';

/** Draws that a run would not make again, told once for each generator or step. */
export const checkRandomness: Check = context =>
  Object.entries(MODULE_STATES).flatMap(([state, known]) => {
    const isOurs = (each: StateEffect): boolean => each.state === state;
    const users = context.analysis.units.filter(each =>
      each.effects.states.some(isOurs)
    );
    if (known.kind === 'setting' || users.length === 0) {
      return [];
    }
    const seeding = users.filter(each => seeds(each.effects.states, state));
    if (seeding.length > 0) {
      return known.kind === 'lost'
        ? lostSeeds(context, state, known, seeding)
        : [];
    }
    const draws = users.flatMap(unit =>
      unit.effects.states.filter(isOurs).map(effect => ({ unit, effect }))
    );
    const draw = draws.find(({ effect }) => effect.access === 'change');
    return draw
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

/** Steps that go on with a generator in Run All, and begin with another one here. */
function lostSeeds(
  context: CheckContext,
  state: string,
  { modules }: ModuleState,
  seeding: readonly AnalysedUnit[]
): Diagnostic[] {
  const restored = new RestoredDefinitions(context.analysis);
  return context.analysis.units.flatMap(unit => {
    const from = seeding.filter(each => unit.candidates.has(each.index)).at(-1);
    const own = unit.effects.states.filter(each => each.state === state);
    const draw = own.find(each => each.access === 'change');
    const place = draw?.place ?? placeOfUse(context, unit, modules);
    if (
      !from ||
      !place ||
      (own.length > 0 && !dependsOn(own, state)) ||
      !(draw ?? modules.some(each => restored.usesModule(unit, each)))
    ) {
      return [];
    }
    return [
      diagnosticAt(
        place,
        draw ? 'warning' : 'info',
        'not-reproducible',
        `This ${draw ? 'draws' : 'may draw'} random numbers from ${state}, which step '${from.id}' has seeded. In a step of its own ${state} begins anew, so this ${draw ? 'gives' : 'may give'} other results than Run All. Seed it here too.`,
        () => seedIt(context, unit, { state, place })
      )
    ];
  });
}

/** Where a unit first has to do with a module, else where it begins. */
function placeOfUse(
  { analysis: { names } }: CheckContext,
  unit: AnalysedUnit,
  modules: readonly string[]
): Place | undefined {
  const isOf = (path: string): boolean =>
    modules.includes(path.split(/[.(]/, 1)[0]);
  const [read] = [...unit.effects.reads].filter(([name]) =>
    [...names.reachedBefore(name, unit)].some(({ path }) => isOf(path))
  );
  const [first] = unit.cells.filter(each => each.statements.length > 0);
  return (
    read?.[1].place ??
    (first && {
      cell: first.cell,
      span: first.statements[0]
    })
  );
}
