/** What is read of Kubeflow's answers; the rest is passed over. */
import * as z from 'zod';

/** Of runs and of tasks. */
export const runState = z.enum([
  'RUNTIME_STATE_UNSPECIFIED',
  'PENDING',
  'RUNNING',
  'SUCCEEDED',
  'SKIPPED',
  'FAILED',
  'CANCELING',
  'CANCELED',
  'PAUSED'
]);

export type RunState = z.infer<typeof runState>;

const state = runState.catch('RUNTIME_STATE_UNSPECIFIED');

const status = z.looseObject({ message: z.string().optional() });

/** Kubeflow gives 1970 for what has not been yet. */
const time = z
  .string()
  .optional()
  .transform(text =>
    text !== undefined && Date.parse(text) > 0
      ? new Date(text).toISOString()
      : undefined
  );

export const taskDetail = z.looseObject({
  display_name: z.string().default(''),
  state: state.optional(),
  start_time: time,
  end_time: time,
  error: status.nullish(),
  /** What comes behind it, and its own pod. */
  child_tasks: z
    .array(z.looseObject({ pod_name: z.string().optional() }))
    .default([])
});

export const serverRun = z.looseObject({
  run_id: z.string(),
  display_name: z.string().default(''),
  state: state.optional(),
  error: status.nullish(),
  run_details: z
    .looseObject({ task_details: z.array(taskDetail).default([]) })
    .nullish()
});

export type ServerRun = z.infer<typeof serverRun>;
export type TaskDetail = z.infer<typeof taskDetail>;

export const runList = z.looseObject({
  runs: z.array(serverRun).default([]),
  next_page_token: z.string().optional()
});

export const experiment = z.looseObject({
  experiment_id: z.string(),
  display_name: z.string().default('')
});

export const experimentList = z.looseObject({
  experiments: z.array(experiment).default([])
});

export const health = z.looseObject({
  /** The version, where the server was told its own. */
  tag_name: z.string().optional(),
  multi_user: z.boolean().default(false)
});

/** Of calls that answer `{}`. */
export const nothing = z.looseObject({});
