import * as z from 'zod';
import { DEFAULT_ENGINE } from '../../engines/engines';
import { runEvent } from '../../runs/run-event';
import { runRecord } from '../../runs/run-record';
import { engineOptions } from './clusters';
import { apiError } from './errors';

export type { MarkChange, RunMarks } from '../../runs/run-marks';
export type { RunMetrics } from '../../runs/run-metrics';
export type { RunDiagnostic, RunEvent } from '../../runs/run-event';
export type { RunRecord, StepRun } from '../../runs/run-record';
export type { RunStatus } from '../../runs/run-status';
export type { StepFailure } from '../../runs/step-failure';

/**
 * The routes, below the service's root. `:id` is a run's id; a run is looked
 * for in the store of the notebook that the query `notebook` names. Paths of
 * notebooks are those of Jupyter's contents: relative to its root, with `/`,
 * without the name of a drive. Errors are `apiError`.
 *
 * | Route                                | Body         | Answer                                |
 * | ------------------------------------ | ------------ | ------------------------------------- |
 * | GET /health                          |              | `health`                              |
 * | POST /pipelines                      | see there    | `CheckedPipeline`                     |
 * | GET /runs?notebook=&limit=           |              | `runList`: its runs, newest first     |
 * | GET /runs/active                     |              | `activeRuns`: of all notebooks        |
 * | GET /runs/metrics?notebook=&limit=   |              | `metricsOfRuns`: of the same runs     |
 * | POST /runs                           | `newRun`     | 201, `runRecord`                      |
 * | GET /runs/:id?notebook=              |              | `runRecord`                           |
 * | GET /runs/:id/events?notebook=&from= |              | `watchedEvent` a line, up to the end  |
 * | GET /runs/:id/notebook?notebook=     |              | the executed notebook                 |
 * | GET /runs/:id/source?notebook=       |              | the notebook as it was submitted      |
 * | PATCH /runs/:id?notebook=            | `markChange` | `runRecord`                           |
 * | POST /runs/:id/cancel?notebook=      |              | 204, when nothing of it runs any more |
 * | POST /runs/:id/resume?notebook=      |              | 204                                   |
 * | DELETE /runs/:id?notebook=           |              | 204                                   |
 *
 * Every POST says `Content-Type: application/json`, also one without a body.
 * Among the lines of events are empty ones, which keep proxies on the way from
 * taking a quiet run for a dead connection. A stream that ends by itself is
 * whole; one that is cut off goes on with the last `cursor` as `from`.
 */
export const notebook = z.object({
  path: z.string().min(1),
  /** The notebook as it is shown, which may not be saved yet. */
  text: z.string()
});

/** A run to be made. */
export const newRun = z.object({
  /** Made by whoever asks: asked twice, a run is made once. */
  id: z.string(),
  notebook,
  /** What executes it: `local`, `argo`. */
  engine: z.string().default(DEFAULT_ENGINE),
  /** What the engine is told besides; it says what that may be, 422 else. */
  options: engineOptions.default({}),
  /** Values that differ from their default, as Python literals. */
  parameters: z.record(z.string(), z.string()).default({}),
  keepGoing: z.boolean().default(false),
  /** At most so many steps at the same time, and never more than the service allows; as many if absent. */
  workers: z.int().min(1).max(1000).optional(),
  /** Afterwards the oldest runs beside the notebook go that are not pinned, so that what is kept takes at most so many bytes. */
  storeLimit: z.int().min(1).optional(),
  /** Run even while another run of this notebook runs. */
  force: z.boolean().default(false),
  selection: z
    .object({
      from: z.string().optional(),
      only: z.string().optional(),
      to: z.string().optional(),
      noCache: z.boolean().optional()
    })
    .default({})
});

/** How many runs a list holds where no `limit` is given. */
export const RUN_LIMIT = 100;

/** A run whose record cannot be read has a `problem` instead. */
export const runList = z.array(
  z.union([
    runRecord,
    z.object({
      id: z.string(),
      problem: apiError
    })
  ])
);

/** The runs that go on, each with the path of its notebook in the contents. */
export const activeRuns = z.array(
  z.object({ notebook: z.string(), run: runRecord })
);

/** What was printed for each metric, by the ids of runs. */
export const metricsOfRuns = z.record(
  z.string(),
  z.record(z.string(), z.string())
);

/** An event, and the cursor from which to go on behind it. */
export const watchedEvent = z.intersection(
  runEvent,
  z.object({ cursor: z.string() })
);

export const health = z.object({
  version: z.string(),
  pid: z.int(),
  /** The version of Node. */
  node: z.string()
});

export type Notebook = z.infer<typeof notebook>;
export type NewRun = z.input<typeof newRun>;
export type ActiveRuns = z.infer<typeof activeRuns>;
export type MetricsOfRuns = z.infer<typeof metricsOfRuns>;
export type RunList = z.infer<typeof runList>;
export type WatchedEvent = z.infer<typeof watchedEvent>;
export type Health = z.infer<typeof health>;
