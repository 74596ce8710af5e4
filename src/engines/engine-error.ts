export type EngineErrorCode =
  | 'cannot-compile'
  | 'unsupported-system'
  | 'no-runner'
  | 'no-kernel'
  | 'kernel-not-understood'
  | 'invalid-run'
  | 'no-such-run'
  | 'no-such-step'
  | 'no-such-artifact'
  | 'cannot-show'
  | 'input-not-there'
  | 'run-is-active'
  | 'nothing-to-resume'
  | 'no-store';

/** An engine cannot do what it is asked. */
export class EngineError extends Error {
  constructor(
    readonly code: EngineErrorCode,
    message: string,
    /** What the person can do about it. */
    readonly hint: string
  ) {
    super(message);
    this.name = 'EngineError';
  }
}
