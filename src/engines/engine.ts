/** The contract of all that executes runs. */
import type { Diagnostic } from '../pipeline/diagnostic';
import type { Pipeline } from '../pipeline/model';
import type { RunEvent } from '../runs/run-event';
import type { Artifacts } from './artifacts';

/** What an engine is told besides, in words of its own: plain JSON. */
export type EngineOptions = Readonly<Record<string, unknown>>;

/** A notebook of which an engine is to say what it cannot do. */
export interface CheckedNotebook {
  readonly notebook: {
    /** Absolute, where it is known; the file itself is not read. */
    readonly path?: string;
    readonly text: string;
  };
  /** Made from this notebook. */
  readonly pipeline: Pipeline;
  readonly options?: EngineOptions;
}

/** A run to be made; plain JSON. */
export interface RunRequest extends CheckedNotebook {
  /** Made by whoever asks: asked twice, a run is made once. */
  readonly id: string;
  readonly notebook: {
    /** Absolute; the steps run in its folder. The file itself is not read. */
    readonly path: string;
    /** The notebook as it is to be run, which may not be saved yet. */
    readonly text: string;
  };
  /** Values that differ from their default, as Python literals. */
  readonly parameters: Readonly<Record<string, string>>;
  /** After a failure, run the steps that do not depend on it; Run All would stop. */
  readonly keepGoing?: boolean;
  /** At most so many steps at the same time, and never more than the engine allows; as many if absent. */
  readonly workers?: number;
  /** Afterwards old runs may go, so that what is kept takes at most so many bytes; all are kept if absent. */
  readonly storeLimit?: number;
  /** Run even while another run of this notebook runs; both may write the same files. */
  readonly force?: boolean;
  /** Which steps are executed, and which may come from the cache; all may if absent. */
  readonly selection?: Selection;
}

/** Ids of steps; at most one of the three is given. */
export interface Selection {
  /** Execute this step and all that depend on it; the others may come from the cache. */
  readonly from?: string;
  /**
   * Execute this step alone, with what the steps that it needs have left before;
   * refused where that is not there, unless nothing is to be looked up. The
   * others are skipped.
   */
  readonly only?: string;
  /** Run this step and all that it waits for, each as the cache allows; the others are skipped. */
  readonly to?: string;
  /** Look nothing up: execute whatever is needed. What is executed is recorded all the same. */
  readonly noCache?: boolean;
}

/** Finds a run again, from any process; plain JSON. */
export interface RunHandle {
  readonly engine: string;
  readonly id: string;
  /** Where the engine keeps it: a folder, or a namespace. */
  readonly place: string;
}

/** A place in the events of a run; only the engine knows what it means. '' is the beginning. */
export type Cursor = string;

/** An event, and where to go on behind it. */
export type WatchedEvent = RunEvent & { readonly cursor: Cursor };

/** Text that a step printed. */
export interface LogLine {
  readonly step: string;
  /** The cell's index in the notebook. */
  readonly cell: number;
  /** When it was printed, in ISO 8601. */
  readonly time: string;
  readonly stream: 'stdout' | 'stderr';
  /** Part of a line, a line or several, as it was printed. */
  readonly text: string;
}

/** The name of a variable that a step has stored. */
export interface ArtifactId {
  readonly step: string;
  readonly name: string;
}

/** The files that would be submitted, by name. */
export type Manifest = Readonly<Record<string, string>>;

export interface Engine {
  readonly name: string;

  /** What this engine cannot do of a notebook, before it starts. */
  check(notebook: CheckedNotebook): Promise<Diagnostic[]>;

  /**
   * What would be submitted, to read or to hand on.
   *
   * @throws EngineError `cannot-compile`
   */
  compile(run: RunRequest): Promise<Manifest>;

  /**
   * Starts a run and returns when it is recorded. Does nothing where there is
   * one of this id.
   *
   * @throws EngineError
   */
  submit(run: RunRequest): Promise<RunHandle>;

  /** The runs that go on, as far as this process executes or watches over them. */
  active(): Promise<RunHandle[]>;

  /**
   * Takes over the books of a run that goes on elsewhere and that nobody keeps
   * any more. Does nothing for any other.
   */
  attend(run: RunHandle): Promise<void>;

  /** The events behind a cursor, up to the end of the run. */
  watch(
    run: RunHandle,
    from: Cursor,
    signal: AbortSignal
  ): AsyncIterable<WatchedEvent>;

  /** What a step has printed and prints, up to the end of the run. */
  logs(
    run: RunHandle,
    step: string,
    signal: AbortSignal
  ): AsyncIterable<LogLine>;

  /** What can be done with the values that steps have left. */
  readonly artifacts: Artifacts;

  /** The bytes of a stored object, as the runner wrote it. */
  artifact(run: RunHandle, id: ArtifactId): Promise<ReadableStream<Uint8Array>>;

  /** Runs what is left of a run that ended before its time. */
  resume(run: RunHandle): Promise<void>;

  /** Ends a run, and returns when nothing of it runs any more. */
  cancel(run: RunHandle): Promise<void>;

  /** Forgets a run that has ended. */
  remove(run: RunHandle): Promise<void>;
}
