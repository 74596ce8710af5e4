/**
 * Which settings an engine makes use of: one table, by which engines tell what
 * a run does without, forms mark the fields, and docs/settings.md is written.
 */
import type {
  NotebookSettings,
  StepSettings,
  VolumeSettings
} from '../settings';

/** A setting as the person sees it: those of `resources` stand alone. */
export type StepSetting =
  | Exclude<keyof StepSettings, 'resources'>
  | 'cpu'
  | 'memory'
  | 'gpu'
  | 'sharedMemory'
  | 'limits';

/** Of a notebook: those of its volumes stand alone, those of all its steps are a step's. */
export type NotebookSetting =
  | Exclude<keyof NotebookSettings, 'defaults' | 'engine' | 'volumes'>
  | `volumes.${keyof VolumeSettings}`;

/** In the order in which they are told. */
export const STEP_SETTINGS: readonly StepSetting[] = [
  'after',
  'exclude',
  'image',
  'environment',
  'secrets',
  'volumes',
  'retry',
  'timeout',
  'cache',
  'labels',
  'annotations',
  'report',
  'nodeSelector',
  'cpu',
  'memory',
  'gpu',
  'sharedMemory',
  'limits'
];

export const NOTEBOOK_SETTINGS: readonly NotebookSetting[] = [
  'name',
  'description',
  'experiment',
  'volumes.name',
  'volumes.path',
  'volumes.source',
  'volumes.size',
  'volumes.storageClass',
  'volumes.accessMode',
  'volumes.annotations',
  'volumes.snapshot',
  'volumes.env',
  'volumes.subPath',
  'volumes.readOnly',
  'volumes.steps'
];

export type EngineSetting = StepSetting | NotebookSetting;

interface Support {
  /** What it does without; `matters`: then the code may do something else. */
  readonly without: Partial<Record<EngineSetting, 'matters' | 'harmless'>>;
  /** Vendors whose GPUs it can give to a step; of any where absent. */
  readonly gpuVendors?: readonly string[];
}

/** By the engine's name; one that is not here is taken to use everything. */
const ENGINES: Readonly<Record<string, Support | undefined>> = {
  local: {
    without: {
      image: 'harmless',
      secrets: 'matters',
      labels: 'harmless',
      annotations: 'harmless',
      report: 'harmless',
      nodeSelector: 'harmless',
      description: 'harmless',
      experiment: 'harmless',
      sharedMemory: 'harmless',
      limits: 'harmless',
      'volumes.size': 'harmless',
      'volumes.storageClass': 'harmless',
      'volumes.accessMode': 'harmless',
      'volumes.annotations': 'harmless',
      'volumes.snapshot': 'matters',
      'volumes.readOnly': 'harmless'
    },
    gpuVendors: ['nvidia.com']
  },
  argo: {
    without: {
      cache: 'harmless',
      report: 'harmless',
      experiment: 'harmless',
      'volumes.snapshot': 'matters'
    }
  },
  kubeflow: {
    without: { 'volumes.snapshot': 'matters', 'volumes.readOnly': 'matters' }
  },
  script: {
    without: {
      image: 'harmless',
      environment: 'matters',
      secrets: 'matters',
      volumes: 'matters',
      retry: 'harmless',
      timeout: 'harmless',
      cache: 'harmless',
      labels: 'harmless',
      annotations: 'harmless',
      report: 'harmless',
      nodeSelector: 'harmless',
      description: 'harmless',
      experiment: 'harmless',
      cpu: 'harmless',
      memory: 'harmless',
      gpu: 'harmless',
      sharedMemory: 'harmless',
      limits: 'harmless'
    },
    gpuVendors: []
  }
};

/** A setting that was given and of which an engine makes no use. */
export interface UnusedSetting<S extends EngineSetting = StepSetting> {
  readonly setting: S;
  readonly matters: boolean;
}

/** What an engine does without a setting, whatever its value; undefined where it uses it. */
export function lackOf(
  engine: string,
  setting: EngineSetting
): 'matters' | 'harmless' | undefined {
  const { without = {} } = ENGINES[engine] ?? {};
  return (
    without[setting] ??
    (setting.startsWith('volumes.') ? without.volumes : undefined)
  );
}

/** Whether an engine makes use of a setting, whatever its value. */
export function usesSetting(engine: string, setting: EngineSetting): boolean {
  return lackOf(engine, setting) === undefined;
}

/** Whether an engine can give GPUs of a vendor to a step. */
export function usesGpusOf(engine: string, vendor: string): boolean {
  return ENGINES[engine]?.gpuVendors?.includes(vendor) ?? true;
}

/** What a step asks for in vain. */
export function unusedSettings(
  engine: string,
  settings: StepSettings
): UnusedSetting[] {
  const { gpu } = settings.resources ?? {};
  const isWithoutGpu =
    gpu !== undefined && gpu.count > 0 && !usesGpusOf(engine, gpu.vendor);
  return STEP_SETTINGS.filter(setting =>
    setting === 'gpu'
      ? isWithoutGpu
      : !usesSetting(engine, setting) && isGiven(settings, setting)
  ).map(setting => ({
    setting,
    matters: lackOf(engine, setting) === 'matters'
  }));
}

/** What a notebook asks for in vain, apart from its steps. */
export function unusedNotebookSettings(
  engine: string,
  settings: NotebookSettings
): UnusedSetting<NotebookSetting>[] {
  const { volumes = [] } = settings;
  return NOTEBOOK_SETTINGS.filter(setting => {
    const [, ofVolume] = setting.split('.');
    const given = ofVolume
      ? volumes.some(each => each[ofVolume as keyof VolumeSettings])
      : settings[setting as keyof NotebookSettings];
    return given && !usesSetting(engine, setting);
  }).map(setting => ({
    setting,
    matters: lackOf(engine, setting) === 'matters'
  }));
}

function isGiven(
  { resources, ...settings }: StepSettings,
  setting: StepSetting
): boolean {
  const value = { ...resources, ...settings }[setting];
  if (value === undefined || value === 'disabled') {
    return false;
  }
  return typeof value !== 'object' || Object.keys(value).length > 0;
}
