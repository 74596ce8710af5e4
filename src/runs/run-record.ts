import * as z from 'zod';
import { runMarks } from './run-marks';
import { runStatus } from './run-status';
import { stepFailure } from './step-failure';

/** The version of `run.json` and of all files beside it. */
export const RUN_FORMAT = 1;

const time = z.iso.datetime();

/** Ids of steps, of which at most one is given; `Selection` of engines tells what they mean. */
export const selection = z.object({
  from: z.string().optional(),
  only: z.string().optional(),
  to: z.string().optional(),
  noCache: z.boolean().optional()
});

/** One step of a run. */
export const stepRun = z.object({
  /** The step's id. */
  step: z.string(),
  status: runStatus,
  started: time.optional(),
  ended: time.optional(),
  /** Wall time of the last try. */
  seconds: z.number().nonnegative().optional(),
  /** How often it was tried, where more than once. */
  tries: z.int().positive().optional(),
  error: stepFailure.optional()
});

/** What is known of a run; the truth of it, in `run.json`. */
export const runRecord = z.object({
  format: z.literal(RUN_FORMAT),
  id: z.string(),
  /** `local` is that of this machine. */
  engine: z.string(),
  notebook: z.object({
    /** The absolute path of the notebook when it was submitted. */
    path: z.string(),
    /** SHA-256 of the text that was submitted, in hex. */
    hash: z.string()
  }),
  pipeline: z.object({
    name: z.string().optional(),
    steps: z.array(
      z.object({
        id: z.string(),
        name: z.string(),
        cells: z.array(z.int().nonnegative()),
        after: z.array(z.string())
      })
    )
  }),
  /** The value of every parameter as a Python literal. */
  parameters: z.record(z.string(), z.string()),
  /** Whether steps that do not depend on a failed one were to run. */
  keepGoing: z.boolean(),
  /** How many steps were to run at the same time at most, where that was said. */
  workers: z.int().positive().optional(),
  /** How many bytes the store was to take at most afterwards, where that was said. */
  storeLimit: z.int().positive().optional(),
  /** Which steps were to be executed, and which might come from the cache. */
  selection: selection.optional(),
  /** What its engine was told besides, in words of its own. */
  options: z.record(z.string(), z.unknown()).optional(),
  /** How often it has been begun, where its engine has to know: more than once. */
  attempt: z.int().positive().optional(),
  status: runStatus,
  created: time,
  started: time.optional(),
  ended: time.optional(),
  seconds: z.number().nonnegative().optional(),
  /** In the order of the notebook. */
  steps: z.array(stepRun),
  /** Why the run ended, where no step is the reason. */
  error: z.string().optional(),
  /** From `marks.json` beside it. */
  marks: runMarks.optional()
});

export type RunRecord = z.infer<typeof runRecord>;
export type StepRun = z.infer<typeof stepRun>;
