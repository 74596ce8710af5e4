/** Module state that goes from step to step like a variable. */
import { lastSeen } from '../analysis/dataflow/candidates';
import { MODULE_STATES } from '../analysis/libraries/module-state';
import type { StateEffect } from '../analysis/dataflow/effects';
import type { FoundDefinition } from './definitions/find-definitions';
import type { RestoredDefinitions } from './definitions/restored';
import type { AnalysedUnit } from './unit';

export interface UnitState {
  readonly state: string;
  readonly from: number;
}

/**
 * For each unit, the states that it takes over, and from whom.
 *
 * Settings that are definitions are not among them. A generator that nobody
 * has seeded does not flow either: its draws cannot be made again anyway.
 */
export function findStateFlows(
  units: readonly AnalysedUnit[],
  definitions: readonly FoundDefinition[],
  restored: Pick<RestoredDefinitions, 'usesModule'>
): UnitState[][] {
  const settings = definitions.filter(each => each.kind === 'setting');
  const effects = units.map(unit => ownEffects(unit, settings));
  const flows: UnitState[][] = units.map(() => []);
  const writers = writersOf(effects);
  for (const [state, { kind, modules }] of Object.entries(MODULE_STATES)) {
    const all = kind === 'lost' ? [] : (writers.get(state) ?? []);
    for (const unit of all.length > 0 ? units : []) {
      const from = lastSeen(all, unit.candidates);
      if (from === undefined) {
        continue;
      }
      const needed =
        kind === 'generator'
          ? dependsOn(effects[unit.index], state) &&
            all.some(
              index =>
                unit.candidates.has(index) && seeds(effects[index], state)
            )
          : modules.some(module => restored.usesModule(unit, module));
      if (needed) {
        flows[unit.index].push({ state, from });
      }
    }
  }
  return flows;
}

/** For each state, the units that change it, in order. */
function writersOf(
  effects: readonly (readonly StateEffect[])[]
): ReadonlyMap<string, readonly number[]> {
  const writers = new Map<string, number[]>();
  effects.forEach((each, index) => {
    for (const { state, access } of each) {
      const known = writers.get(state) ?? [];
      if (access !== 'use' && known.at(-1) !== index) {
        writers.set(state, [...known, index]);
      }
    }
  });
  return writers;
}

/** The effects of a unit on module state, without those of settings that are definitions. */
function ownEffects(
  unit: AnalysedUnit,
  settings: readonly FoundDefinition[]
): readonly StateEffect[] {
  const { states } = unit.effects;
  return settings.length === 0 || states.length === 0
    ? states
    : states.filter(
        ({ place }) =>
          !settings.some(
            ({ cell, span }) =>
              cell === place.cell &&
              span.start <= place.span.start &&
              place.span.end <= span.end
          )
      );
}

/** Whether a unit uses a state before it certainly sets it anew. */
export function dependsOn(
  effects: readonly StateEffect[],
  state: string
): boolean {
  const first = effects.find(each => each.state === state);
  return first !== undefined && !(first.access === 'set' && first.certain);
}

export function seeds(effects: readonly StateEffect[], state: string): boolean {
  return effects.some(each => each.state === state && each.access === 'set');
}

/** The generators that a unit's own code may seed, and others that it draws from. */
export function findGenerators({
  effects
}: AnalysedUnit): Record<string, 'seeds' | 'draws'> {
  const generators = [...new Set(effects.states.map(each => each.state))]
    .filter(state => MODULE_STATES[state]?.kind === 'generator')
    .sort();
  return Object.fromEntries(
    generators.map(state => [
      state,
      seeds(effects.states, state) ? 'seeds' : 'draws'
    ])
  );
}
