import { createHash } from 'node:crypto';
import type { Pipeline, Step } from '../../pipeline/model';
import { CACHE_FORMAT } from '../../runs/cache/cache-record';
import { readsOfClock } from '../cache/unverified';
import type { PlannedStep } from './run-plan';

/** What steps leave that outlives their run, in the eyes of all of its steps. */
export interface KeepTerms {
  /** SHA-256 of the program that runs steps. */
  readonly runner: string;
  /** What steps run in that name no image. */
  readonly image: string;
  /** Where the notebook's volumes are. */
  readonly volumes: readonly string[];
  /** Whether a step is to run whatever there is, by its id. */
  isExecuted(step: string): boolean;
}

/** Says of a step on which terms its pod may take what it left before. */
export function keptOn(
  { runner, image, volumes, isExecuted }: KeepTerms,
  { id, settings, cells, definitions }: Step,
  pipeline: Pipeline
): Pick<PlannedStep, 'earlier'> {
  const always = settings.cache === 'enabled';
  const codes = definitions.map(each => pipeline.definitions[each].code);
  if (
    settings.cache === 'disabled' ||
    isExecuted(id) ||
    (settings.secrets ?? []).length > 0 ||
    (!always && readsOfClock(cells, codes).length > 0)
  ) {
    return {};
  }
  const facts = JSON.stringify([CACHE_FORMAT, runner, settings.image ?? image]);
  const salt = createHash('sha256').update(facts).digest('hex');
  return { earlier: { salt, volumes, always } };
}
