import { parseTag } from '../dialect/parse-tag';
import { isSettingTag, type SettingTag } from '../dialect/tags';
import type { Problem } from '../problems';
import { compact } from './compact';
import { KALE_KEY, type KaleSettings, type KaleVolume } from './kale';
import { mergeStepSettings } from './merge';
import type { SettingsResult } from './read-settings';
import type {
  AccessMode,
  NotebookSettings,
  StepSettings,
  VolumeSettings,
  VolumeSource
} from '../settings';
import { settingsOfTags } from './tag-settings';

/** What Kale's settings mean in ours. A tuning study stays in Kale's. */
export function notebookSettingsOfKale(
  kale: KaleSettings
): SettingsResult<NotebookSettings> {
  const { settings: tagged, problems } = readDefaults(kale);
  const common: StepSettings = compact({
    image: kale.image,
    cache: switchOf(kale.enableCaching)
  });
  const defaults = mergeStepSettings(common, tagged);
  const settings = compact({
    name: kale.pipelineName,
    description: kale.description,
    experiment: kale.experimentName ?? kale.experiment?.name,
    defaults: Object.keys(defaults).length > 0 ? defaults : undefined,
    volumes: kale.volumes?.map(volume => volumeOf(volume, kale))
  });
  return { settings, problems };
}

/** The name that Kale gives the variable with the path of a volume. */
export function kaleVolumeVariable(name: string): string {
  return `KALE_VOLUME_${name.replace(/[^A-Za-z0-9]/g, '_').toUpperCase()}`;
}

function readDefaults(kale: KaleSettings): SettingsResult<StepSettings> {
  const tags: SettingTag[] = [];
  const problems: Problem[] = [];
  (kale.stepsDefaults ?? []).forEach((text, i) => {
    const parsed = parseTag(text);
    const place = {
      cell: null,
      tag: text,
      path: `${KALE_KEY}.steps_defaults[${i}]`
    };
    problems.push(...parsed.problems.map(p => ({ ...p, ...place })));
    if (isSettingTag(parsed.tag)) {
      tags.push(parsed.tag);
    } else if (parsed.problems.length === 0) {
      problems.push({
        ...place,
        code: 'setting-value',
        severity: 'warning',
        message: `"${text}" cannot be a default for steps, so it has no effect`,
        suggestion:
          'Use tags such as limit:, label:, annotation:, image:, cache:, report:, secret:.'
      });
    }
  });
  return { settings: settingsOfTags(tags), problems };
}

function volumeOf(volume: KaleVolume, kale: KaleSettings): VolumeSettings {
  const mode = volume.accessMode ?? kale.volumeAccessMode;
  return compact({
    name: volume.name,
    path: volume.mountPoint,
    source: sourceOf(volume),
    size:
      volume.size === undefined
        ? undefined
        : `${volume.size}${volume.sizeType ?? ''}`,
    storageClass: volume.storageClassName ?? kale.storageClassName,
    accessMode: mode && ACCESS_MODES[mode],
    annotations: volume.annotations,
    snapshot: volume.snapshot,
    env: volume.exposeAsEnvVar ? kaleVolumeVariable(volume.name) : undefined
  });
}

const ACCESS_MODES: { readonly [mode: string]: AccessMode } = {
  rom: 'ReadOnlyMany',
  rwo: 'ReadWriteOnce',
  rwm: 'ReadWriteMany'
};

function sourceOf(volume: KaleVolume): VolumeSource {
  switch (volume.type) {
    case 'pv':
      return { kind: 'volume', name: volume.name };
    case 'pvc':
      return { kind: 'claim', name: volume.name };
    case 'new_pvc':
      return { kind: 'new' };
    case 'clone':
      return { kind: 'clone', name: volume.name };
    case 'snap':
      return { kind: 'snapshot', name: volume.snapshotName ?? volume.name };
  }
}

function switchOf(enabled: boolean | undefined): StepSettings['cache'] {
  return enabled === undefined ? undefined : enabled ? 'enabled' : 'disabled';
}
