import { RESTRICTED_CONTAINER } from '../restricted';
import { bucketArgument, keysOf, type Bucket } from './bucket';

/** The container that has the keys of the bucket: cells are in another one. */
export const GATE = 'gate';

/** Where both of them find the socket between them. */
export const GATE_FOLDER = '/cellway/gate';
export const GATE_SOCKET = `${GATE_FOLDER}/socket`;

/** What passes through it is not kept in memory. */
export const GATE_AMOUNTS = {
  requests: { cpu: '10m', memory: '64Mi' },
  limits: { cpu: '1', memory: '256Mi' }
};

/** How a container is made that runs the runner's program. */
interface Program {
  readonly image: string;
  readonly imagePullPolicy?: 'Always' | 'IfNotPresent' | 'Never';
  /** The folder of the program, and the volume that it is on. */
  readonly code: string;
}

/** Lets the container of a step reach a bucket, and nothing else in it than what runs hand on. */
export function gateContainer(
  bucket: Bucket,
  { code, image, imagePullPolicy }: Program
): object {
  return {
    name: GATE,
    image,
    ...(imagePullPolicy && { imagePullPolicy }),
    command: ['python3', `${code}/runner.pyz`],
    args: ['--gate', GATE_SOCKET, '--bucket', bucketArgument(bucket)],
    env: [{ name: 'HOME', value: '/tmp' }, ...keysOf(bucket)],
    resources: GATE_AMOUNTS,
    volumeMounts: [
      { name: 'code', mountPath: code, readOnly: true },
      { name: GATE, mountPath: GATE_FOLDER }
    ],
    securityContext: { ...RESTRICTED_CONTAINER, readOnlyRootFilesystem: true }
  };
}
