import type { ClusterEvent } from '../../../kubernetes/objects';
import { firstMatch, quote } from './wording';
import type { WaitReason } from './wait-reason';

/** Why an image does not come; undefined where the reason is none of an image. */
export function explainImage(
  reason: string,
  message: string,
  image = '',
  events: readonly ClusterEvent[]
): WaitReason | undefined {
  const name = `The image '${image}'`;
  switch (reason) {
    case 'InvalidImageName':
      return {
        code: 'image-name-invalid',
        message: `'${image}' is no name of an image: ${quote(message.replace(/^.*invalid reference format:?\s*/s, '')) || 'its form is wrong'}`,
        hint: 'Write it as REGISTRY/NAME:TAG, in lower case.',
        isHopeless: true
      };
    case 'ErrImageNeverPull':
      return {
        code: 'image-not-on-node',
        message: `${name} is not on the node, and may not be pulled (imagePullPolicy: Never)`,
        hint: 'Load it onto the nodes, or let it be pulled.',
        isHopeless: true
      };
    case 'ErrImagePull':
    case 'ImagePullBackOff':
    case 'RegistryUnavailable':
    case 'ImageInspectError':
    case 'SignatureValidationFailed':
      return explainPull(whyNotPulled(message, events), name);
    default:
      return undefined;
  }
}

/** What the runtime said: while the kubelet waits for the next try, older ones tell it by events only. */
function whyNotPulled(
  message: string,
  events: readonly ClusterEvent[]
): string {
  if (/failed to|rpc error|unauthorized|denied|not found/i.test(message)) {
    return message;
  }
  const told = events.find(({ message: said = '' }) =>
    said.startsWith('Failed to pull image')
  );
  return told?.message ?? message;
}

const ADDRESS = /(?:Head|Get|Post) "https?:\/\/([^/"]+)/;

/** The words of containerd, CRI-O and registries. */
function explainPull(said: string, name: string): WaitReason {
  const registry = ADDRESS.exec(said)?.[1];
  const at =
    registry === undefined ? 'Its registry' : `The registry ${registry}`;
  return (
    firstMatch<WaitReason>(said, [
      [
        /toomanyrequests|429 Too Many|rate limit/i,
        () => ({
          code: 'image-rate-limit',
          message: `${name} is not given at the moment: the registry has answered too many requests of this cluster`,
          hint: 'Wait, pull with an account (imagePullSecrets in the options), or use a copy in a registry of your own.',
          isHopeless: false
        })
      ],
      [
        /unauthorized|authentication required|denied|insufficient_scope|authorization failed|403 Forbidden|no basic auth/i,
        () => ({
          code: 'image-unauthorized',
          message: `${name} is not given to this cluster: it needs an account, or is not there`,
          hint: 'Check its name, and name a secret with the account in the options (imagePullSecrets).',
          isHopeless: true
        })
      ],
      [
        /no match for platform|no matching manifest|no image found in .* for architecture/i,
        () => ({
          code: 'image-other-processor',
          message: `${name} is not built for the processor of the node`,
          hint: 'Choose an image that is, or nodes that it is for.',
          isHopeless: true
        })
      ],
      [
        /no space left on device/i,
        () => ({
          code: 'node-disk-full',
          message: `${name} does not fit on the disk of the node`,
          hint: 'Choose a smaller image, or ask who runs the cluster.',
          isHopeless: false
        })
      ],
      [
        /x509|certificate|server gave HTTP response to HTTPS client/i,
        () => ({
          code: 'registry-not-trusted',
          message: `${at} is not trusted by the node: ${lastClause(said)}`,
          hint: 'Ask who runs the cluster to let its nodes trust the registry.',
          isHopeless: true
        })
      ],
      [
        /dial tcp|no such host|i\/o timeout|connection refused|TLS handshake timeout|server misbehaving|deadline exceeded|connection reset|\b50[234]\b/i,
        () => ({
          code: 'registry-unreachable',
          message: `${name} cannot be pulled. ${at} does not answer the node: ${lastClause(said)}`,
          hint: 'Check the name of the registry, and whether the nodes may reach it.',
          isHopeless: false
        })
      ],
      [
        /not found|manifest unknown|name unknown|does not exist|404/i,
        () => ({
          code: 'image-not-found',
          message: `${name} is not in its registry`,
          hint: 'Check its name and tag, and that it was pushed.',
          isHopeless: true
        })
      ]
    ]) ?? {
      code: 'image-pull-failed',
      message: `${name} cannot be pulled: ${quote(said)}`,
      hint: 'Check its name, or ask who runs the cluster.',
      isHopeless: false
    }
  );
}

/** `connection refused` */
function lastClause(said: string): string {
  return quote(said.slice(said.lastIndexOf(': ') + 1));
}
