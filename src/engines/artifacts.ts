/** The contract of what can be done with the values that the steps of a run have left. */
import type { Loading, StepArtifacts } from '../runs/run-artifacts';
import type { TablePart, ValuePreview } from '../runs/value-look';
import type { ArtifactId, RunHandle } from './engine';

/** A file that holds one value, in a format that other programs read. */
export interface ArtifactFile {
  /** A good name for it: `clean.rain.parquet`. */
  readonly name: string;
  /** Its MIME type. */
  readonly type: string;
  /** In bytes. */
  readonly size: number;
  /** Where it is; whoever asked for it removes it. */
  readonly path: string;
}

/** Every call may throw a RunError, and an EngineError `no-such-step`, `no-such-artifact` or `cannot-show`. */
export interface Artifacts {
  /** What each step of a run found and left, in the order of the notebook. */
  list(run: RunHandle): Promise<StepArtifacts[]>;

  /** What makes again all that a step began with; also for one that has failed, runs or waits. */
  inputs(run: RunHandle, step: string): Promise<Loading>;

  /** What makes one variable again, as a step left it. */
  output(run: RunHandle, id: ArtifactId): Promise<Loading>;

  /** @param part - of a table; its beginning if absent */
  preview(
    run: RunHandle,
    id: ArtifactId,
    part?: TablePart
  ): Promise<ValuePreview>;

  /**
   * Writes a variable to a file.
   *
   * @param format - an ending that fits its type, `csv`; the best one if absent
   */
  file(run: RunHandle, id: ArtifactId, format?: string): Promise<ArtifactFile>;
}
