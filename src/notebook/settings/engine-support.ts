/**
 * Which settings of a step an engine makes use of: one table, by which engines
 * tell what a run does without, and forms mark the fields.
 */
import type { StepSettings } from '../settings';

/** A setting as the person sees it: those of `resources` stand alone. */
export type StepSetting =
  | Exclude<keyof StepSettings, 'resources'>
  | 'cpu'
  | 'memory'
  | 'gpu'
  | 'limits';

/** In the order in which they are told. */
const SETTINGS: readonly StepSetting[] = [
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
  'cpu',
  'memory',
  'gpu',
  'limits'
];

/** With those of a notebook that only some engines know. */
export type EngineSetting = StepSetting | 'experiment';

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
      volumes: 'matters',
      labels: 'harmless',
      annotations: 'harmless',
      report: 'harmless',
      experiment: 'harmless',
      limits: 'harmless'
    },
    gpuVendors: ['nvidia.com']
  },
  argo: {
    without: { cache: 'harmless', report: 'harmless', experiment: 'harmless' }
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
      experiment: 'harmless',
      cpu: 'harmless',
      memory: 'harmless',
      gpu: 'harmless',
      limits: 'harmless'
    },
    gpuVendors: []
  }
};

/** A setting that was given and of which an engine makes no use. */
export interface UnusedSetting {
  readonly setting: StepSetting;
  readonly matters: boolean;
}

/** Whether an engine makes use of a setting, whatever its value. */
export function usesSetting(engine: string, setting: EngineSetting): boolean {
  return ENGINES[engine]?.without[setting] === undefined;
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
  const { without = {} } = ENGINES[engine] ?? {};
  const { gpu } = settings.resources ?? {};
  const isWithoutGpu =
    gpu !== undefined && gpu.count > 0 && !usesGpusOf(engine, gpu.vendor);
  return SETTINGS.filter(setting =>
    setting === 'gpu'
      ? isWithoutGpu
      : without[setting] && isGiven(settings, setting)
  ).map(setting => ({ setting, matters: without[setting] === 'matters' }));
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
