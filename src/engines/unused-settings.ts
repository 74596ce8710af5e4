import type { NotebookSettings, StepSettings } from '../notebook/settings';
import {
  unusedNotebookSettings,
  unusedSettings,
  usesSetting,
  type NotebookSetting,
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

/** Says which settings of a notebook as a whole an engine makes no use of. */
export function checkUnusedOfNotebook(
  settings: NotebookSettings,
  { engine, code, subject }: EngineWords
): Diagnostic[] {
  const unused = unusedNotebookSettings(engine, settings);
  if (unused.length === 0) {
    return [];
  }
  const what = unused.flatMap(
    ({ setting }) => describeOfNotebook(setting, engine, settings) ?? []
  );
  return [
    {
      severity: unused.some(({ matters }) => matters) ? 'warning' : 'info',
      code,
      message: `The notebook has ${what.join(', ')}; ${subject} does without`,
      fixes: []
    }
  ];
}

/** @returns undefined where another one says it too */
function describeOfNotebook(
  setting: NotebookSetting,
  engine: string,
  { volumes = [] }: NotebookSettings
): string | undefined {
  switch (setting) {
    case 'description':
      return 'a description';
    case 'experiment':
      return 'an experiment';
    case 'volumes.name':
      return `volumes (${volumes.map(each => each.name).join(', ')})`;
    case 'volumes.snapshot': {
      const names = volumes
        .filter(each => each.snapshot)
        .map(each => each.name);
      return usesSetting(engine, 'volumes.name')
        ? `snapshots of volumes after each run (${names.join(', ')})`
        : undefined;
    }
    default:
      return setting.startsWith('volumes.') ? undefined : setting;
  }
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
