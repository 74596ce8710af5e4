import type { RunState, ServerRun } from '../api/shapes';

/** What has become of the task of a step. */
export interface TaskState {
  readonly state: RunState;
  /** ISO 8601. */
  readonly started?: string;
  readonly ended?: string;
  readonly message?: string;
}

/**
 * The tasks of steps as a run shows them: it also has those of Kubeflow's own,
 * the drivers of each and what is inside of them.
 *
 * @param tasks - the names of tasks, by the ids of steps
 * @returns by the ids of steps; those that Kubeflow has not come to are absent
 */
export function taskStates(
  { run_details }: ServerRun,
  tasks: Readonly<Record<string, string>>
): Map<string, TaskState> {
  const steps = new Map(
    Object.entries(tasks).map(([step, task]) => [task, step])
  );
  const found = new Map<string, TaskState>();
  for (const task of run_details?.task_details ?? []) {
    const step = steps.get(task.display_name);
    if (step !== undefined && task.state !== undefined) {
      found.set(step, {
        state: task.state,
        started: task.start_time,
        ended: task.end_time,
        message: task.error?.message
      });
    }
  }
  return found;
}

/** Whether nothing happens any more by itself. */
export function isOver(state: RunState | undefined): boolean {
  return (
    state === 'SUCCEEDED' ||
    state === 'FAILED' ||
    state === 'CANCELED' ||
    state === 'SKIPPED'
  );
}
