import type { StepSettings } from '../notebook/settings';
import {
  unusedSettings,
  type StepSetting
} from '../notebook/settings/engine-support';
import type { Diagnostic } from '../pipeline/diagnostic';
import type { Step } from '../pipeline/model';

/** How an engine tells what it makes no use of. */
export interface EngineWords {
  /** Its name in the table of what engines use. */
  readonly engine: string;
  readonly code: string;
  /** What does without it: `a script`. */
  readonly subject: string;
}

/** Says which settings of a step an engine makes no use of. */
export function checkUnused(
  { id, cells, settings }: Step,
  { engine, code, subject }: EngineWords
): Diagnostic[] {
  const unused = unusedSettings(engine, settings);
  if (unused.length === 0) {
    return [];
  }
  const what = unused.map(({ setting }) => describe(setting, settings));
  return [
    {
      severity: unused.some(({ matters }) => matters) ? 'warning' : 'info',
      code,
      message: `Step '${id}' asks for ${what.join(', ')}; ${subject} does without`,
      cell: cells[0]?.cell,
      fixes: []
    }
  ];
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
