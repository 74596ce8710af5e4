import type { ClusterEvent, Pod } from '../../../kubernetes/objects';
import { firstMatch, quote } from './wording';
import { SHARE_WAYS } from './volume-ways';
import type { WaitReason } from './wait-reason';

/** Events of a node that cannot prepare a pod. */
const FAILURES = /^Failed(Mount|AttachVolume|MapVolume|CreatePodSandBox)$/;

/** What is said while caches fill, or of several causes at once. */
const VAGUE = /timed out waiting for the condition|context deadline exceeded/;

/** Why a node cannot prepare a pod: volumes, the network; undefined once a container runs. */
export function explainSetup(
  pod: Pod,
  events: readonly ClusterEvent[]
): WaitReason | undefined {
  if (hasBegun(pod)) {
    return undefined;
  }
  const failures = events.filter(({ reason = '' }) => FAILURES.test(reason));
  const told =
    failures.find(({ message = '' }) => !VAGUE.test(message)) ?? failures[0];
  return told && explainFailure(pod, told);
}

function hasBegun({ status }: Pod): boolean {
  return [
    ...(status?.initContainerStatuses ?? []),
    ...(status?.containerStatuses ?? [])
  ].some(({ state }) => state?.running ?? state?.terminated);
}

function explainFailure(
  pod: Pod,
  { reason, message = '' }: ClusterEvent
): WaitReason {
  const node = pod.spec.nodeName ?? '';
  if (reason === 'FailedCreatePodSandBox') {
    return {
      code: 'node-failed',
      message: `The node '${node}' cannot prepare the step: ${quote(message.replace(/^Failed to create pod sandbox: /, ''))}`,
      hint: 'Ask who runs the cluster to look at the node.',
      isHopeless: false
    };
  }
  return (
    firstMatch<WaitReason>(message, [
      [/Multi-Attach error/, () => usedElsewhere(pod, message)],
      [
        /(configmap|secret) "([^"]+)" not found/,
        ([, kind, name]) => missing(kind, name)
      ],
      [
        /references non-existent (?:secret|config) key: (\S+)/,
        ([, key]) => ({
          code: 'secret-key-missing',
          message: `A secret or ConfigMap that the step mounts has no key '${key}'`,
          hint: 'Add it, or take it out of what the step asks for.',
          isHopeless: true
        })
      ]
    ]) ?? {
      code: 'volume-not-mounted',
      message: `${claimsOf(pod)} cannot be mounted on the node '${node}': ${quote(message)}`,
      hint: 'If it stays so, ask who runs the cluster whether its storage works.',
      isHopeless: false
    }
  );
}

function missing(kind: string, name: string): WaitReason {
  const isOurs = name.startsWith('cellway-');
  return {
    code: kind === 'secret' ? 'secret-missing' : 'config-map-missing',
    message: `The ${kind === 'secret' ? 'secret' : 'ConfigMap'} '${name}', which the step needs, is not there`,
    hint: isOurs
      ? 'Somebody has removed it: run the notebook again.'
      : 'Make it, or take it out of what the step asks for.',
    isHopeless: true
  };
}

/** A volume that one node may use at a time is attached to another. */
function usedElsewhere(pod: Pod, message: string): WaitReason {
  const users = /used by pod\(s\) (.+)$/.exec(message)?.[1].split(/,\s*/);
  const by =
    users === undefined
      ? ''
      : ` by ${users.map(each => `'${each}'`).join(' and ')}`;
  return {
    code: 'volume-in-use',
    message: `${claimsOf(pod)} is in use on another node${by}, and only one node at a time can have it`,
    hint: SHARE_WAYS,
    // Steps end by themselves; a notebook does not.
    isHopeless: users?.every(each => !each.startsWith('cellway-')) ?? false
  };
}

function claimsOf({ spec: { volumes = [] } }: Pod): string {
  const names = volumes.flatMap(({ persistentVolumeClaim: claim }) =>
    claim ? `'${claim.claimName}'` : []
  );
  return names.length === 1
    ? `The volume of the claim ${names[0]}`
    : `A volume of the step${names.length === 0 ? '' : ` (of the claims ${names.join(', ')})`}`;
}

/** After so long it is told that a pod takes long although nothing has failed, in ms. */
const LONG = 180_000;

/** What takes long without having failed. */
export function explainSlowness(
  pod: Pod,
  events: readonly ClusterEvent[],
  age: number
): WaitReason | undefined {
  const image = events.find(({ reason = '' }) => /^Pull(ing|ed)$/.test(reason));
  const pulled = /^Pulling image "([^"]+)"/.exec(image?.message ?? '');
  if (pulled) {
    return {
      code: 'image-pulling',
      message: `The image '${pulled[1]}' is being pulled onto the node`,
      hint: 'The first time that takes as long as its size asks for.',
      isHopeless: false
    };
  }
  if (age < LONG) {
    return undefined;
  }
  const warning = events.find(each => each.type === 'Warning')?.message;
  return {
    code: 'slow-start',
    message: `The node '${pod.spec.nodeName ?? ''}' has been preparing the step for more than three minutes${warning === undefined ? '' : `: ${quote(warning)}`}`,
    hint: 'If it stays so, ask who runs the cluster to look at the node.',
    isHopeless: false
  };
}
