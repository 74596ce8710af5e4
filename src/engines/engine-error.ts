export type EngineErrorCode =
  | 'cannot-compile'
  | 'unsupported-system'
  | 'no-runner'
  | 'no-kernel'
  | 'kernel-not-understood'
  | 'invalid-run'
  | 'no-such-engine'
  | 'invalid-options'
  | 'no-such-run'
  | 'no-such-step'
  | 'no-such-artifact'
  | 'cannot-show'
  | 'input-not-there'
  | 'run-is-active'
  | 'nothing-to-resume'
  | 'no-store'
  | 'no-cluster'
  | 'not-on-cluster'
  | 'no-bucket'
  | 'no-kubeflow'
  | 'kubeflow-refuses';

/** The run and the step, by their ids, that an error is about. */
export interface ErrorSubject {
  readonly run?: string;
  readonly step?: string;
}

/** An engine cannot do what it is asked. */
export class EngineError extends Error {
  constructor(
    readonly code: EngineErrorCode,
    message: string,
    /** What the person can do about it, in words that hold on every surface: no command, no button. */
    readonly hint: string,
    /** What it is about, for a surface that knows a shorter way out. */
    readonly about: ErrorSubject = {}
  ) {
    super(message);
    this.name = 'EngineError';
  }
}
