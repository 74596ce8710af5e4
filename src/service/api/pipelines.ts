import * as z from 'zod';
import { DEFAULT_ENGINE } from '../../engines/engines';
import type { Diagnostic } from '../../pipeline/diagnostic';
import type { Pipeline } from '../../pipeline/model';
import { engineOptions } from './clusters';
import { notebook } from './runs';

/** A notebook to be checked for an engine. */
export const checkedNotebook = notebook.extend({
  engine: z.string().default(DEFAULT_ENGINE),
  options: engineOptions.default({})
});

export type CheckedNotebook = z.input<typeof checkedNotebook>;

/** What a notebook would run as, and what may be wrong with it; also where it has errors. */
export interface CheckedPipeline {
  readonly pipeline: Pipeline;
  /** Of the pipeline, and of the engine that would run it. */
  readonly diagnostics: readonly Diagnostic[];
  /** Those of the engine alone. */
  readonly ofEngine: readonly Diagnostic[];
}
