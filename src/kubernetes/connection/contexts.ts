import { inClusterContext, IN_CLUSTER } from './in-cluster';
import {
  isEntry,
  kubeconfigFiles,
  readKubeconfig,
  text,
  type Entry,
  type Kubeconfig
} from './kubeconfig';

/** A place to run, to choose from. Nothing has been asked of it yet. */
export interface ContextInfo {
  readonly name: string;
  /** The address of the API server. */
  readonly server: string;
  /** The namespace that is meant where none is named. */
  readonly namespace: string;
  /** Whether kubectl would take this one. */
  readonly isCurrent: boolean;
  /**
   * The program that connecting to it runs, and its arguments: the person has
   * to see it and to agree to it before.
   */
  readonly program?: string;
}

/**
 * The contexts of the kubeconfig; within a pod, its own cluster first. Runs no
 * program and reaches no network.
 *
 * @param mount - where the service account of a pod is mounted
 * @throws KubernetesError `invalid-kubeconfig`
 */
export async function listContexts(
  environment: NodeJS.ProcessEnv,
  mount?: string
): Promise<ContextInfo[]> {
  const config = await readKubeconfig(kubeconfigFiles(environment));
  const own = await inClusterContext(environment, mount);
  const others = [...config.contexts.keys()].flatMap(name => {
    const found = findContext(config, name);
    return found && name !== IN_CLUSTER ? [describe(name, found, config)] : [];
  });
  return own
    ? [
        {
          name: IN_CLUSTER,
          server: text(own.cluster.server),
          namespace: own.namespace,
          isCurrent: config.currentContext === undefined
        },
        ...others
      ]
    : others;
}

/** What a context leads to, in the words of a kubeconfig. */
export interface FoundContext {
  readonly cluster: Entry;
  readonly user: Entry;
  readonly namespace: string;
}

/** A context with its cluster; undefined where it leads to none. */
export function findContext(
  config: Kubeconfig,
  name: string
): FoundContext | undefined {
  const context = config.contexts.get(name);
  const cluster = config.clusters.get(text(context?.cluster));
  if (!context || !cluster || text(cluster.server) === '') {
    return undefined;
  }
  const user = config.users.get(text(context.user)) ?? {};
  return { cluster, user, namespace: text(context.namespace) || 'default' };
}

/** The command line of a user's program; undefined where there is none. */
export function programOf(user: Entry): string | undefined {
  const { exec } = user;
  if (!isEntry(exec)) {
    return undefined;
  }
  const given = Array.isArray(exec.args) ? exec.args.map(String) : [];
  return [text(exec.command), ...given].join(' ');
}

function describe(
  name: string,
  { cluster, user, namespace }: FoundContext,
  config: Kubeconfig
): ContextInfo {
  const program = programOf(user);
  return {
    name,
    server: text(cluster.server),
    namespace,
    isCurrent: name === config.currentContext,
    ...(program !== undefined && { program })
  };
}
