import type { TranslationBundle } from '@jupyterlab/translation';
import { gpuResource } from '../../../notebook/settings/gpu';
import { HOSTNAME } from '../../../notebook/settings/node-labels';
import type { StepSettings } from '../../../notebook/settings';

/** Something that is set for a step. */
export interface SettingMark {
  /** As short as can be: `8Gi`. */
  readonly short: string;
  readonly full: string;
}

/** What is set for a step, but for what the notebook says for all of them. */
export function settingMarks(
  settings: StepSettings,
  defaults: StepSettings | undefined,
  trans: TranslationBundle
): SettingMark[] {
  const everywhere = new Set(
    marksOf(defaults ?? {}, trans).map(mark => mark.full)
  );
  return marksOf(settings, trans).filter(mark => !everywhere.has(mark.full));
}

function marksOf(
  settings: StepSettings,
  trans: TranslationBundle
): SettingMark[] {
  const { resources = {}, retry, timeout, cache, image, report } = settings;
  const { gpu, memory, cpu, limits } = resources;
  const marks: (SettingMark | undefined)[] = [
    gpu && {
      short: gpu.count === 1 ? trans.__('GPU') : trans.__('%1 GPUs', gpu.count),
      full: trans.__(
        '%1 × %2',
        gpu.count,
        [gpuResource(gpu), gpu.product].filter(Boolean).join(' ')
      )
    },
    memory === undefined
      ? undefined
      : { short: memory, full: trans.__('memory %1', memory) },
    cpu === undefined
      ? undefined
      : { short: trans.__('%1 CPU', cpu), full: trans.__('CPU %1', cpu) },
    retry && {
      short: trans.__('retry %1', retry.limit),
      full: trans._n(
        'tried once more where it fails',
        'tried %1 more times where it fails',
        retry.limit
      )
    },
    timeout === undefined
      ? undefined
      : {
          short: trans.__('≤ %1 s', timeout),
          full: trans._n('at most %1 second', 'at most %1 seconds', timeout)
        },
    cache && {
      short: cache === 'disabled' ? trans.__('no cache') : trans.__('cache'),
      full:
        cache === 'disabled'
          ? trans.__('always run, never taken from the cache')
          : trans.__('taken from the cache where nothing has changed')
    },
    settings.exclude && {
      short: trans.__('kept'),
      full: trans.__('not passed on: %1', settings.exclude.join(', '))
    },
    image === undefined
      ? undefined
      : { short: trans.__('image'), full: trans.__('image %1', image) },
    ...several(
      trans.__('secrets'),
      settings.secrets?.map(each => each.env)
    ),
    ...several(trans.__('environment'), namesIn(settings.environment)),
    ...several(trans.__('limits'), namesIn(limits)),
    ...several(trans.__('volumes'), settings.volumes),
    ...nodeMarks(settings.nodeSelector, trans),
    ...several(trans.__('labels'), namesIn(settings.labels)),
    ...several(trans.__('annotations'), namesIn(settings.annotations)),
    report === 'enabled'
      ? {
          short: trans.__('report'),
          full: trans.__('its outputs are kept as a report')
        }
      : undefined
  ];
  return marks.filter(mark => mark !== undefined);
}

function several(
  short: string,
  names: readonly string[] = []
): readonly SettingMark[] {
  return names.length === 0
    ? []
    : [{ short, full: `${short} ${names.join(', ')}` }];
}

/** The short one is the node itself, where it is one that is named. */
function nodeMarks(
  labels: Readonly<Record<string, string>> = {},
  trans: TranslationBundle
): readonly SettingMark[] {
  const written = Object.entries(labels).map(pair => pair.join('='));
  return written.length === 0
    ? []
    : [
        {
          short: labels[HOSTNAME] ?? trans.__('nodes'),
          full: trans.__('only on nodes with %1', written.join(', '))
        }
      ];
}

function namesIn(texts: Readonly<Record<string, string>> = {}): string[] {
  return Object.keys(texts);
}
