import type { INotebookModel } from '@jupyterlab/notebook';
import { JSONExt } from '@lumino/coreutils';
import type { IDisposable } from '@lumino/disposable';
import { Signal, type ISignal } from '@lumino/signaling';
import type { CellView } from '../../notebook/cell';
import type { BuiltPipeline } from '../../pipeline/build';
import type { Analysis } from './analyse';
import {
  isPython,
  languageOf,
  readShownNotebook,
  type ShownNotebook
} from './shown-notebook';
import { afterFrame } from '../shell/after-frame';
import { AT_ONCE, quietTime, type Moment } from './quiet-time';

/** Gives the analysis, which is loaded the first time. */
export type LoadAnalysis = () => Promise<Analysis>;

/** What a notebook would run as, kept up to date as it is edited. */
export interface ShownPipeline extends BuiltPipeline {
  readonly notebook: ShownNotebook;
}

export type PipelineProblem =
  | { readonly kind: 'language'; readonly language: string }
  | { readonly kind: 'analysis'; readonly message: string };

export class PipelineModel implements IDisposable {
  private _shown: ShownPipeline | undefined;
  private _analysis: Analysis | undefined;
  private _builder: ReturnType<Analysis['createBuilder']> | undefined;
  private _problem: PipelineProblem | undefined;
  private _isDisposed = false;
  private readonly _changed = new Signal<this, void>(this);
  /** What the last analysis took, in ms. */
  private _cost = 0;
  /** When that ended. */
  private _analysed = -Infinity;
  /** When the notebook was edited last, and how long after the edit before, in ms. */
  private _edited = -Infinity;
  private _since = Infinity;
  private _callOff: () => void = () => undefined;

  constructor(
    private readonly _model: INotebookModel,
    private readonly _load: LoadAnalysis
  ) {
    _model.contentChanged.connect(this._onContentChanged, this);
  }

  /** The last pipeline; undefined before the first, and where there is a problem. */
  get shown(): ShownPipeline | undefined {
    return this._problem ? undefined : this._shown;
  }

  /** Undefined until it is loaded. */
  get analysis(): Analysis | undefined {
    return this._analysis;
  }

  get problem(): PipelineProblem | undefined {
    return this._problem;
  }

  get changed(): ISignal<this, void> {
    return this._changed;
  }

  get isDisposed(): boolean {
    return this._isDisposed;
  }

  /** Analyses the notebook as it is now. Never throws: see `problem`. */
  async update(): Promise<void> {
    try {
      this._analysis ??= await this._load();
      this._build(this._analysis);
    } catch (error) {
      const message = error instanceof Error ? error.message : String(error);
      this._problem = { kind: 'analysis', message };
    }
    if (!this._isDisposed) {
      this._changed.emit();
    }
  }

  dispose(): void {
    this._isDisposed = true;
    this._callOff();
    Signal.clearData(this);
  }

  private _build(analysis: Analysis): void {
    if (this._isDisposed || this._model.isDisposed) {
      return;
    }
    const notebook = readShownNotebook(this._model);
    const language = languageOf(notebook);
    if (language !== undefined && !isPython(notebook)) {
      this._problem = { kind: 'language', language };
      return;
    }
    this._problem = undefined;
    // An output or a scroll position says nothing new.
    if (!this._shown || !isSame(this._shown.notebook, notebook)) {
      const begun = performance.now();
      this._builder ??= analysis.createBuilder();
      this._shown = { ...this._builder.build(notebook), notebook };
      this._analysed = performance.now();
      this._cost = this._analysed - begun;
    }
  }

  private _onContentChanged(): void {
    const now = performance.now();
    if (now - this._edited > AT_ONCE) {
      this._since = now - this._edited;
    }
    this._edited = now;
    this._callOff();
    const moment = quietTime(this._cost, this._since);
    const isJustAnalysed = now - this._analysed <= AT_ONCE;
    this._callOff = later(
      () => void this.update(),
      moment === 'in its frame' && isJustAnalysed ? AT_ONCE : moment
    );
  }
}

function later(call: () => void, moment: Moment): () => void {
  if (moment === 'behind its frame') {
    return afterFrame(call);
  }
  if (moment === 'in its frame') {
    let isCalledOff = false;
    // Behind the code that edits, for it may do more; a timer may come behind the frame.
    queueMicrotask(() => isCalledOff || call());
    return () => void (isCalledOff = true);
  }
  const timer = setTimeout(call, moment);
  return () => clearTimeout(timer);
}

function isSame(one: ShownNotebook, other: ShownNotebook): boolean {
  return (
    one.cells.length === other.cells.length &&
    JSONExt.deepEqual(one.metadata, other.metadata) &&
    one.ids.every((id, index) => id === other.ids[index]) &&
    one.cells.every((cell, index) => isSameCell(cell, other.cells[index]))
  );
}

function isSameCell(one: CellView, other: CellView): boolean {
  return (
    one.source === other.source &&
    one.type === other.type &&
    JSONExt.deepEqual(one.metadata, other.metadata)
  );
}
