interface LogLine {
  /** The cell that printed it, by its index in the notebook that was run. */
  readonly cell: number;
  readonly text: string;
}

/** The last lines that a step printed. The last one may go on. */
export interface LogTail {
  readonly lines: readonly LogLine[];
  /** Whether the last line has not ended. */
  readonly isOpen: boolean;
  /** A cell whose lines go when it prints the next one. */
  readonly clearing?: number;
}

export const EMPTY_LOG: LogTail = { lines: [], isOpen: false };
