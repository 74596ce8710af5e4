import { createHash } from 'node:crypto';
import { gpuResource } from '../../../notebook/settings/gpu';
import type { StepSettings, VolumeSettings } from '../../../notebook/settings';
import type { KubeflowOptions } from '../options';
import type { ComponentSpec, ContainerSpec } from './pipeline-spec';

/** What the container of a step gets besides its settings. */
export interface StepShape {
  /** How many parts the code has. */
  readonly parts: number;
  /** How many steps it takes something of. */
  readonly inputs: number;
}

/** Names of artifacts, the same in all steps: `input-1`… are of those that it waits for. */
export const RESULT = 'result';
export const METRICS = 'metrics';
export const REPORT = 'report';

export function codeName(part: number): string {
  return part === 0 ? 'code' : `code-${part + 1}`;
}

export function inputName(index: number): string {
  return `input-${index + 1}`;
}

const path = (way: 'inputs' | 'outputs', name: string): string =>
  `{{$.${way}.artifacts['${name}'].path}}`;

/** The container of a step: the same runner as on this machine. */
export function stepContainer(
  { parts, inputs }: StepShape,
  settings: StepSettings,
  volumes: readonly VolumeSettings[],
  options: KubeflowOptions
): ContainerSpec {
  const codes = Array.from({ length: parts }, (_, i) =>
    path('inputs', codeName(i))
  );
  const resources = resourcesOf(settings);
  return {
    image: settings.image ?? options.image,
    command: ['python3'],
    args: [
      `${codes[0]}/runner.pyz`,
      '--task',
      '{{$}}',
      ...codes.flatMap(each => ['--code', each]),
      ...Array.from({ length: inputs }, (_, i) => [
        '--input',
        path('inputs', inputName(i))
      ]).flat(),
      '--result',
      path('outputs', RESULT)
    ],
    env: [
      // The user has no home in most images, and equal sets are to be stored alike.
      { name: 'HOME', value: '/tmp' },
      { name: 'PYTHONHASHSEED', value: '0' },
      ...volumes.flatMap(({ env, path }) =>
        env === undefined ? [] : [{ name: env, value: path }]
      )
    ],
    ...(Object.keys(resources).length > 0 && { resources })
  };
}

/**
 * Lets containers differ where components do: Kubeflow's server (from 2.3 on)
 * keeps inputs and outputs by what the container is, the first that it meets
 * for all that have the same.
 */
export function containerOf(
  { inputDefinitions, outputDefinitions }: Omit<ComponentSpec, 'executorLabel'>,
  container: ContainerSpec
): ContainerSpec {
  const value = createHash('sha256')
    .update(JSON.stringify([inputDefinitions, outputDefinitions]))
    .digest('hex')
    .slice(0, 16);
  const { env = [] } = container;
  return { ...container, env: [...env, { name: 'CELLWAY_COMPONENT', value }] };
}

/**
 * A step gets the memory that it asks for and no more, where no limit says
 * otherwise, but more processors where they are idle.
 */
function resourcesOf({ resources = {} }: StepSettings): object {
  const { cpu, memory, limits = {} } = resources;
  const { cpu: cpuLimit, memory: memoryLimit = memory } = limits;
  const device = deviceOf({ resources });
  return {
    ...(cpu !== undefined && { resourceCpuRequest: cpu }),
    ...(cpuLimit !== undefined && { resourceCpuLimit: cpuLimit }),
    ...(memory !== undefined && { resourceMemoryRequest: memory }),
    ...(memoryLimit !== undefined && { resourceMemoryLimit: memoryLimit }),
    ...(device && {
      accelerator: { resourceType: device.name, resourceCount: device.count }
    })
  };
}

interface Device {
  readonly name: string;
  readonly count: string;
}

/** Of devices a step gets one kind: its GPUs, else the first of its limits. */
export function deviceOf({ resources = {} }: StepSettings): Device | undefined {
  const { gpu, limits = {} } = resources;
  if (gpu && gpu.count > 0) {
    return { name: gpuResource(gpu), count: String(gpu.count) };
  }
  const first: string | undefined = devicesOf({ limits })[0];
  return first === undefined
    ? undefined
    : { name: first, count: limits[first] };
}

/** What of the limits is no CPU and no memory, by name. */
export function devicesOf({
  limits = {}
}: NonNullable<StepSettings['resources']>): string[] {
  return Object.keys(limits).filter(name => name.includes('/'));
}
