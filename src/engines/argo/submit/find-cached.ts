import type { NotebookDocument } from '../../../notebook/document';
import type { Pipeline } from '../../../pipeline/model';
import type { RunRecord } from '../../../runs/run-record';
import type { RunStore } from '../../../runs/run-store';
import type { StepResult } from '../../../runs/step-result';
import type { CachedStep } from '../../cache/cached-step';
import { notThere } from '../../cache/taken-alone';
import { Plan } from '../../plan';
import type { PodCache } from '../../pods/cache/pod-cache';
import { buildRequest, runContext } from '../../requests/build-request';

/** A run that is recorded, with what it was made of. */
export interface RecordedParts {
  readonly record: RunRecord;
  readonly notebook: NotebookDocument;
  readonly pipeline: Pipeline;
  readonly store: RunStore;
}

/**
 * The steps that need no pod, by their ids: those of which it is known what
 * they would leave, and that wait for none that runs. Where one step alone is
 * to run, all others.
 *
 * @throws EngineError `input-not-there`
 */
export async function findCached(
  { record, notebook, pipeline, store }: RecordedParts,
  cache: PodCache
): Promise<ReadonlyMap<string, CachedStep>> {
  const found = new Map<string, CachedStep>();
  const results = new Map<string, StepResult>();
  const plan = new Plan(pipeline, record.selection);
  const context = runContext(record, notebook, pipeline, store.objects);
  const { wanted, executed } = plan.selected;
  const { only, noCache = false } = record.selection ?? {};
  const alone = noCache ? undefined : only;
  for (const { id } of pipeline.steps) {
    const step = plan.step(id);
    if (
      wanted.has(id) &&
      !executed.has(id) &&
      step.after.every(each => found.has(each))
    ) {
      const now = { ...context, pipeline: plan.pipeline };
      const request = buildRequest(now, step, results);
      const given = { step, request, results };
      const cached =
        (await cache.find(given)) ??
        (alone === undefined ? undefined : await cache.findLeft(given));
      if (!cached && alone !== undefined) {
        throw notThere(alone, id);
      }
      if (cached) {
        found.set(id, cached);
        results.set(id, cached.result);
        plan.learn(cached.result);
      }
    }
  }
  return found;
}
