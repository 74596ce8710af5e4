import { readFile } from 'node:fs/promises';
import { isIPv6 } from 'node:net';
import type { FoundContext } from './contexts';

/** The name of the context of the cluster that this process runs in. */
export const IN_CLUSTER = 'in-cluster';

/** Where Kubernetes mounts the service account of a pod. */
const MOUNT = '/var/run/secrets/kubernetes.io/serviceaccount';

/**
 * The cluster that this process is a pod of; undefined where it is in none.
 * The token is read again as it rotates.
 *
 * @param mount - where the service account is mounted
 */
export async function inClusterContext(
  environment: NodeJS.ProcessEnv,
  mount = MOUNT
): Promise<FoundContext | undefined> {
  const host = environment.KUBERNETES_SERVICE_HOST;
  const port = environment.KUBERNETES_SERVICE_PORT;
  if (!host || !port) {
    return undefined;
  }
  const namespace = await readFile(`${mount}/namespace`, 'utf8').catch(
    () => undefined
  );
  if (namespace === undefined) {
    return undefined;
  }
  return {
    cluster: {
      server: `https://${isIPv6(host) ? `[${host}]` : host}:${port}`,
      'certificate-authority': `${mount}/ca.crt`
    },
    user: { tokenFile: `${mount}/token` },
    namespace: namespace.trim()
  };
}
