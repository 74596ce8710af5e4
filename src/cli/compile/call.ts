import type { NotebookDocument } from '../../notebook/document';
import type { CellAnalyser } from '../../analysis/cell-code';
import type { Diagnostic } from '../../pipeline/diagnostic';

/** What `cellway compile` was asked to do. */
export interface CompileCall {
  /** As it was written. */
  readonly path: string;
  readonly notebook: NotebookDocument;
  readonly analyser: CellAnalyser;
  readonly options: CompileOptions;
}

/** The options of engines; each refuses those of others. */
export interface CompileOptions {
  readonly parameter?: readonly string[];
  readonly 'parameters-from'?: string;
  readonly namespace?: string;
  readonly image?: string;
  readonly options?: string;
}

export interface Compiled {
  /** Absent where the notebook does something that the engine cannot. */
  readonly text?: string;
  readonly diagnostics: readonly Diagnostic[];
}
