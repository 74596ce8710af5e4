import type { Step } from '../../pipeline/model';
import type { ReadStepResult } from '../../runs/read-step-result';
import type { StepRequest } from '../../runs/step-request';
import type { Results } from '../requests/restore-list';

/** A step that need not run: what it left when it ran. */
export interface CachedStep extends ReadStepResult {
  /** The result as if it had run now. */
  readonly text: string;
  /** The run that left it, where it might come out otherwise now. */
  readonly leftBy?: string;
}

/** A step with all that it is given. */
export interface GivenStep {
  readonly step: Step;
  readonly request: StepRequest;
  readonly results: Results;
}
