import type { NotebookDocument } from '../../notebook/document';
import type { Pipeline, Step } from '../../pipeline/model';
import type { ObjectStore } from '../../runs/object-store';
import type { RunRecord } from '../../runs/run-record';
import type { StepResult } from '../../runs/step-result';
import { buildRequest, runContext } from '../requests/build-request';
import type { CachedStep } from '../cache/cached-step';
import { notThere } from '../cache/taken-alone';
import type { StepCache } from './cache/step-cache';
import { Plan } from '../plan';
import type { StepVolumes } from './volumes/step-volumes';

/**
 * What the steps have left that the only step to run needs: from the cache;
 * of steps that run every time, from the last run that gave them the same.
 * None where more than one step is to run.
 *
 * @throws EngineError `input-not-there`
 */
export async function findGivenSteps({
  record,
  notebook,
  pipeline,
  objects,
  cache,
  volumes
}: {
  readonly record: RunRecord;
  readonly notebook: NotebookDocument;
  readonly pipeline: Pipeline;
  readonly objects: ObjectStore;
  readonly cache: StepCache;
  readonly volumes: StepVolumes;
}): Promise<ReadonlyMap<string, CachedStep>> {
  const given = new Map<string, CachedStep>();
  const { only, noCache = false } = record.selection ?? {};
  if (only === undefined || noCache) {
    return given;
  }
  const plan = new Plan(pipeline, record.selection);
  const context = runContext(record, notebook, pipeline, objects);
  const results = new Map<string, StepResult>();
  for (const { id } of pipeline.steps) {
    if (id === only || !plan.selected.wanted.has(id)) {
      continue;
    }
    const step = plan.step(id);
    const now = {
      ...context,
      pipeline: plan.pipeline,
      variablesOf: (each: Step) => volumes.variablesOf(each)
    };
    const facts = { step, request: buildRequest(now, step, results), results };
    const found = (await cache.find(facts)) ?? (await cache.findLeft(facts));
    if (!found) {
      throw notThere(only, id);
    }
    given.set(id, found);
    results.set(id, found.result);
    plan.learn(found.result);
  }
  return given;
}
