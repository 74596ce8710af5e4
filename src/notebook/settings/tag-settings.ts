import { needsWholeNumber } from '../dialect/kubernetes';
import type { SettingTag } from '../dialect/tags';
import { compact } from './compact';
import type { Gpu, SecretVariable, StepSettings } from '../settings';

/** What the tags of a cell set; of tags for one thing the last one counts. */
export function settingsOfTags(tags: readonly SettingTag[]): StepSettings {
  const limits = new Map<string, string>();
  const labels = new Map<string, string>();
  const annotations = new Map<string, string>();
  const secrets = new Map<string, SecretVariable>();
  let image: string | undefined;
  let cache: StepSettings['cache'];
  let report: StepSettings['report'];
  for (const tag of tags) {
    switch (tag.kind) {
      case 'limit':
        limits.set(tag.key, tag.value);
        break;
      case 'label':
        labels.set(tag.key, tag.value);
        break;
      case 'annotation':
        annotations.set(tag.key, tag.value);
        break;
      case 'image':
        image = tag.reference;
        break;
      case 'cache':
        cache = tag.enabled ? 'enabled' : 'disabled';
        break;
      case 'report':
        report = tag.enabled ? 'enabled' : 'disabled';
        break;
      case 'secret': {
        const { secret, key, env } = tag;
        secrets.set(env, { secret, key, env });
      }
    }
  }
  return compact({
    resources: resourcesOf(limits),
    image,
    secrets: secrets.size > 0 ? [...secrets.values()] : undefined,
    cache,
    report,
    labels: textsOf(labels),
    annotations: textsOf(annotations)
  });
}

function resourcesOf(
  limits: ReadonlyMap<string, string>
): StepSettings['resources'] {
  if (limits.size === 0) {
    return undefined;
  }
  const others = new Map(limits);
  const take = (key: string): string | undefined => {
    const value = others.get(key);
    others.delete(key);
    return value;
  };
  const cpu = take('cpu');
  const memory = take('memory');
  let gpu: Gpu | undefined;
  for (const [key, value] of limits) {
    // A second vendor's devices stay among the other limits.
    if (!gpu && isGpu(key) && /^\d+$/.test(value)) {
      gpu = { vendor: key.slice(0, -'/gpu'.length), count: Number(value) };
      others.delete(key);
    }
  }
  return compact({ cpu, memory, gpu, limits: textsOf(others) });
}

function isGpu(key: string): boolean {
  return needsWholeNumber(key) && key.endsWith('/gpu');
}

function textsOf(
  map: ReadonlyMap<string, string>
): { [key: string]: string } | undefined {
  return map.size > 0 ? Object.fromEntries(map) : undefined;
}
