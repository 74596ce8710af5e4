import type { CallOptions } from './client/call';
import type { KubernetesClient } from './client/kubernetes-client';
import { KubernetesError } from './kubernetes-error';
import type { Pod, PodContainer } from './objects';

/** Which container is meant where none is named, as kubectl has it. */
const DEFAULT = 'kubectl.kubernetes.io/default-container';

/** Variables that Kubeflow and JupyterHub give to the container of a notebook. */
const OF_NOTEBOOKS = /^(NB_PREFIX|JUPYTERHUB_\w+)$/;

/**
 * The image of the container that runs Jupyter, where it runs in a pod: that in
 * which a notebook's packages are. Undefined where the pod cannot be found.
 *
 * @param name - of the pod, which is the host name of its containers
 * @throws KubernetesError where it is no missing right that keeps it from being told
 */
export async function ownImage(
  client: KubernetesClient,
  name: string,
  options: CallOptions = {}
): Promise<string | undefined> {
  try {
    return jupyterOf(await client.get('pods', name, options))?.image;
  } catch (error) {
    const codes = ['forbidden', 'not-found', 'invalid-name'];
    if (error instanceof KubernetesError && codes.includes(error.code)) {
      return undefined;
    }
    throw error;
  }
}

/** Beside it there may be proxies and what brings files. */
function jupyterOf({ metadata, spec }: Pod): PodContainer | undefined {
  const { containers } = spec;
  const named = metadata.annotations?.[DEFAULT];
  return (
    containers.find(each =>
      each.env?.some(({ name }) => OF_NOTEBOOKS.test(name))
    ) ??
    containers.find(({ command = [], args = [] }) =>
      [...command, ...args].some(each => /jupyter|start-notebook/.test(each))
    ) ??
    containers.find(each => each.name === named) ??
    containers[0]
  );
}
