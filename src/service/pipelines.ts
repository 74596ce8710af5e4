import type { CellAnalyser } from '../analysis/cell-code';
import type { Engine } from '../engines/engine';
import { NotebookDocument } from '../notebook/document';
import { buildPipeline } from '../pipeline/build';
import type { CheckedPipeline } from './api/pipelines';

/** Makes pipelines of notebooks, for an engine. */
export class Pipelines {
  private _analyser: Promise<CellAnalyser> | undefined;

  /** @param load - called when it is needed for the first time */
  constructor(
    private readonly _engine: Engine,
    private readonly _load: () => Promise<CellAnalyser>
  ) {}

  /** @throws NotebookError */
  async check(text: string): Promise<CheckedPipeline> {
    const document = NotebookDocument.parse(text);
    this._analyser ??= this._load();
    const { pipeline, diagnostics } = buildPipeline(
      document,
      await this._analyser
    );
    const own = await this._engine.check({
      pipeline,
      notebook: { text }
    });
    return { pipeline, diagnostics: [...diagnostics, ...own] };
  }
}
