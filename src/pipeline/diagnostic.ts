import type { Span } from '../analysis/syntax/tree';
import type { Edit } from '../notebook/editing/edit';

export type Severity = 'error' | 'warning' | 'info';

/** What a click does to the notebook. */
export interface Fix {
  readonly title: string;
  readonly edits: readonly Edit[];
}

/** Something to tell about a cell: it stands on the cell, in the panel and in the CLI's output. */
export interface Diagnostic {
  /** An `error` keeps the notebook from running; a `warning` says where a run may differ from Run All. */
  readonly severity: Severity;
  readonly code: string;
  readonly message: string;
  /** The cell's index in the notebook; absent where it concerns the notebook as a whole. */
  readonly cell?: number;
  /** UTF-16 offsets into the cell's source; absent where it concerns the cell as a whole. */
  readonly range?: Span;
  readonly fixes: readonly Fix[];
}

/** Its fixes are made when they are first asked for: to try what each would do takes time. */
export function withFixes(
  told: Omit<Diagnostic, 'fixes'>,
  make: () => readonly Fix[]
): Diagnostic {
  let made: readonly Fix[] | undefined;
  return {
    ...told,
    get fixes() {
      return (made ??= make());
    }
  };
}
