import { Signal, type ISignal } from '@lumino/signaling';
import { URLExt } from '@jupyterlab/coreutils';
import { ServerConnection } from '@jupyterlab/services';
import type {
  ActiveRuns,
  Health,
  MarkChange,
  MetricsOfRuns,
  NewRun,
  RunList,
  RunRecord,
  WatchedEvent
} from '../../service/api/runs';
import type { Examples, Finding } from '../../service/api/surroundings';
import { clusterCalls, type IClusterCalls } from './clusters';
import { readJsonLines } from './json-lines';
import type { IService, RunPlace, RunRequests, StartedRun } from './service';
import { readError, unreachable } from './service-error';

/** The service behind the Jupyter server, with the login that the page has. */
export class ServiceClient implements IService {
  private readonly _started = new Signal<this, StartedRun>(this);
  private readonly _submitted = new Set<string>();
  readonly ofRuns: RunRequests = {
    send: (method, place, path, body, query) =>
      this._json(method, this._runUrl(place, path, query), body),
    url: path => this._url(path)
  };
  readonly clusters: IClusterCalls = clusterCalls((method, path, body) =>
    this._json(method, this._url(path), body)
  );

  constructor(private readonly _settings: ServerConnection.ISettings) {}

  async health(): Promise<Health> {
    return this._json('GET', this._url('health'));
  }

  async findings(notebook?: string): Promise<readonly Finding[]> {
    const query = notebook === undefined ? undefined : { notebook };
    return this._json('GET', this._url('findings', query));
  }

  async copyExamples(): Promise<Examples> {
    return this._json('POST', this._url('examples'));
  }

  async runs(notebook: string, limit: number): Promise<RunList> {
    return this._json('GET', this._url('runs', { notebook, limit }));
  }

  async activeRuns(): Promise<ActiveRuns> {
    return this._json('GET', this._url('runs/active'));
  }

  async metrics(notebook: string, limit: number): Promise<MetricsOfRuns> {
    return this._json('GET', this._url('runs/metrics', { notebook, limit }));
  }

  async submit(run: NewRun): Promise<RunRecord> {
    this._submitted.add(run.id);
    const record = await this._json<RunRecord>('POST', this._url('runs'), run);
    const place = { id: record.id, notebook: run.notebook.path };
    this._started.emit({ place, record });
    return record;
  }

  async run(place: RunPlace): Promise<RunRecord> {
    return this._json('GET', this._runUrl(place));
  }

  get started(): ISignal<this, StartedRun> {
    return this._started;
  }

  hasSubmitted(id: string): boolean {
    return this._submitted.has(id);
  }

  async *events(
    place: RunPlace,
    from: string,
    signal: AbortSignal
  ): AsyncGenerator<WatchedEvent> {
    const url = this._runUrl(place, 'events', { from });
    const { body } = await this._send(url, { method: 'GET', signal });
    if (body) {
      yield* readJsonLines<WatchedEvent>(body);
    }
  }

  async executedNotebook(place: RunPlace): Promise<string> {
    const url = this._runUrl(place, 'notebook');
    return (await this._send(url, { method: 'GET' })).text();
  }

  async sourceNotebook(place: RunPlace): Promise<string> {
    const url = this._runUrl(place, 'source');
    return (await this._send(url, { method: 'GET' })).text();
  }

  async mark(place: RunPlace, change: MarkChange): Promise<RunRecord> {
    return this._json('PATCH', this._runUrl(place), change);
  }

  async cancel(place: RunPlace): Promise<void> {
    await this._send(this._runUrl(place, 'cancel'), { method: 'POST' });
  }

  async resume(place: RunPlace): Promise<void> {
    await this._send(this._runUrl(place, 'resume'), { method: 'POST' });
    this._started.emit({ place });
  }

  async remove(place: RunPlace): Promise<void> {
    await this._send(this._runUrl(place), { method: 'DELETE' });
  }

  private _url(
    path: string,
    query: Readonly<Record<string, string | number>> = {}
  ): string {
    const search = new URLSearchParams(
      Object.entries(query).map(([key, value]) => [key, String(value)])
    ).toString();
    const url = URLExt.join(this._settings.baseUrl, 'cellway/api', path);
    return search === '' ? url : `${url}?${search}`;
  }

  private _runUrl(
    { id, notebook }: RunPlace,
    part = '',
    query: Readonly<Record<string, string | number>> = {}
  ): string {
    const path = ['runs', encodeURIComponent(id), part];
    return this._url(path.filter(each => each !== '').join('/'), {
      notebook,
      ...query
    });
  }

  private async _json<T>(
    method: string,
    url: string,
    body?: unknown
  ): Promise<T> {
    const response = await this._send(url, {
      method,
      ...(body !== undefined && { body: JSON.stringify(body) })
    });
    return (await response.json()) as T;
  }

  private async _send(url: string, init: RequestInit): Promise<Response> {
    const headers = { 'Content-Type': 'application/json' };
    let response: Response;
    try {
      response = await ServerConnection.makeRequest(
        url,
        { headers, ...init },
        this._settings
      );
    } catch (error) {
      throw init.signal?.aborted ? error : unreachable();
    }
    if (!response.ok) {
      throw await readError(response);
    }
    return response;
  }
}
