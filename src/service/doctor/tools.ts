import type { CellAnalyser } from '../../analysis/cell-code';

/** What the doctor needs to run a notebook. */
export interface Tools {
  /** The path of the runner's program. */
  readonly runner: string;
  readonly loadAnalyser: () => Promise<CellAnalyser>;
}
