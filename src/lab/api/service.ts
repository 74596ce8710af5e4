import { Token } from '@lumino/coreutils';
import type { ISignal } from '@lumino/signaling';
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
import type { IClusterCalls } from './clusters';

/** Where a run is found: in the store of a notebook, which is where it was when the run began. */
export interface RunPlace {
  readonly id: string;
  /** The notebook's path in Jupyter's contents, without the name of a drive. */
  readonly notebook: string;
}

export interface StartedRun {
  readonly place: RunPlace;
  /** As the service has answered; absent of one that goes on. */
  readonly record?: RunRecord;
}

/** Requests that are about a run. */
export interface RunRequests {
  /**
   * @param path - below that of the run
   * @throws ServiceError
   */
  send<T>(
    method: string,
    place: RunPlace,
    path: string,
    body?: unknown,
    query?: Readonly<Record<string, string | number>>
  ): Promise<T>;
  /** The address of a path of the service. */
  url(path: string): string;
}

/** Cellway's service, as the routes in src/service/api say. Every call may throw a ServiceError. */
export interface IService {
  /** What else there is to be asked of runs: see `artifactsOf`. */
  readonly ofRuns: RunRequests;

  /** What it knows of clusters, and of notebooks that run there. */
  readonly clusters: IClusterCalls;

  health(): Promise<Health>;

  /** What works here; of the folder of a notebook, by its path, else of Jupyter's root. */
  findings(notebook?: string): Promise<readonly Finding[]>;

  /** Copies the examples to where the person can open them; writes over nothing. */
  copyExamples(): Promise<Examples>;

  /** The runs of a notebook, newest first. */
  runs(notebook: string, limit: number): Promise<RunList>;

  /** The runs that go on, of all notebooks, as far as the service executes them. */
  activeRuns(): Promise<ActiveRuns>;

  /** What the latest runs of a notebook printed for its metrics. */
  metrics(notebook: string, limit: number): Promise<MetricsOfRuns>;

  /** Emitted when this page has begun a run, or has resumed one. */
  readonly started: ISignal<IService, StartedRun>;

  submit(run: NewRun): Promise<RunRecord>;

  run(place: RunPlace): Promise<RunRecord>;

  /** Whether this page has submitted the run: then its person has chosen to run that code. */
  hasSubmitted(id: string): boolean;

  /**
   * What happens in a run behind a cursor, up to the run's end.
   *
   * @param from - '' is the beginning
   * @throws where the stream is cut off
   */
  events(
    place: RunPlace,
    from: string,
    signal: AbortSignal
  ): AsyncIterable<WatchedEvent>;

  /** The text of the executed notebook, as far as it is executed. */
  executedNotebook(place: RunPlace): Promise<string>;

  /** The text of the notebook as it was submitted. */
  sourceNotebook(place: RunPlace): Promise<string>;

  /** Changes the name, the note or the pin of a run. */
  mark(place: RunPlace, change: MarkChange): Promise<RunRecord>;

  /** Returns when nothing of the run runs any more. */
  cancel(place: RunPlace): Promise<void>;

  resume(place: RunPlace): Promise<void>;

  remove(place: RunPlace): Promise<void>;
}

export const IService = new Token<IService>(
  'cellway:IService',
  'The service of Cellway: makes runs, tells what happens in them and keeps them.'
);
