import { PathExt } from '@jupyterlab/coreutils';
import type { NotebookPanel } from '@jupyterlab/notebook';
import type { IStateDB } from '@jupyterlab/statedb';
import type { IDisposable } from '@lumino/disposable';
import { Signal, type ISignal } from '@lumino/signaling';
import type { Edit } from '../../notebook/editing/edit';
import type { NewRun } from '../../service/api/runs';
import type { IService, RunPlace } from '../api/service';
import type { IClusters } from '../clusters/clusters';
import { ServiceError } from '../api/service-error';
import { PipelineModel, type LoadAnalysis } from '../pipelines/pipeline-model';
import { NotebookRuns } from '../runs/notebook-runs';
import type { RunModel } from '../runs/run-model';
import type { CellPlaces, RunCell } from './cell-places';
import { ParameterValues } from './parameter-values';
import type { PreferenceValues, Preferences } from './preferences';
import { isReadOnly } from './read-only';

/** In bytes. */
const GIB = 2 ** 30;

/** What a session needs of the rest of Cellway. */
export interface SessionParts {
  readonly service: IService;
  readonly loadAnalysis: LoadAnalysis;
  readonly preferences: Preferences;
  /** Says where runs are made; on this machine where it is not there. */
  readonly clusters?: IClusters;
  /** Where what a person has typed outlives a reload. */
  readonly state?: IStateDB;
}

/** It reads tags and settings, which nobody needs who only starts JupyterLab. */
const loadEditing = () =>
  import(/* webpackChunkName: "editing" */ './edit-notebook');

let editing: Awaited<ReturnType<typeof loadEditing>> | undefined;

/** An open notebook, as Cellway sees it: its pipeline, its runs and the values for the next one. */
export class NotebookSession implements IDisposable {
  readonly pipeline: PipelineModel;
  readonly runs: NotebookRuns;
  readonly parameters = new ParameterValues();
  private readonly _service: IService;
  private _cellPlaces: Promise<CellPlaces> | undefined;
  private readonly _changed = new Signal<this, void>(this);
  private readonly _preferences: Preferences;
  private readonly _state: IStateDB | undefined;
  private readonly _clusters: IClusters | undefined;
  /** The ids of the runs that it has resumed by itself. */
  private readonly _resumed = new Set<string>();
  private _isDisposed = false;

  constructor(
    readonly panel: NotebookPanel,
    { service, loadAnalysis, preferences, clusters, state }: SessionParts
  ) {
    this._state = state;
    this._clusters = clusters;
    this._preferences = preferences;
    this._service = service;
    this.pipeline = new PipelineModel(panel.context.model, loadAnalysis);
    this.runs = new NotebookRuns(service, () => panel.context.localPath);
    this.pipeline.changed.connect(this._emit, this);
    this.runs.changed.connect(this._emit, this);
    this.runs.changed.connect(this._resume, this);
    preferences.changed.connect(this._emit, this);
    preferences.changed.connect(this._resume, this);
    this.parameters.changed.connect(this._emit, this);
    panel.context.pathChanged.connect(this._emit, this);
  }

  /** The notebook's file name. */
  get name(): string {
    return PathExt.basename(this.panel.context.localPath);
  }

  /** Whether nothing that is done to the notebook could be saved. */
  get isReadOnly(): boolean {
    return isReadOnly(this.panel);
  }

  /** What the person has set. */
  get preferences(): PreferenceValues {
    return this._preferences.values;
  }

  /** Emitted when anything in the session is other than before, often many times a second. */
  get changed(): ISignal<this, void> {
    return this._changed;
  }

  get isDisposed(): boolean {
    return this._isDisposed;
  }

  /** Reads what there is: once, when the session is first needed. */
  async load(): Promise<void> {
    await this.panel.context.ready;
    await Promise.all([
      this.pipeline.update(),
      this.runs.refresh(),
      this._keepParameters()
    ]);
  }

  /**
   * Does to the open notebook what was asked for, as one change to undo, and
   * analyses it at once.
   *
   * @throws EditError where it cannot be done; then nothing is changed
   */
  async edit(edits: readonly Edit[]): Promise<void> {
    editing ??= await loadEditing();
    editing.editNotebook(this.panel, edits);
    await this.pipeline.update();
  }

  /** From then on `edit` has changed the notebook when it returns. */
  async prepareEditing(): Promise<void> {
    editing ??= await loadEditing();
  }

  /** The values of the parameters for the next run, and what is no value. */
  readParameters(): ReturnType<ParameterValues['read']> {
    const { shown, analysis } = this.pipeline;
    return shown && analysis
      ? this.parameters.read(shown.pipeline.parameters, analysis)
      : { values: {}, errors: {} };
  }

  /**
   * Runs the notebook as it is shown, saved or not.
   *
   * @returns undefined where that failed, see `runs.problem`
   */
  async run(
    selection: NewRun['selection'] = {}
  ): Promise<RunModel | undefined> {
    const { context } = this.panel;
    await context.ready;
    const cells = context.model.sharedModel.cells.map(cell => ({
      id: cell.getId(),
      source: cell.getSource()
    }));
    const text = JSON.stringify(context.model.toJSON());
    // Values may depend on an edit that nobody has analysed yet.
    await this.pipeline.update();
    const { values, errors } = this.readParameters();
    const [error] = Object.values(errors);
    if (error !== undefined) {
      this.runs.refuse(wrongParameter(error));
      return undefined;
    }
    const { keepGoing, useCache, workers, storeLimit } = this.preferences;
    const target = await this._clusters?.target();
    const run = await this.runs.submit({
      text,
      parameters: { ...values },
      ...target?.where,
      keepGoing,
      ...(workers > 0 && { workers }),
      ...(storeLimit > 0 && { storeLimit: Math.ceil(storeLimit * GIB) }),
      selection: useCache ? selection : { ...selection, noCache: true }
    });
    if (run) {
      void this._places().then(places => places.remember(run.place.id, cells));
    }
    return run;
  }

  /**
   * The cells that the shown run was made of, as they were then; none where there is no run.
   *
   * @throws ServiceError
   */
  async runCells(): Promise<readonly RunCell[]> {
    const place = this.runs.current?.place;
    return place ? (await this._places()).cellsOf(place) : [];
  }

  /**
   * Goes to a cell of a run.
   *
   * @param cell - its index in the notebook that was run
   * @param line - from 1
   * @param place - of the run; the shown one where it is not given
   * @returns whether the cell is still there
   */
  async goToRunCell(
    cell: number,
    line?: number,
    place: RunPlace | undefined = this.runs.current?.place
  ): Promise<boolean> {
    const shown = this.panel.content.widgets[cell]?.model.id;
    const id = place
      ? await (await this._places()).idOf(place, cell).catch(() => shown)
      : shown;
    // Notebooks before format 4.5 know no ids: then the place must do.
    return this._goTo(id ?? shown, line);
  }

  /** Goes to a cell of the shown pipeline, by its index there. */
  async goToPipelineCell(cell: number, line?: number): Promise<boolean> {
    return this._goTo(this.pipeline.shown?.notebook.ids[cell], line);
  }

  dispose(): void {
    if (this._isDisposed) {
      return;
    }
    this._isDisposed = true;
    Signal.disconnectReceiver(this);
    this.pipeline.dispose();
    this.runs.dispose();
    this.parameters.dispose();
    Signal.clearData(this);
  }

  private _places(): Promise<CellPlaces> {
    this._cellPlaces ??= import(
      /* webpackChunkName: "session" */ './cell-places'
    ).then(({ CellPlaces }) => new CellPlaces(this._service));
    return this._cellPlaces;
  }

  private async _keepParameters(): Promise<void> {
    if (this._state) {
      const { keepParameters } = await import(
        /* webpackChunkName: "session" */ './keep-parameters'
      );
      await keepParameters(this.panel, this.parameters, this._state);
    }
  }

  private async _goTo(id: string | undefined, line?: number): Promise<boolean> {
    if (id === undefined) {
      return false;
    }
    const { goToCell } = await import(
      /* webpackChunkName: "session" */ './go-to-cell'
    );
    return goToCell(this.panel, id, line);
  }

  /** Goes on with a run that was interrupted, where that is wanted: once, since it may be what ends the service. */
  private _resume(): void {
    const run = this.runs.current;
    const isWanted =
      this.preferences.resume &&
      run?.state.status === 'interrupted' &&
      this.runs.canResume &&
      !this._resumed.has(run.place.id);
    if (run && isWanted) {
      this._resumed.add(run.place.id);
      void this.runs.resume();
    }
  }

  private _emit(): void {
    this._changed.emit();
  }
}

/** Told before the service would. */
function wrongParameter(message: string): ServiceError {
  return new ServiceError(400, {
    code: 'invalid-parameter',
    message,
    hint: 'Correct it in the form, or go back to the defaults.'
  });
}
