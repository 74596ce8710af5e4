import type { Diagnostic } from '../../pipeline/diagnostic';
import type { Pipeline } from '../../pipeline/model';

/** What a notebook would run as, and what may be wrong with it; also where it has errors. */
export interface CheckedPipeline {
  readonly pipeline: Pipeline;
  /** Of the pipeline, and of the engine that would run it. */
  readonly diagnostics: readonly Diagnostic[];
}
