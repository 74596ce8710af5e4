import { randomUUID } from 'node:crypto';
import { existsSync, mkdirSync, readFile, readFileSync } from 'node:fs';
import { mkdir, rename, rm } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { promisify } from 'node:util';
import { errorCode } from './file-error';
import { formatRecord, parseRecord } from './read-record';
import { RunError } from './run-error';
import {
  changeMarks,
  parseMarks,
  type MarkChange,
  type RunMarks
} from './run-marks';
import type { RunRecord } from './run-record';
import { syncFolder, writeWhole, type WriteOptions } from './whole-file';

/** For lists of many small files: that of `node:fs/promises` takes three times as long. */
const readText = promisify(readFile);

/** The files of one run: `runs/<id>/` in the store. */
export class RunFolder {
  constructor(readonly path: string) {}

  get record(): string {
    return join(this.path, 'run.json');
  }

  /** What people say of the run. */
  get marks(): string {
    return join(this.path, 'marks.json');
  }

  get events(): string {
    return join(this.path, 'events.jsonl');
  }

  /** The notebook as it was submitted. */
  get notebook(): string {
    return join(this.path, 'notebook.ipynb');
  }

  /** The notebook with the outputs of the run. */
  get executed(): string {
    return join(this.path, 'executed.ipynb');
  }

  /** The pipeline as it was submitted. */
  get pipeline(): string {
    return join(this.path, 'pipeline.json');
  }

  /** Who executes the run, while it runs. */
  get owner(): string {
    return join(this.path, 'owner.json');
  }

  /** Its presence asks whoever executes the run to end it. */
  get cancel(): string {
    return join(this.path, 'cancel');
  }

  /** What belongs to a step, by its place in the pipeline, from 0. */
  step(index: number): StepFolder {
    return new StepFolder(join(this.path, 'steps', String(index + 1)));
  }

  /**
   * Makes the folder with its first files, all of them or none.
   *
   * @throws RunError `run-exists`
   */
  async create(
    record: RunRecord,
    notebook: string,
    pipeline: string
  ): Promise<void> {
    const runs = dirname(this.path);
    // Of this call alone: others may be making the same run.
    const draft = new RunFolder(join(runs, `.new-${randomUUID()}`));
    await mkdir(draft.path, { mode: 0o700 });
    await writeWhole(draft.notebook, notebook);
    await writeWhole(draft.pipeline, pipeline);
    await writeWhole(draft.record, formatRecord(record), { durable: true });
    try {
      await rename(draft.path, this.path);
    } catch (error) {
      await rm(draft.path, { recursive: true, force: true });
      if (['ENOTEMPTY', 'EEXIST'].includes(errorCode(error) ?? '')) {
        throw new RunError(
          'run-exists',
          `There is a run ${record.id} already`,
          'Give the run another id.'
        );
      }
      throw error;
    }
    await syncFolder(runs);
  }

  /** @throws RunError `no-such-run`, `run-is-newer`, `run-is-damaged` */
  async readRecord(): Promise<RunRecord> {
    let text: string;
    try {
      text = await readText(this.record, 'utf8');
    } catch (error) {
      if (errorCode(error) === 'ENOENT') {
        throw new RunError(
          'no-such-run',
          `There is no run in ${this.path}`,
          'Choose one of those that are listed.'
        );
      }
      throw error;
    }
    const marks = this._readMarks();
    const isMarked = Object.keys(marks).length > 0;
    return { ...parseRecord(text, this.record), ...(isMarked && { marks }) };
  }

  async writeRecord(record: RunRecord, options?: WriteOptions): Promise<void> {
    // The marks are others' to write, also while the run goes on.
    const own = formatRecord({ ...record, marks: undefined });
    await writeWhole(this.record, own, options);
  }

  /** Whether somebody wants it kept. */
  get isPinned(): boolean {
    return this._readMarks().pinned ?? false;
  }

  /** Changes what people say of the run. */
  async mark(change: MarkChange): Promise<void> {
    // Nothing is awaited between reading and writing: no change is lost.
    const marks = changeMarks(this._readMarks(), change);
    await writeWhole(this.marks, `${JSON.stringify(marks)}\n`);
  }

  private _readMarks(): RunMarks {
    // Most runs have none, and an error costs more than another look.
    if (!existsSync(this.marks)) {
      return {};
    }
    try {
      return parseMarks(readFileSync(this.marks, 'utf8'));
    } catch {
      return {};
    }
  }

  async remove(): Promise<void> {
    // First out of sight, so that it is never seen half removed.
    const doomed = join(
      dirname(this.path),
      `.old-${process.pid}-${Date.now()}`
    );
    await rename(this.path, doomed);
    await rm(doomed, { recursive: true, force: true });
  }
}

/** What was asked of the runner of a step, and what it answered. */
export class StepFolder {
  constructor(readonly path: string) {}

  get request(): string {
    return join(this.path, 'request.json');
  }

  get result(): string {
    return join(this.path, 'result.json');
  }

  /** What the runner itself said, beside the outputs of cells. */
  get log(): string {
    return join(this.path, 'runner.log');
  }

  /** Writes the result of a step that did not have to run: nothing else stays. */
  async writeResult(text: string): Promise<void> {
    await this.reset();
    await writeWhole(this.result, text);
  }

  /** Writes the result of a step for which the folder was made when it began, as there is more to do when it ends. */
  async addResult(text: string): Promise<void> {
    if (existsSync(this.path)) {
      await writeWhole(this.result, text);
    } else {
      await this.writeResult(text);
    }
  }

  /** Makes it, empty. */
  async reset(): Promise<void> {
    // Most often there is nothing, and removing that takes longer than making it.
    if (existsSync(this.path)) {
      await rm(this.path, { recursive: true, force: true });
    }
    // At once, as `writeWhole` writes what is small, and for its reason.
    mkdirSync(this.path, { recursive: true, mode: 0o700 });
  }
}
