import type {
  NotebookSettings,
  StepSettings,
  VolumeSettings
} from '../notebook/settings';
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
    default:
      return setting.startsWith('volumes.')
        ? describeOfVolumes(setting, engine, volumes)
        : setting;
  }
}

/** @returns undefined where volumes as a whole are not used */
function describeOfVolumes(
  setting: NotebookSetting,
  engine: string,
  volumes: readonly VolumeSettings[]
): string | undefined {
  const part = setting.split('.')[1] as keyof VolumeSettings;
  const names = volumes.filter(each => each[part]).map(each => each.name);
  return usesSetting(engine, 'volumes.name')
    ? `${WORDS_OF_VOLUMES[part] ?? `${part} of volumes`} (${names.join(', ')})`
    : undefined;
}

const WORDS_OF_VOLUMES: Partial<Record<keyof VolumeSettings, string>> = {
  size: 'sizes of volumes',
  storageClass: 'storage classes of volumes',
  accessMode: 'access modes of volumes',
  annotations: 'annotations of volumes',
  snapshot: 'snapshots of volumes after each run',
  readOnly: 'volumes that steps can only read'
};

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
    case 'nodeSelector':
      return 'labels of nodes';
    case 'gpu':
      return `GPUs of ${resources?.gpu?.vendor}`;
    case 'sharedMemory':
      return 'shared memory';
    case 'limits':
      return Object.keys(resources?.limits ?? {}).join(', ');
    default:
      return setting;
  }
}
