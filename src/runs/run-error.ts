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
    /** What the person can do about it, in words that hold on every surface: no command, no button. */
    readonly hint: string,
    /** The run that it is about, by its id, for a surface that knows a shorter way out. */
    readonly about: { readonly run?: string } = {}
  ) {
    super(message);
    this.name = 'RunError';
  }
}
