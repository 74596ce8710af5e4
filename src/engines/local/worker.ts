import type { RunEvent } from '../../runs/run-event';
import type { ReadStepResult } from '../../runs/read-step-result';
import type { StepFolder } from '../../runs/run-folder';
import type { StepFailure } from '../../runs/step-failure';
import type { StepRequest } from '../../runs/step-request';

/** One try of a step. */
export interface StepJob {
  readonly request: StepRequest;
  /** Empty; for the request, the result, and what the runner itself says. */
  readonly folder: StepFolder;
  /** How much it may use, with all that it has started, in bytes. */
  readonly memory?: number;
  /** Called with what happens, in order, until the job is executed. */
  onEvents(events: readonly RunEvent[]): void;
}

/** What became of a job; the result may say that a cell failed. */
export type JobEnd =
  | { readonly kind: 'result'; readonly read: ReadStepResult }
  | { readonly kind: 'failure'; readonly failure: StepFailure };

/** Executes the jobs of one run, each isolated from the others. */
export interface Worker {
  /** Does not reject. The signal ends the job, with all that it has started. */
  execute(job: StepJob, signal: AbortSignal): Promise<JobEnd>;

  /** Ends what jobs have left running in the background. */
  close(): Promise<void>;
}
