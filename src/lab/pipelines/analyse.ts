/**
 * The analysis, to be loaded on demand: it brings the grammar of Python with
 * it, some 700 kB.
 */
import grammar from 'tree-sitter-python/tree-sitter-python.wasm';
import runtime from 'web-tree-sitter/web-tree-sitter.wasm';
import { CellAnalyser } from '../../analysis/cell-code';
import { createParser } from '../../analysis/syntax/parser';
import type { NotebookView } from '../../notebook/tagged-notebook';
import {
  cellActions,
  type ActionPlace
} from '../../pipeline/actions/cell-actions';
import { PipelineBuilder } from '../../pipeline/build';
import type { Fix } from '../../pipeline/diagnostic';
import type { Parameter } from '../../pipeline/model';
import { suggestSteps } from '../../pipeline/suggest/suggest-steps';
import type { Suggestion } from '../../pipeline/suggest/suggestion';
import { suggestStepName } from '../../pipeline/suggest-name';
import { readParameterValue } from '../../pipeline/values/parameter-value';
import type { ShownPipeline } from './pipeline-model';

export interface Analysis {
  /** For one notebook: see `PipelineBuilder`. */
  createBuilder(): Pick<PipelineBuilder, 'build'>;

  /** Roles for the cells of a notebook that has no steps. */
  suggest(notebook: NotebookView): Suggestion;

  /**
   * A value as a Python literal.
   *
   * @throws ParameterValueError
   */
  readValue(parameter: Parameter, text: string): string;

  /** A name for the step that cells are to be: see `suggestStepName`. */
  suggestName(notebook: NotebookView, cells: readonly number[]): string;

  /** What can be done at a place where nothing is wrong: see `cellActions`. */
  actions(shown: ShownPipeline, place: ActionPlace): readonly Fix[];
}

/** @throws where the grammar cannot be loaded */
export async function createAnalysis(): Promise<Analysis> {
  const parser = await createParser({ runtime, language: grammar });
  const analyser = new CellAnalyser(parser);
  return {
    createBuilder: () => new PipelineBuilder(analyser),
    suggest: notebook => suggestSteps(notebook, analyser),
    readValue: readParameterValue,
    suggestName: (notebook, cells) =>
      suggestStepName(notebook, cells, analyser),
    actions: (shown, place) => cellActions({ ...shown, analyser }, place)
  };
}
