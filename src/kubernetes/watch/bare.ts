import type {
  ContainerStatus,
  KubernetesObject,
  Pod,
  PodContainer
} from '../objects';

/**
 * What is kept of an object for as long as it is watched: not the notes of who
 * has set which of its fields, and of the containers of a pod what tells how
 * they are. Of a pod that Argo has made, a quarter.
 */
export function bare<T extends KubernetesObject>(object: T): T {
  const metadata = { ...object.metadata, managedFields: undefined };
  const rest = { ...object, metadata };
  return isPod(rest) ? barePod(rest) : rest;
}

function isPod<T extends KubernetesObject>(object: T): object is T & Pod {
  return object.kind === 'Pod' && 'spec' in object;
}

function barePod<T extends Pod>(pod: T): T {
  const { spec, status } = pod;
  return {
    ...pod,
    spec: {
      ...spec,
      containers: spec.containers.map(bareContainer),
      initContainers: spec.initContainers?.map(bareContainer)
    },
    status: status && {
      ...status,
      containerStatuses: status.containerStatuses?.map(bareStatus),
      initContainerStatuses: status.initContainerStatuses?.map(bareStatus)
    }
  };
}

function bareContainer(container: PodContainer): PodContainer {
  const { name, image, resources } = container;
  return { name, image, resources };
}

function bareStatus(status: ContainerStatus): ContainerStatus {
  const { name, restartCount, state, lastState } = status;
  return { name, restartCount, state, lastState };
}
