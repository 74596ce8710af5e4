import { readFile } from 'node:fs/promises';
import type { Pipeline } from '../../pipeline/model';
import type { ObjectStore } from '../../runs/object-store';
import {
  parseStepResult,
  type ReadStepResult
} from '../../runs/read-step-result';
import type { RunFolder } from '../../runs/run-folder';
import type { RunRecord } from '../../runs/run-record';
import { isDone } from '../../runs/run-status';
import { startOver } from '../../runs/start-over';
import { Plan } from '../plan';

/**
 * The steps that a run has done, and of which everything is still there and
 * whole. One whose objects are gone is to be run again, with all that follow.
 */
export async function findDoneSteps(
  record: RunRecord,
  pipeline: Pipeline,
  folder: RunFolder,
  objects: ObjectStore
): Promise<Map<string, ReadStepResult>> {
  const done = new Map<string, ReadStepResult>();
  const plan = new Plan(pipeline);
  for (const [index, { id }] of pipeline.steps.entries()) {
    const step = plan.step(id);
    const run = record.steps.find(each => each.step === step.id);
    if (run && isDone(run.status) && step.after.every(each => done.has(each))) {
      const kept = await readDone(folder.step(index).result, objects);
      if (kept) {
        done.set(id, kept);
        plan.learn(kept.result);
      }
    }
  }
  return done;
}

/**
 * Undoes what the steps that are to run again have done to files that they had
 * looked at.
 */
export async function undoOthers(
  done: ReadonlyMap<string, ReadStepResult>,
  pipeline: Pipeline,
  folder: RunFolder,
  objects: ObjectStore
): Promise<void> {
  for (const [index, { id }] of [...pipeline.steps.entries()].reverse()) {
    const read = done.has(id)
      ? undefined
      : await readResult(folder.step(index).result);
    if (read?.result.observed) {
      await startOver(read.result.observed, objects);
    }
  }
}

async function readResult(path: string): Promise<ReadStepResult | undefined> {
  try {
    return parseStepResult(await readFile(path, 'utf8'));
  } catch {
    return undefined;
  }
}

async function readDone(
  path: string,
  objects: ObjectStore
): Promise<ReadStepResult | undefined> {
  const read = await readResult(path);
  const { objects: stored = [], states = {} } = read?.result ?? {};
  for (const { hash } of [...stored, ...Object.values(states)]) {
    if (!(await objects.isWhole(hash))) {
      return undefined;
    }
  }
  return read;
}
