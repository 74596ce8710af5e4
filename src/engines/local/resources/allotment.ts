import type { Pipeline, Step } from '../../../pipeline/model';
import type { Amounts } from '../scheduler';
import { cpusWanted, gpusWanted, memoryLimit } from './demand';
import { GpuPool, VISIBLE_GPUS } from './gpus';
import type { Machine } from './machine';

/** What the steps of a run take of a machine, and which GPUs each gets. */
export class Allotment {
  /** What there is for all steps together: thousandths of processors, bytes, GPUs. */
  readonly capacity: Amounts;
  private readonly _pool: GpuPool;
  private readonly _hidesGpus: boolean;

  constructor(pipeline: Pipeline, machine: Machine, workers: number) {
    this.capacity = {
      cpu: 1000 * Math.max(machine.cpus, workers),
      memory: machine.memory,
      gpu: machine.gpus.length
    };
    this._pool = new GpuPool(machine.gpus);
    this._hidesGpus =
      machine.gpus.length > 0 &&
      pipeline.steps.some(step => gpusWanted(step) > 0);
  }

  /** What a step takes, which may be more than there is. */
  takes(step: Step): Amounts {
    return {
      cpu: Math.round(1000 * cpusWanted(step)),
      memory: memoryLimit(step) ?? 0,
      gpu: gpusWanted(step)
    };
  }

  /**
   * Lends a step its GPUs. Where some steps of a pipeline ask for GPUs those
   * that do not see none, as on a cluster; where no step asks, all see all.
   *
   * @param action - gets what the step's environment is to hold
   */
  async lend<T>(
    step: Step,
    action: (environment: Readonly<Record<string, string>>) => Promise<T>
  ): Promise<T> {
    const gpus = this._pool.take(gpusWanted(step));
    try {
      return await action(
        this._hidesGpus ? { [VISIBLE_GPUS]: gpus.join(',') } : {}
      );
    } finally {
      this._pool.giveBack(gpus);
    }
  }
}
