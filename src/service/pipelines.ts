import type { CellAnalyser } from '../analysis/cell-code';
import type { CheckedNotebook, Engine, EngineOptions } from '../engines/engine';
import { NotebookDocument } from '../notebook/document';
import { buildPipeline } from '../pipeline/build';
import type { CheckedPipeline } from './api/pipelines';

/** Makes pipelines of notebooks, for the engines that are to run them. */
export class Pipelines {
  private _analyser: Promise<CellAnalyser> | undefined;

  /** @param load - called when it is needed for the first time */
  constructor(private readonly _load: () => Promise<CellAnalyser>) {}

  /** @throws NotebookError */
  async check(
    notebook: CheckedNotebook['notebook'],
    engine: Engine,
    options?: EngineOptions
  ): Promise<CheckedPipeline> {
    const document = NotebookDocument.parse(notebook.text);
    this._analyser ??= this._load();
    const { pipeline, diagnostics } = buildPipeline(
      document,
      await this._analyser
    );
    const ofEngine = await engine.check({ pipeline, notebook, options });
    return {
      pipeline,
      diagnostics: [...diagnostics, ...ofEngine],
      ofEngine
    };
  }
}
