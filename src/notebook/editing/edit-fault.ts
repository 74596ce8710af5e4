/** Why an edit cannot be done. */
export interface EditFault {
  readonly code:
    | 'read-only'
    | 'no-cell'
    | 'no-range'
    | 'no-setting'
    | 'no-volume'
    | 'text-cell'
    | 'no-code'
    | 'no-step'
    | 'step-name'
    | 'name-taken'
    | 'one-step'
    | 'first-cell';
  readonly message: string;
  /** What to do instead. */
  readonly suggestion: string;
}

/** Thrown where edits were asked for that cannot be done; nothing has been changed. */
export class EditError extends Error {
  constructor(readonly fault: EditFault) {
    super(`${fault.message}. ${fault.suggestion}`);
    this.name = 'EditError';
  }
}
