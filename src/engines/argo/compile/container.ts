import type { StepSettings } from '../../../notebook/settings';
import { gpuResource } from '../../../notebook/settings/gpu';
import { RESTRICTED_CONTAINER } from '../../pods/restricted';
import type { DataPlace } from '../../pods/storage/bucket';
import { GATE, GATE_FOLDER, GATE_SOCKET } from '../../pods/storage/gate';
import type { ArgoOptions } from '../options';
import type { BoundVolume } from './volumes';

/** Where pods find things of ours. */
export const CODE = '/cellway/code';
export const DATA = '/cellway/data';
export const SHARED_MEMORY = '/dev/shm';

/** Where the steps of a run work. */
export function workFolder(run: string): string {
  return `${DATA}/runs/${run}/work`;
}

interface Variable {
  readonly name: string;
  readonly value?: string;
  readonly valueFrom?: {
    readonly secretKeyRef: { readonly name: string; readonly key: string };
  };
}

interface Mount {
  readonly name: string;
  readonly mountPath: string;
  readonly subPath?: string;
  readonly readOnly?: true;
}

export interface Container {
  readonly image: string;
  readonly imagePullPolicy?: ArgoOptions['imagePullPolicy'];
  readonly command: readonly string[];
  readonly args: readonly string[];
  readonly env: readonly Variable[];
  readonly resources: {
    readonly requests?: Readonly<Record<string, string>>;
    readonly limits?: Readonly<Record<string, string>>;
  };
  readonly volumeMounts: readonly Mount[];
  readonly securityContext: object;
}

/** What the steps of a run have in common. */
interface ContainerParts {
  /** Those that the step has. */
  readonly volumes: readonly BoundVolume[];
  readonly options: ArgoOptions;
  readonly data: DataPlace;
}

/**
 * The container of a step: the same runner as on this machine.
 *
 * @param step - the step's number in the plan, several with dots between them, or what Argo puts in its place
 */
export function stepContainer(
  run: string,
  step: string,
  settings: StepSettings,
  { volumes, options, data }: ContainerParts
): Container {
  const { imagePullPolicy } = options;
  return {
    image: settings.image ?? options.image,
    ...(imagePullPolicy && { imagePullPolicy }),
    command: ['python3', `${CODE}/runner.pyz`],
    args: [
      '--pod',
      CODE,
      '--step',
      step,
      '--data',
      DATA,
      '--work',
      workFolder(run),
      '--workflow',
      '{{workflow.uid}}',
      '--passing',
      passingFolders(volumes).join(':'),
      ...('bucket' in data ? ['--gate', GATE_SOCKET] : [])
    ],
    env: uniqueByName([
      // The user has no home in most images, and equal sets are to be stored alike.
      { name: 'HOME', value: '/tmp' },
      { name: 'PYTHONHASHSEED', value: '0' },
      ...volumes.flatMap(({ settings: { env, path } }) =>
        env === undefined ? [] : [{ name: env, value: path }]
      ),
      ...(settings.secrets ?? []).map(({ env, secret, key }) => ({
        name: env,
        valueFrom: { secretKeyRef: { name: secret, key } }
      }))
    ]),
    resources: resourcesOf(settings),
    volumeMounts: [
      { name: 'shm', mountPath: SHARED_MEMORY },
      { name: 'code', mountPath: CODE, readOnly: true },
      { name: 'data', mountPath: DATA },
      ...('bucket' in data ? [{ name: GATE, mountPath: GATE_FOLDER }] : []),
      ...volumes.map(
        ({ settings: { path, subPath, readOnly }, volume: { name } }) => ({
          name,
          mountPath: path,
          ...(subPath !== undefined && { subPath }),
          ...(readOnly && { readOnly: true as const })
        })
      )
    ],
    securityContext: RESTRICTED_CONTAINER
  };
}

/** Folders of the pod alone, unless a volume is there. */
function passingFolders(volumes: readonly BoundVolume[]): string[] {
  const paths = volumes.map(each => each.settings.path.replace(/\/+$/, ''));
  return ['/tmp', SHARED_MEMORY].filter(each => !paths.includes(each));
}

/** A cluster takes each name once; the last one counts, as in a container. */
function uniqueByName(variables: readonly Variable[]): Variable[] {
  return [...new Map(variables.map(each => [each.name, each])).values()];
}

/**
 * A step gets the memory that it asks for and no more, where no limit says
 * otherwise, but more processors where they are idle.
 */
export function resourcesOf({
  resources
}: StepSettings): Container['resources'] {
  const { cpu, memory, gpu, limits: others } = resources ?? {};
  const requests = {
    ...(cpu !== undefined && { cpu }),
    ...(memory !== undefined && { memory })
  };
  const limits = {
    ...(memory !== undefined && { memory }),
    ...others,
    ...(gpu && gpu.count > 0 && { [gpuResource(gpu)]: String(gpu.count) })
  };
  return {
    ...(Object.keys(requests).length > 0 && { requests }),
    ...(Object.keys(limits).length > 0 && { limits })
  };
}
