import { writeWhole } from '../../../runs/whole-file';
import type { Interpreter } from '../interpreter/interpreter';
import type { JobEnd, StepJob, Worker } from '../worker';
import { followJob } from './follow-job';
import { FreshProcesses } from './fresh-process';
import { runnerFailure } from './job-end';
import { Leftovers, newMark } from './leftovers';
import type { PreparedEnvironment } from './prepared-environment';

/**
 * Executes jobs in prepared processes; those for which there is none, or that
 * it would not be the same for, in fresh ones.
 */
export class PreparedProcesses implements Worker {
  private readonly _leftovers = new Leftovers();
  private readonly _fresh: FreshProcesses;

  constructor(
    interpreter: Interpreter,
    runner: string,
    private readonly _environment: PreparedEnvironment
  ) {
    this._fresh = new FreshProcesses(interpreter, runner, this._leftovers);
  }

  async execute(job: StepJob, signal: AbortSignal): Promise<JobEnd> {
    const { request, folder } = job;
    try {
      await writeWhole(folder.request, JSON.stringify(request));
      const mark = newMark(request.run);
      let hasBegun = false;
      const process = await this._environment.begin(
        {
          ...job,
          onEvents: events => {
            hasBegun = true;
            job.onEvents(events);
          }
        },
        mark,
        signal
      );
      if (process !== undefined) {
        const end = await followJob(
          job,
          mark,
          process,
          this._leftovers,
          signal
        );
        const isLost = (await process.exit).isLost ?? false;
        if (!(isLost && end.kind === 'failure') || hasBegun || signal.aborted) {
          return end;
        }
      }
    } catch (error) {
      return runnerFailure(error);
    }
    return signal.aborted
      ? runnerFailure('The step has not begun, and is not to any more')
      : this._fresh.execute(job, signal);
  }

  async close(): Promise<void> {
    await this._leftovers.end();
  }
}
