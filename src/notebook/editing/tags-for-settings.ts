import { parseTag } from '../dialect/parse-tag';
import { formatTag, type KeyValueTag, type SettingTag } from '../dialect/tags';
import { sameValue } from '../json/value';
import { gpuResource } from '../settings/gpu';
import type { Resources, StepSettings, Texts } from '../settings';

/** The field of a step's settings that a tag sets. */
export function fieldOfTag(tag: SettingTag): keyof StepSettings {
  switch (tag.kind) {
    case 'limit':
      return 'resources';
    case 'label':
      return 'labels';
    case 'annotation':
      return 'annotations';
    case 'secret':
      return 'secrets';
    case 'image':
    case 'cache':
    case 'report':
      return tag.kind;
  }
}

/**
 * The tag that sets the same thing to what the settings say; undefined where
 * they say nothing of it, or what no tag can carry.
 */
export function tagFor(
  tag: SettingTag,
  settings: StepSettings
): SettingTag | undefined {
  const wanted = wantedTag(tag, settings);
  return wanted && isReadBack(wanted) ? wanted : undefined;
}

function wantedTag(
  tag: SettingTag,
  settings: StepSettings
): SettingTag | undefined {
  switch (tag.kind) {
    case 'limit':
      return keyed(tag, limitsOf(settings.resources ?? {}));
    case 'label':
      return keyed(tag, settings.labels);
    case 'annotation':
      return keyed(tag, settings.annotations);
    case 'image':
      return settings.image === undefined
        ? undefined
        : { ...tag, reference: settings.image };
    case 'cache':
    case 'report': {
      const value = settings[tag.kind];
      return value && { ...tag, enabled: value === 'enabled' };
    }
    case 'secret': {
      const variable = settings.secrets?.find(({ env }) => env === tag.env);
      return variable && { kind: 'secret', ...variable };
    }
  }
}

function keyed(
  tag: KeyValueTag,
  texts: Texts | undefined
): KeyValueTag | undefined {
  const value =
    texts && Object.hasOwn(texts, tag.key) ? texts[tag.key] : undefined;
  return value === undefined ? undefined : { ...tag, value };
}

/** Resources by the names that Kubernetes has for them. */
function limitsOf({ cpu, memory, gpu, limits }: Resources): Texts {
  return {
    ...limits,
    ...(cpu !== undefined && { cpu }),
    ...(memory !== undefined && { memory }),
    // No tag says which part of a GPU, or of which product.
    ...(gpu &&
      gpu.kind === undefined &&
      gpu.product === undefined && { [gpuResource(gpu)]: String(gpu.count) })
  };
}

/** A value with a colon, or none at all, may end a tag too early. */
function isReadBack(tag: SettingTag): boolean {
  const { tag: read } = parseTag(formatTag(tag));
  return sameValue({ ...read }, { ...tag });
}
