import { readFile } from 'node:fs/promises';
import type { JsonInput } from '../../notebook/json/write';
import type { Pipeline } from '../../pipeline/model';
import type { ObjectStore } from '../../runs/object-store';
import { parseStepResult } from '../../runs/read-step-result';
import type { RunFolder } from '../../runs/run-folder';
import type { RunRecord } from '../../runs/run-record';
import { isDone } from '../../runs/run-status';
import type { StepResult } from '../../runs/step-result';

/** What is left of a step that need not run again. */
export interface DoneStep {
  readonly result: StepResult;
  readonly outputs: ReadonlyMap<number, readonly JsonInput[]>;
}

/**
 * The steps that a run has done, and of which everything is still there and
 * whole. One whose objects are gone is to be run again, with all that follow.
 */
export async function findDoneSteps(
  record: RunRecord,
  pipeline: Pipeline,
  folder: RunFolder,
  objects: ObjectStore
): Promise<Map<string, DoneStep>> {
  const done = new Map<string, DoneStep>();
  for (const [index, step] of pipeline.steps.entries()) {
    const run = record.steps.find(each => each.step === step.id);
    if (run && isDone(run.status) && step.after.every(each => done.has(each))) {
      const kept = await readDone(folder.step(index).result, objects);
      if (kept) {
        done.set(step.id, kept);
      }
    }
  }
  return done;
}

async function readDone(
  path: string,
  objects: ObjectStore
): Promise<DoneStep | undefined> {
  try {
    const read = parseStepResult(await readFile(path, 'utf8'));
    const { result } = read;
    for (const each of [...result.objects, ...Object.values(result.states)]) {
      await objects.verify(each.hash);
    }
    return read;
  } catch {
    return undefined;
  }
}
