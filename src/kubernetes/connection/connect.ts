import { KubernetesClient } from '../client/kubernetes-client';
import { KubernetesError } from '../kubernetes-error';
import { findContext } from './contexts';
import { checkProgram } from './for-client-node';
import { IN_CLUSTER, inClusterContext } from './in-cluster';
import { kubeconfigFiles, readKubeconfig } from './kubeconfig';

export interface ConnectOptions {
  /** The context that the person has chosen, of those that listContexts tells. */
  readonly context: string;
  /** Its program, where it runs one, as the person has seen it and agreed to it. */
  readonly program?: string;
  /** The environment that names kubeconfig and proxies, and that programs get. */
  readonly environment: NodeJS.ProcessEnv;
  /** Cellway's version, which requests bear. */
  readonly version: string;
  /**
   * The namespaces that may be used; any where it is not said, except within a
   * cluster: there only that of the pod.
   */
  readonly namespaces?: readonly string[];
  /** Where the service account of this pod is mounted. */
  readonly mount?: string;
}

/**
 * The client of a cluster. Sends nothing yet and runs no program before the
 * first request.
 *
 * @throws KubernetesError `no-such-context`, `program-not-agreed`, `invalid-kubeconfig`
 */
export async function connect(
  options: ConnectOptions
): Promise<KubernetesClient> {
  const { context, program, environment, version, mount } = options;
  const isOwn = context === IN_CLUSTER;
  const files = kubeconfigFiles(environment);
  const found = isOwn
    ? await inClusterContext(environment, mount)
    : findContext(await readKubeconfig(files), context);
  if (!found) {
    throw new KubernetesError(
      'no-such-context',
      isOwn
        ? 'This is no pod with a service account, so there is no cluster around it.'
        : `There is no context '${context}' with a cluster in ${files.join(', ')}.`,
      'Choose one of the contexts that are there.'
    );
  }
  checkProgram(context, found.user, program);
  const { HttpChannel } = await import('./http-channel');
  const channel = new HttpChannel({ context, found, environment, version });
  const namespaces =
    options.namespaces ?? (isOwn ? [found.namespace] : undefined);
  return new KubernetesClient(channel, { namespaces });
}
