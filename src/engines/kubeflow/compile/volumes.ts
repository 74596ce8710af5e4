import type { VolumeSettings, VolumeSource } from '../../../notebook/settings';
import { slug } from '../../pods/names';
import type { KubeflowOptions } from '../options';
import type { BoundVolume } from './executor-config';
import type { TaskParts } from './step-task';
import { constant, type Json, type ParameterSource } from './pipeline-spec';

/** Asked for where a notebook says no size. */
const SIZE = '10Gi';

/** What Kubeflow's driver takes for orders to itself; no such images are pulled. */
const ORDERS = {
  make: 'argostub/createpvc',
  remove: 'argostub/deletepvc'
} as const;

/** A task that the driver does, with all that belongs to it. */
export interface VolumeTask extends TaskParts {
  readonly name: string;
}

/** The notebook's volumes: claims that are there, or made for the run. */
export function bindVolumes(
  volumes: readonly VolumeSettings[]
): readonly BoundVolume[] {
  return volumes.map((settings, index) => {
    if (settings.source?.kind === 'claim') {
      return { settings, claim: constant(settings.source.name) };
    }
    const name = slug(settings.name) || `volume-${index + 1}`;
    const by = `make-${name}-${index + 1}`;
    return {
      settings,
      claim: {
        taskOutputParameter: { producerTask: by, outputParameterKey: 'name' }
      },
      made: { by, removedBy: `remove-${name}-${index + 1}` }
    };
  });
}

/**
 * The tasks that make the claim of a volume before the first step that has it,
 * and remove it behind the last one. It stays where one of them fails: whoever
 * tries again needs what is on it.
 *
 * @param users - the tasks that mount it
 */
export function volumeTasks(
  { settings, claim, made }: BoundVolume,
  users: readonly string[],
  options: KubeflowOptions
): VolumeTask[] {
  if (!made || users.length === 0) {
    return [];
  }
  const wishes = claimWishes(settings, options);
  return [
    {
      name: made.by,
      container: { image: ORDERS.make },
      config: {},
      component: {
        inputDefinitions: {
          parameters: Object.fromEntries(
            Object.keys(wishes).map(name => [
              name,
              { parameterType: TYPES[name] ?? 'STRING' }
            ])
          )
        },
        outputDefinitions: { parameters: { name: { parameterType: 'STRING' } } }
      },
      task: {
        inputs: {
          parameters: Object.fromEntries(
            Object.entries(wishes).map(([name, value]) => [
              name,
              constant(value)
            ])
          )
        }
      }
    },
    {
      name: made.removedBy,
      container: { image: ORDERS.remove },
      config: {},
      component: {
        inputDefinitions: {
          parameters: { pvc_name: { parameterType: 'STRING' } }
        }
      },
      task: {
        inputs: { parameters: { pvc_name: claim as ParameterSource } },
        dependentTasks: [made.by, ...users]
      }
    }
  ];
}

const TYPES: Readonly<Record<string, 'LIST' | 'STRUCT' | undefined>> = {
  access_modes: 'LIST',
  annotations: 'STRUCT',
  data_source: 'STRUCT'
};

/** The inputs of `createpvc`. */
function claimWishes(
  settings: VolumeSettings,
  options: KubeflowOptions
): Record<string, Json> {
  const { name, size, accessMode, annotations, source } = settings;
  const { storageClass = options.storageClass } = settings;
  return {
    pvc_name_suffix: `-${slug(name) || 'volume'}`,
    access_modes: [accessMode ?? 'ReadWriteOnce'],
    size: size ?? SIZE,
    // '' keeps a default class from making another volume than the one that is named.
    ...(source?.kind === 'volume'
      ? {
          storage_class_name: settings.storageClass ?? '',
          volume_name: source.name
        }
      : storageClass !== undefined && { storage_class_name: storageClass }),
    ...(annotations && { annotations: { ...annotations } }),
    ...dataSource(source)
  };
}

function dataSource(source: VolumeSource | undefined): Record<string, Json> {
  switch (source?.kind) {
    case 'clone':
      return {
        data_source: {
          kind: 'PersistentVolumeClaim',
          name: source.name
        }
      };
    case 'snapshot':
      return {
        data_source: {
          apiGroup: 'snapshot.storage.k8s.io',
          kind: 'VolumeSnapshot',
          name: source.name
        }
      };
    default:
      return {};
  }
}
