import type { Step } from '../pipeline/model';
import type { Selection } from './engine';

/** What a selection means for the steps of a pipeline, by their ids. */
export interface SelectedSteps {
  /** All others are skipped. */
  readonly wanted: ReadonlySet<string>;
  /** Of these, the ones that are executed, whatever the cache has. */
  readonly executed: ReadonlySet<string>;
}

/** @param steps - each below those that it waits for */
export function selectSteps(
  steps: readonly Pick<Step, 'id' | 'after'>[],
  { from, only, to, noCache = false }: Selection
): SelectedSteps {
  const all = new Set(steps.map(each => each.id));
  const last = only ?? to;
  const wanted = last === undefined ? all : needed(steps, last);
  if (noCache) {
    return { wanted, executed: wanted };
  }
  const executed = new Set<string>();
  for (const { id, after } of steps) {
    if (
      id === only ||
      id === from ||
      (from !== undefined && after.some(each => executed.has(each)))
    ) {
      executed.add(id);
    }
  }
  return { wanted, executed };
}

/** A step with all that it waits for. */
function needed(
  steps: readonly Pick<Step, 'id' | 'after'>[],
  id: string
): Set<string> {
  const found = new Set([id]);
  for (const step of [...steps].reverse()) {
    if (found.has(step.id)) {
      step.after.forEach(each => found.add(each));
    }
  }
  return found;
}
