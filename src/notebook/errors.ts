/** Why a text cannot be opened as a notebook, or an edit cannot be made. */
export type NotebookErrorCode =
  | 'empty'
  | 'truncated-json'
  | 'invalid-json'
  | 'json-too-deep'
  | 'merge-conflict'
  | 'git-lfs-pointer'
  | 'web-page'
  | 'not-a-notebook'
  | 'nbformat-too-old'
  | 'nbformat-too-new'
  | 'not-python'
  | 'invalid-cell'
  | 'no-such-cell'
  | 'not-a-code-cell'
  | 'not-an-object'
  | 'not-a-list';

/** A place in the text of the file, both counted from 1. */
export interface TextPosition {
  readonly line: number;
  /** In UTF-16 code units. */
  readonly column: number;
}

export interface NotebookErrorDetails {
  readonly code: NotebookErrorCode;
  readonly message: string;
  /** What the person can do about it. */
  readonly hint: string;
  readonly position?: TextPosition;
  /** Index of the cell, from 0, where one cell is at fault. */
  readonly cell?: number;
}

/** A notebook that cannot be opened, or an edit that cannot be made. */
export class NotebookError extends Error {
  readonly code: NotebookErrorCode;
  readonly hint: string;
  readonly position: TextPosition | null;
  readonly cell: number | null;

  constructor(details: NotebookErrorDetails) {
    super(details.message);
    this.name = 'NotebookError';
    this.code = details.code;
    this.hint = details.hint;
    this.position = details.position ?? null;
    this.cell = details.cell ?? null;
  }
}

/** The line and column of `offset`; CRLF counts as one line break. */
export function positionAt(text: string, offset: number): TextPosition {
  let line = 1;
  let lineStart = 0;
  for (;;) {
    const lineFeed = text.indexOf('\n', lineStart);
    if (lineFeed < 0 || lineFeed >= offset) {
      return { line, column: offset - lineStart + 1 };
    }
    line++;
    lineStart = lineFeed + 1;
  }
}
