import type { TagProblemCode } from './dialect/tags';

/** What is wrong with the way in which a notebook is made into steps. */
export type ProblemCode =
  | TagProblemCode
  | 'tags-not-a-list'
  | 'tag-misspelt'
  | 'step-unnamed'
  | 'step-apart'
  | 'names-alike'
  | 'tag-on-text-cell'
  | 'tag-repeated'
  | 'tag-beside-special'
  | 'several-specials'
  | 'several-steps'
  | 'step-list'
  | 'prev-without-step'
  | 'prev-unknown'
  | 'prev-below'
  | 'prev-self'
  | 'after-unknown'
  | 'after-below'
  | 'after-self'
  | 'name-taken'
  | 'not-first-cell'
  | 'metrics-before-step'
  | 'notebook-path-missing'
  | 'notebook-cell-code'
  | 'no-step-after-notebook'
  | 'setting-type'
  | 'setting-value'
  | 'setting-unknown'
  | 'settings-newer';

export type Severity = 'error' | 'warning' | 'info';

/** Something to tell the person, on the cell where there is one. */
export interface Problem {
  readonly code: ProblemCode;
  /** An error: the pipeline cannot be what was asked for. */
  readonly severity: Severity;
  /** Index of the cell, from 0; null for the notebook as a whole. */
  readonly cell: number | null;
  readonly message: string;
  /** What to do about it. */
  readonly suggestion: string;
  /** The tag at fault, as written. */
  readonly tag?: string;
  /** The step's name at fault, as written. */
  readonly step?: string;
  /** The metadata field at fault: `cellway.resources.gpu.count`. */
  readonly path?: string;
}
