import type { ClusterEvent, Pod } from '../../../kubernetes/objects';
import { firstMatch, quote } from './wording';
import type { WaitReason } from './wait-reason';

/**
 * Why a claim keeps a pod from getting a node.
 *
 * @param said - what the scheduler says of the pod
 */
export function explainClaims(
  pod: Pod,
  events: readonly ClusterEvent[],
  said: string
): WaitReason | undefined {
  return firstMatch<WaitReason>(said, [
    [
      /persistentvolumeclaim "([^"]+)" not found/,
      ([, claim]) => ({
        code: 'claim-missing',
        message: `The step needs the volume claim '${claim}', which is not there`,
        hint: 'Make it, or choose another volume.',
        isHopeless: true
      })
    ],
    [
      /persistentvolumeclaim "([^"]+)" (is being deleted|bound to non-existent)/,
      ([, claim, what]) => ({
        code: 'claim-missing',
        message:
          what === 'is being deleted'
            ? `The volume claim '${claim}', which the step needs, is being deleted`
            : `The volume of the claim '${claim}', which the step needs, is gone`,
        hint: 'Choose another volume.',
        isHopeless: true
      })
    ],
    [/unbound immediate PersistentVolumeClaims/, () => unbound(pod, events)]
  ]);
}

function unbound(pod: Pod, events: readonly ClusterEvent[]): WaitReason {
  const failure = events.find(
    ({ involvedObject: { kind }, reason = '' }) =>
      kind === 'PersistentVolumeClaim' &&
      /ProvisioningFailed|FailedBinding|VolumeMismatch/.test(reason)
  );
  if (failure) {
    const claim = failure.involvedObject.name ?? '';
    return explainUnmade(claim, failure.message ?? '');
  }
  const names = (pod.spec.volumes ?? []).flatMap(
    each => each.persistentVolumeClaim?.claimName ?? []
  );
  return {
    code: 'claim-pending',
    message: `The step waits for its volume (${names.join(', ')}) to be made`,
    hint: 'If it stays so, ask who runs the cluster whether its storage works.',
    isHopeless: false
  };
}

/** Why a volume is not made for a claim. */
function explainUnmade(claim: string, said: string): WaitReason {
  const start = `The volume of the claim '${claim}' cannot be made`;
  return (
    firstMatch<WaitReason>(said, [
      [
        /storageclass\.storage\.k8s\.io "([^"]*)" not found/,
        ([, name]) => ({
          code: 'no-storage-class',
          message: `${start}: the cluster has no storage class '${name}'`,
          hint: 'Choose one that it has.',
          isHopeless: true
        })
      ],
      [
        /no storage class is set/,
        () => ({
          code: 'no-storage-class',
          message: `${start}: it names no storage class, and the cluster has no default one`,
          hint: 'Choose a storage class for it, or ask who runs the cluster for a default one.',
          isHopeless: true
        })
      ]
    ]) ?? {
      code: 'volume-not-made',
      message: `${start}: ${quote(said.replace(/^failed to provision volume with StorageClass "[^"]*": (rpc error: code = \w+ desc = )?/, ''))}`,
      hint: 'Ask for a smaller volume or another storage class, or ask who runs the cluster.',
      isHopeless: false
    }
  );
}
