import type { NotebookDocument } from '../../notebook/document';
import type { Pipeline, Step } from '../../pipeline/model';
import type { ObjectStore } from '../../runs/object-store';
import type { RunRecord } from '../../runs/run-record';
import type { StepResult } from '../../runs/step-result';
import { EngineError } from '../engine-error';
import { buildRequest, runContext } from '../requests/build-request';
import type { CachedStep } from '../cache/cached-step';
import type { StepCache } from './cache/step-cache';
import type { Findings } from './hindsight';
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

/** Says of a step that it was taken as it was left, where it might come out otherwise now. */
export function tellLeft({ result, leftBy }: CachedStep): Findings['told'] {
  const { step, cells } = result;
  return leftBy === undefined
    ? []
    : [
        {
          step,
          diagnostic: {
            severity: 'info',
            code: 'taken-as-left',
            message: `Step '${step}' has not run again: what it left in run ${leftBy} is taken, though it might come out otherwise now`,
            hint: 'Run up to the step that you need, to have it run, too.',
            ...(cells[0] && { cell: cells[0].index })
          }
        }
      ];
}

function notThere(only: string, missing: string): EngineError {
  return new EngineError(
    'input-not-there',
    `Step '${only}' cannot run alone: step '${missing}', which it needs, has not run yet as it is now; its code, its inputs or a file that it reads may have changed`,
    `Run up to '${only}' instead: this runs what it needs, as far as anything has changed.`,
    { step: only }
  );
}
