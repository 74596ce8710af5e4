import { readFile } from 'node:fs/promises';
import { dirname, relative, sep } from 'node:path';
import type * as z from 'zod';
import type { Engine, RunHandle, WatchedEvent } from '../engines/engine';
import { DEFAULT_ENGINE, type Engines } from '../engines/engines';
import { errorCode } from '../runs/file-error';
import { NotebookRuns } from '../runs/notebook-runs';
import { readSubmitted } from '../runs/read-submitted';
import { RunError } from '../runs/run-error';
import type { MarkChange } from '../runs/run-marks';
import { readMetrics, type RunMetrics } from '../runs/run-metrics';
import type { RunRecord } from '../runs/run-record';
import { RunStore } from '../runs/run-store';
import { findStore } from '../runs/store-folder';
import type { CheckedPipeline, checkedNotebook } from './api/pipelines';
import type { ActiveRuns, MetricsOfRuns, newRun, RunList } from './api/runs';
import { Attendance, goesOnElsewhere } from './attendance';
import { checkNewRun } from './check-new-run';
import { resolveContentsPath } from './contents-path';
import type { Pipelines } from './pipelines';
import { ServiceError } from './service-error';

export interface RunsOptions {
  readonly engines: Engines;
  readonly pipelines: Pipelines;
  /** The absolute path of the contents' root. */
  readonly root: string;
  /** That of the kernels. */
  readonly environment: NodeJS.ProcessEnv;
}

/** The runs of notebooks, on whatever engine, each in the store of its notebook. */
export class Runs {
  private readonly _lists = new NotebookRuns();
  private readonly _attendance: Attendance;

  constructor(private readonly _options: RunsOptions) {
    this._attendance = new Attendance(_options.engines);
  }

  /**
   * What a notebook would run as on an engine.
   *
   * @throws NotebookError, EngineError
   */
  async check({
    path,
    text,
    engine: name,
    options
  }: z.output<typeof checkedNotebook>): Promise<CheckedPipeline> {
    const { engines, pipelines } = this._options;
    await engines.checkOptions(name, options);
    const notebook = { path: this._resolve(path), text };
    return pipelines.check(notebook, await engines.of(name), options);
  }

  /**
   * Starts a run; returns one of this id that there is already.
   *
   * @throws ServiceError, NotebookError, EngineError
   */
  async submit(run: z.output<typeof newRun>): Promise<RunRecord> {
    const { engines, pipelines } = this._options;
    const path = this._resolve(run.notebook.path);
    const { text } = run.notebook;
    await engines.checkOptions(run.engine, run.options);
    const engine = await engines.of(run.engine);
    const { pipeline, diagnostics } = await pipelines.check(
      { path, text },
      engine,
      run.options
    );
    if (diagnostics.some(each => each.severity === 'error')) {
      throw new ServiceError(422, {
        code: 'pipeline-has-errors',
        message: 'The notebook cannot be run as it is',
        hint: 'Mend the errors that are shown on its cells.',
        diagnostics: [...diagnostics]
      });
    }
    checkNewRun(run, pipeline);
    const { id, place } = await engine.submit({
      ...run,
      notebook: { path, text },
      pipeline
    });
    return new RunStore(place).read(id);
  }

  /** @param notebook - its path in the contents */
  async list(notebook: string, limit: number): Promise<RunList> {
    const path = this._resolve(notebook);
    const store = await this._findStore(path);
    const runs = store ? await this._lists.latest(store, path, limit) : [];
    return runs.map(run => {
      if ('record' in run) {
        this._attendance.look(run.record, store?.path ?? '');
        return run.record;
      }
      const { code, message, hint } = run.problem;
      return { id: run.id, problem: { code, message, hint } };
    });
  }

  /** The runs that go on, of any notebook below the root. */
  async active(): Promise<ActiveRuns> {
    const { engines, root } = this._options;
    const handles = await Promise.all(
      engines.loaded.map(engine => engine.active())
    );
    const found = await Promise.all(
      handles.flat().map(async ({ id, place }) => {
        // It may have been removed at this moment.
        const run = await new RunStore(place).read(id).catch(() => undefined);
        return run ? [{ notebook: contentsPath(root, run), run }] : [];
      })
    );
    return found.flat();
  }

  /** What the latest runs of a notebook printed for its metrics. */
  async metrics(notebook: string, limit: number): Promise<MetricsOfRuns> {
    const path = this._resolve(notebook);
    const store = await this._findStore(path);
    const runs = store ? await this._lists.latest(store, path, limit) : [];
    const found: [string, RunMetrics][] = [];
    for (const { id } of store ? runs : []) {
      const metrics = store && (await readMetrics(store.run(id)));
      if (metrics && Object.keys(metrics).length > 0) {
        found.push([id, metrics]);
      }
    }
    return Object.fromEntries(found);
  }

  /** @throws RunError `no-such-run`, `run-is-newer`, `run-is-damaged` */
  async read(notebook: string, id: string): Promise<RunRecord> {
    const store = await this._storeOf(notebook, id);
    const record = await store.read(id);
    this._attendance.look(record, store.path);
    return record;
  }

  /**
   * The events of a run behind a cursor, once anybody can hear of it.
   *
   * @throws RunError `no-such-run`, EngineError, KubernetesError
   */
  async watch(
    notebook: string,
    id: string,
    from: string,
    signal: AbortSignal
  ): Promise<AsyncIterable<WatchedEvent>> {
    const store = await this._storeOf(notebook, id);
    const record = await store.read(id);
    const [engine, handle] = await this._find(notebook, id);
    if (goesOnElsewhere(record)) {
      await engine.attend(handle);
    }
    return engine.watch(handle, from, signal);
  }

  /**
   * The text of the notebook with the outputs so far.
   *
   * @throws RunError `no-such-run`, ServiceError `nothing-executed`
   */
  async executed(notebook: string, id: string): Promise<string> {
    const store = await this._storeOf(notebook, id);
    await store.read(id);
    try {
      return await readFile(store.run(id).executed, 'utf8');
    } catch (error) {
      if (errorCode(error) === 'ENOENT') {
        throw new ServiceError(404, {
          code: 'nothing-executed',
          message: `Run ${id} has not executed any step yet`,
          hint: 'Wait for its first step.'
        });
      }
      throw error;
    }
  }

  /**
   * The text of the notebook that was run.
   *
   * @throws RunError `no-such-run`, `run-is-damaged`
   */
  async source(notebook: string, id: string): Promise<string> {
    const store = await this._storeOf(notebook, id);
    await store.read(id);
    return (await readSubmitted(store.run(id))).text;
  }

  /**
   * Changes what people say of a run.
   *
   * @throws RunError `no-such-run`
   */
  async mark(
    notebook: string,
    id: string,
    change: MarkChange
  ): Promise<RunRecord> {
    const store = await this._storeOf(notebook, id);
    await store.read(id);
    await store.run(id).mark(change);
    return store.read(id);
  }

  /** @throws RunError, EngineError */
  async cancel(notebook: string, id: string): Promise<void> {
    const [engine, handle] = await this._find(notebook, id);
    await engine.cancel(handle);
  }

  /** @throws RunError, EngineError */
  async resume(notebook: string, id: string): Promise<void> {
    const [engine, handle] = await this._find(notebook, id);
    await engine.resume(handle);
  }

  /** @throws RunError, EngineError */
  async remove(notebook: string, id: string): Promise<void> {
    const [engine, handle] = await this._find(notebook, id);
    await engine.remove(handle);
  }

  /**
   * Where the engine finds a run.
   *
   * @throws RunError `no-such-run`
   */
  async handle(notebook: string, id: string): Promise<RunHandle> {
    const store = await this._storeOf(notebook, id);
    const engine = await store.read(id).then(
      record => record.engine,
      // One whose record cannot be read can be removed all the same.
      () => DEFAULT_ENGINE
    );
    return { engine, id, place: store.path };
  }

  /** @throws RunError `no-such-run`, EngineError `no-such-engine` */
  private async _find(
    notebook: string,
    id: string
  ): Promise<readonly [Engine, RunHandle]> {
    const handle = await this.handle(notebook, id);
    return [await this._options.engines.of(handle.engine), handle];
  }

  private _resolve(notebook: string): string {
    return resolveContentsPath(this._options.root, notebook);
  }

  private async _findStore(path: string): Promise<RunStore | undefined> {
    const { environment } = this._options;
    const found = await findStore(dirname(path), environment);
    return found === undefined ? undefined : new RunStore(found);
  }

  private async _storeOf(notebook: string, id: string): Promise<RunStore> {
    const store = await this._findStore(this._resolve(notebook));
    if (store === undefined) {
      throw new RunError(
        'no-such-run',
        `There is no run '${id}': nothing has run yet beside ${notebook}`,
        'Run the notebook.'
      );
    }
    return store;
  }
}

/** Where the notebook of a run is in the contents, with `/`. */
function contentsPath(root: string, { notebook }: RunRecord): string {
  return relative(root, notebook.path).split(sep).join('/');
}
