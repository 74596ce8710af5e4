import { availableParallelism, totalmem } from 'node:os';
import type { Pipeline } from '../../../pipeline/model';
import { gpusWanted } from './demand';
import { findGpus } from './gpus';

/** What steps share on this machine. */
export interface Machine {
  /** How many threads run at once. */
  readonly cpus: number;
  /** In bytes. */
  readonly memory: number;
  /** What `CUDA_VISIBLE_DEVICES` calls each GPU. */
  readonly gpus: readonly string[];
}

/**
 * What this machine has for the steps of a pipeline. Without a step that asks
 * for GPUs none are looked for, since that takes a second where there are any.
 *
 * @param gpus - instead of those that are found
 */
export async function findMachine(
  pipeline: Pipeline,
  environment: NodeJS.ProcessEnv,
  gpus?: readonly string[]
): Promise<Machine> {
  const asks = pipeline.steps.some(step => gpusWanted(step) > 0);
  return {
    cpus: availableParallelism(),
    memory: Math.min(totalmem(), process.constrainedMemory() || Infinity),
    gpus: asks ? (gpus ?? (await findGpus(environment))) : []
  };
}
