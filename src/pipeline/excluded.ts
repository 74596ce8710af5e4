/**
 * Variables that a step keeps to itself, by its setting `exclude`. To later
 * steps it is as if the step had deleted them when it ended: they do not get
 * what an earlier step has made in their place, which would be another value
 * than in Run All.
 */
import type { Binding, StepEffects } from '../analysis/dataflow/effects';
import { NOTHING } from '../analysis/dataflow/objects';
import type { AnalysedUnit, Unit } from './unit';

/** What others see of what a step does. */
export function withoutExcluded(
  { settings, cells }: Unit,
  effects: StepEffects
): StepEffects {
  const names = (settings.exclude ?? []).filter(name => handles(effects, name));
  if (names.length === 0) {
    return effects;
  }
  const binds = new Map<string, Binding>(effects.binds);
  for (const name of names) {
    const place = effects.binds.get(name)?.place ??
      effects.reads.get(name)?.place ?? {
        cell: cells[0].cell,
        span: { start: 0, end: 0 }
      };
    binds.set(name, {
      value: NOTHING,
      certain: true,
      deleted: true,
      only: false,
      place
    });
  }
  return { ...effects, binds };
}

/** Whether a step makes a variable, or may change it. */
export function handles({ binds, reads }: StepEffects, name: string): boolean {
  return binds.has(name) || reads.has(name);
}

/** Whether a step does not pass a variable on that it has. */
export function isExcluded(
  { settings, effects }: AnalysedUnit,
  name: string
): boolean {
  return settings.exclude?.includes(name) === true && handles(effects, name);
}
