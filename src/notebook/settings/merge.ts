import { compact } from './compact';
import type {
  NotebookSettings,
  Resources,
  SecretVariable,
  StepSettings,
  Texts
} from '../settings';

/**
 * `over` where it says something, else `base`. Texts are merged by key, secrets
 * by variable, resources by name; other lists are taken as a whole.
 */
export function mergeStepSettings(
  base: StepSettings,
  over: StepSettings
): StepSettings {
  return compact({
    ...base,
    ...compact(over),
    resources: mergeResources(base.resources, over.resources),
    environment: mergeTexts(base.environment, over.environment),
    secrets: mergeSecrets(base.secrets, over.secrets),
    nodeSelector: mergeTexts(base.nodeSelector, over.nodeSelector),
    labels: mergeTexts(base.labels, over.labels),
    annotations: mergeTexts(base.annotations, over.annotations)
  });
}

/** As `mergeStepSettings`; lists of volumes and of secrets are taken as a whole, so that one can be taken away. */
export function mergeNotebookSettings(
  base: NotebookSettings,
  over: NotebookSettings
): NotebookSettings {
  const defaults =
    base.defaults || over.defaults
      ? compact({
          ...mergeStepSettings(base.defaults ?? {}, over.defaults ?? {}),
          secrets: over.defaults?.secrets ?? base.defaults?.secrets
        })
      : undefined;
  return compact({ ...base, ...compact(over), defaults });
}

function mergeResources(
  base: Resources | undefined,
  over: Resources | undefined
): Resources | undefined {
  return base && over
    ? compact({
        ...base,
        ...compact(over),
        limits: mergeTexts(base.limits, over.limits)
      })
    : (over ?? base);
}

function mergeTexts(
  base: Texts | undefined,
  over: Texts | undefined
): Texts | undefined {
  return base && over ? { ...base, ...over } : (over ?? base);
}

function mergeSecrets(
  base: readonly SecretVariable[] | undefined,
  over: readonly SecretVariable[] | undefined
): readonly SecretVariable[] | undefined {
  if (!base || !over) {
    return over ?? base;
  }
  const taken = new Set(over.map(secret => secret.env));
  return [...base.filter(secret => !taken.has(secret.env)), ...over];
}
