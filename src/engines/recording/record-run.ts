import { createHash } from 'node:crypto';
import { stat } from 'node:fs/promises';
import { dirname } from 'node:path';
import type { Pipeline } from '../../pipeline/model';
import { RunError } from '../../runs/run-error';
import { isRunId } from '../../runs/run-id';
import { RUN_FORMAT, type RunRecord } from '../../runs/run-record';
import { RunStore } from '../../runs/run-store';
import { openStore } from '../../runs/store-folder';
import type { RunRequest, Selection } from '../engine';
import { EngineError } from '../engine-error';

/** A run that is recorded; not new where it was submitted before. */
export interface RecordedRun {
  readonly store: RunStore;
  readonly isNew: boolean;
}

/**
 * Puts a run into the store of its notebook, where it waits to be started.
 *
 * @throws EngineError `invalid-run`, `no-store`
 */
export async function recordRun(
  run: RunRequest,
  engine: string,
  environment: NodeJS.ProcessEnv
): Promise<RecordedRun> {
  const folder = dirname(run.notebook.path);
  if (!isRunId(run.id)) {
    throw invalid(`'${run.id}' cannot be the id of a run`);
  }
  if (!(await isFolder(folder))) {
    throw invalid(`The notebook's folder ${folder} is not there`);
  }
  const record = makeRecord(run, engine);
  const store = new RunStore(await storeOf(folder, environment));
  try {
    const pipeline = JSON.stringify(run.pipeline);
    await store.run(run.id).create(record, run.notebook.text, pipeline);
    return { store, isNew: true };
  } catch (error) {
    if (error instanceof RunError && error.code === 'run-exists') {
      return { store, isNew: false };
    }
    throw error;
  }
}

function makeRecord(run: RunRequest, engine: string): RunRecord {
  const { id, notebook, pipeline, keepGoing = false } = run;
  const { workers, storeLimit, selection, options } = run;
  checkSelection(pipeline, selection);
  const names = pipeline.parameters.map(each => each.name);
  const unknown = Object.keys(run.parameters).filter(
    each => !names.includes(each)
  );
  if (unknown.length > 0) {
    throw invalid(`The notebook has no parameter ${unknown.join(', ')}`);
  }
  const defaults = pipeline.parameters.map(each => [each.name, each.default]);
  return {
    format: RUN_FORMAT,
    id,
    engine,
    notebook: {
      path: notebook.path,
      hash: createHash('sha256').update(notebook.text).digest('hex')
    },
    pipeline: summary(pipeline),
    parameters: { ...Object.fromEntries(defaults), ...run.parameters },
    keepGoing,
    ...(workers !== undefined && { workers }),
    ...(storeLimit !== undefined && { storeLimit }),
    ...(selection && { selection }),
    ...(options && { options }),
    status: 'pending',
    created: new Date().toISOString(),
    steps: pipeline.steps.map(({ id: step }) => ({ step, status: 'pending' }))
  };
}

function checkSelection(
  { steps }: Pipeline,
  { from, only, to }: Selection = {}
): void {
  const [id, ...others] = [from, only, to].filter(each => each !== undefined);
  if (others.length > 0) {
    throw invalid("'from', 'only' and 'to' exclude each other");
  }
  if (id !== undefined && !steps.some(each => each.id === id)) {
    throw invalid(`The notebook has no step '${id}'`);
  }
}

function summary({ name, steps }: Pipeline): RunRecord['pipeline'] {
  return {
    ...(name !== undefined && { name }),
    steps: steps.map(step => ({
      id: step.id,
      name: step.name,
      cells: step.cells.map(each => each.cell),
      after: [...step.after]
    }))
  };
}

async function storeOf(
  folder: string,
  environment: NodeJS.ProcessEnv
): Promise<string> {
  try {
    return await openStore(folder, environment);
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    throw new EngineError(
      'no-store',
      `There is no place to keep the run: ${reason}`,
      'Set XDG_DATA_HOME to a folder that can be written.'
    );
  }
}

async function isFolder(path: string): Promise<boolean> {
  return stat(path).then(
    found => found.isDirectory(),
    () => false
  );
}

function invalid(message: string): EngineError {
  return new EngineError('invalid-run', message, 'Correct the request.');
}
