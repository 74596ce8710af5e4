import * as z from 'zod';
import { runStatus } from './run-status';
import { objectHash, restoredItem } from './step-request';
import { valueSummary } from './step-result';

/** A variable that a step found or left, as it was then. */
export const artifact = valueSummary.extend({
  name: z.string(),
  /** The object that holds it, alone or with what it shares something with. */
  object: objectHash,
  /** The variables with which it shares something. */
  sharesWith: z.array(z.string())
});

/** What a step of a run began with and what it has left, as far as it has come. */
export const stepArtifacts = z.object({
  /** The step's id. */
  step: z.string(),
  name: z.string(),
  status: runStatus,
  /** Variables that it read, with the id of the step that left each. */
  inputs: z.array(artifact.extend({ from: z.string() })),
  /** Variables that it reads and that no step above has left. */
  missing: z.array(z.object({ name: z.string(), from: z.string() })),
  /** Parameters that it reads, as Python literals. */
  parameters: z.array(z.object({ name: z.string(), value: z.string() })),
  /** The names that imports, functions and classes had made when it began. */
  definitions: z.array(z.string()),
  /** Variables that it has left, with the ids of the steps that read each. */
  outputs: z.array(artifact.extend({ usedBy: z.array(z.string()) }))
});

/** All that another process needs to make values again, as a step makes its inputs. */
export const loading = z.object({
  /** The runner's program, a zip file that Python imports from. */
  runner: z.string(),
  /** The notebook's folder. */
  folder: z.string(),
  /** The folder of objects. */
  objects: z.string(),
  restore: z.array(restoredItem)
});

export type Artifact = z.infer<typeof artifact>;
export type StepArtifacts = z.infer<typeof stepArtifacts>;
export type Loading = z.infer<typeof loading>;
