export type RunErrorCode =
  | 'no-such-run'
  | 'ambiguous-run'
  | 'run-exists'
  | 'run-is-active'
  | 'run-is-pinned'
  | 'run-is-newer'
  | 'run-is-damaged'
  | 'object-is-missing'
  | 'object-is-damaged'
  | 'result-is-damaged';

/** What is stored of a run cannot be found, read or changed. */
export class RunError extends Error {
  constructor(
    readonly code: RunErrorCode,
    message: string,
    /** What the person can do about it. */
    readonly hint: string
  ) {
    super(message);
    this.name = 'RunError';
  }
}
