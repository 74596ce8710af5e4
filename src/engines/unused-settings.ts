import type { StepSettings } from '../notebook/settings';
import {
  unusedSettings,
  type StepSetting
} from '../notebook/settings/engine-support';

/**
 * What is set for a step and an engine makes no use of, in words.
 *
 * @param engine - its name in the table of what engines use
 * @returns undefined where it uses all
 */
export function describeUnused(
  engine: string,
  settings: StepSettings
): { readonly what: string; readonly matters: boolean } | undefined {
  const unused = unusedSettings(engine, settings);
  return unused.length === 0
    ? undefined
    : {
        what: unused
          .map(({ setting }) => describe(setting, settings))
          .join(', '),
        matters: unused.some(({ matters }) => matters)
      };
}

function describe(setting: StepSetting, { resources }: StepSettings): string {
  switch (setting) {
    case 'image':
      return 'a container image';
    case 'environment':
      return 'variables of the environment';
    case 'secrets':
      return 'secrets of Kubernetes';
    case 'retry':
      return 'further tries';
    case 'timeout':
      return 'a time limit';
    case 'report':
      return 'a report';
    case 'gpu':
      return `GPUs of ${resources?.gpu?.vendor}`;
    case 'limits':
      return Object.keys(resources?.limits ?? {}).join(', ');
    default:
      return setting;
  }
}
