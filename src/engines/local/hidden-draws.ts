import { MODULE_STATES } from '../../analysis/libraries/module-state';
import type { RunDiagnostic } from '../../runs/run-event';
import type { StepResult } from '../../runs/step-result';
import type { Plan } from '../plan';

/**
 * Tells of a step that has used a generator which a step above has seeded,
 * though its code does not show it: it began with a generator of its own.
 */
export function hiddenDraws(plan: Plan, result: StepResult): RunDiagnostic[] {
  const { id, cells, generators } = plan.step(result.step);
  const above = plan.pipeline.steps.slice(0, plan.indexOf(id));
  return (result.observed?.states ?? []).flatMap(state => {
    const seeding = above.filter(each => each.generators[state] === 'seeds');
    const isHidden =
      MODULE_STATES[state]?.kind === 'generator' &&
      generators[state] === undefined;
    return isHidden && seeding.length > 0
      ? [
          {
            severity: 'warning' as const,
            code: 'not-reproducible',
            message: `Step '${id}' draws random numbers from ${state} in code that Cellway does not see into. It does not go on where step '${seeding[seeding.length - 1].id}' has seeded it, as Run All does`,
            hint: `Draw in the cell itself, or give the code a generator of its own and seed that.`,
            cell: cells[0]?.cell
          }
        ]
      : [];
  });
}
