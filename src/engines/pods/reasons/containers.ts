import type {
  ClusterEvent,
  ContainerStatus,
  Pod
} from '../../../kubernetes/objects';
import { explainImage } from './images';
import { NO_PYTHON, pythonMissing } from './python-missing';
import { firstMatch, quote } from './wording';
import type { WaitReason } from './wait-reason';

/** States in which every container is at first. */
const USUAL = ['PodInitializing', 'ContainerCreating'];

/** Why a container of a pod is not started. */
export function explainContainers(
  pod: Pod,
  events: readonly ClusterEvent[]
): WaitReason | undefined {
  const { initContainerStatuses = [], containerStatuses = [] } =
    pod.status ?? {};
  const stuck = [...initContainerStatuses, ...containerStatuses].find(
    ({ state }) =>
      state?.waiting?.reason !== undefined &&
      !USUAL.includes(state.waiting.reason)
  );
  return stuck && explainContainer(pod, stuck, events);
}

function explainContainer(
  pod: Pod,
  { name, state }: ContainerStatus,
  events: readonly ClusterEvent[]
): WaitReason {
  const { reason = '', message = '' } = state?.waiting ?? {};
  const image = imageOf(pod, name);
  switch (reason) {
    case 'CreateContainerConfigError':
      return explainConfig(message, image);
    case 'CreateContainerError':
    case 'RunContainerError':
    case 'StartError':
      return {
        code: NO_PYTHON.test(message) ? 'no-python' : 'not-started',
        ...(NO_PYTHON.test(message)
          ? pythonMissing(image)
          : {
              message: `The container of the step cannot be started: ${quote(message)}`,
              hint: 'Ask who runs the cluster.'
            }),
        isHopeless: NO_PYTHON.test(message)
      };
    default:
      return (
        explainImage(reason, message, image, events) ?? {
          code: 'not-started',
          message: `The container '${name}' of the step is not started: ${quote(message === '' ? reason : message)}`,
          hint: 'Ask who runs the cluster.',
          isHopeless: false
        }
      );
  }
}

/** What the container of a pod runs in. */
export function imageOf({ spec }: Pod, name: string): string | undefined {
  return [...(spec.initContainers ?? []), ...spec.containers].find(
    each => each.name === name
  )?.image;
}

const CORRECT = 'Correct the secrets of the step in its settings, or make it.';

/** Something that the container is to begin with is not there, or not as it has to be. */
function explainConfig(said: string, image = ''): WaitReason {
  return (
    firstMatch<WaitReason>(said, [
      [
        /couldn't find key (\S+) in (Secret|ConfigMap) (?:[^/\s]+\/)?(\S+)/,
        ([, key, kind, name]) => ({
          code: kind === 'Secret' ? 'secret-key-missing' : 'config-map-missing',
          message: `The ${kind === 'Secret' ? 'secret' : 'ConfigMap'} '${name}', which the step needs, has no key '${key}'`,
          hint: CORRECT,
          isHopeless: true
        })
      ],
      [
        /(secret|configmap) "([^"]+)" not found/,
        ([, kind, name]) => ({
          code: kind === 'secret' ? 'secret-missing' : 'config-map-missing',
          message: `The ${kind === 'secret' ? 'secret' : 'ConfigMap'} '${name}', which the step needs, is not there`,
          hint: CORRECT,
          isHopeless: true
        })
      ],
      [
        /runAsNonRoot/,
        () => ({
          code: 'root-not-allowed',
          message: `The step may not run as root, and its image '${image}' names no other user by number`,
          hint: 'Set the number of a user in the options, or choose another image.',
          isHopeless: true
        })
      ]
    ]) ?? {
      code: 'not-started',
      message: `The container of the step cannot be made: ${quote(said)}`,
      hint: 'Correct what it names.',
      isHopeless: false
    }
  );
}
