import type { CellAnalyser } from '../../analysis/cell-code';
import type { NotebookView } from '../../notebook/tagged-notebook';
import type { BuiltPipeline } from '../build';
import type { Fix } from '../diagnostic';
import { markParameter } from './mark-parameter';
import { shareDefinitions } from './share-definitions';

/** Where somebody asks what can be done. */
export interface ActionPlace {
  /** The cell's index. */
  readonly cell: number;
  /** UTF-16 offset into its source; absent: the cell as a whole is meant. */
  readonly at?: number;
}

/** What an action may look at. */
export interface ActionContext extends BuiltPipeline {
  readonly notebook: NotebookView;
  readonly analyser: CellAnalyser;
}

/**
 * What somebody may want to be done though nothing is wrong. None of it
 * changes what Run All does.
 */
export function cellActions(context: ActionContext, place: ActionPlace): Fix[] {
  return context.notebook.cells[place.cell]?.type === 'code'
    ? [...markParameter(context, place), ...shareDefinitions(context, place)]
    : [];
}
