import { programOf, type FoundContext } from './contexts';
import { isEntry, text, type Entry } from './kubeconfig';
import { KubernetesError } from '../kubernetes-error';

/** The ways to log in by a provider that client-node still knows and that run no program. */
const PROVIDERS = ['oidc'];

/**
 * A kubeconfig of one context for client-node's KubeConfig, which differs from
 * kubectl: it does not know `tokenFile`, and runs programs in this process's
 * environment and without KUBERNETES_EXEC_INFO.
 *
 * @throws KubernetesError `invalid-kubeconfig`
 */
export function forClientNode(
  { cluster, user }: FoundContext,
  environment: NodeJS.ProcessEnv
): string {
  const { tokenFile, exec, ...rest } = user;
  const provider = rest['auth-provider'];
  if (isEntry(provider) && !PROVIDERS.includes(text(provider.name))) {
    // gcp and azure ran programs of their own; kubectl dropped both in 1.26.
    throw new KubernetesError(
      'invalid-kubeconfig',
      `The kubeconfig logs in by the provider '${text(provider.name)}', which kubectl no longer has either.`,
      'Let the tool of your cloud write the kubeconfig again: it then names a program to run instead.'
    );
  }
  // The connection is ours, with the proxy: see dispatchers.ts.
  const reached = { ...cluster, 'proxy-url': undefined };
  const isPlain = text(cluster.server).startsWith('http:');
  return JSON.stringify({
    'current-context': 'chosen',
    contexts: [{ name: 'chosen', context: { cluster: 'it', user: 'it' } }],
    clusters: [
      {
        name: 'it',
        // It refuses http: unless nothing is to be verified; nothing then is.
        cluster: isPlain
          ? { ...reached, 'insecure-skip-tls-verify': true }
          : reached
      }
    ],
    users: [
      {
        name: 'it',
        user: {
          ...rest,
          // kubectl prefers the file, which may have been renewed.
          ...(text(tokenFile) !== '' && {
            token: undefined,
            'auth-provider': { name: 'tokenFile', config: { tokenFile } }
          }),
          ...(isEntry(exec) && {
            exec: withSurroundings(exec, cluster, environment)
          })
        }
      }
    ]
  });
}

/** A program with the environment that kubectl would give it. */
function withSurroundings(
  exec: Entry,
  cluster: Entry,
  environment: NodeJS.ProcessEnv
): Entry {
  if (text(exec.command) === '') {
    throw new KubernetesError(
      'invalid-kubeconfig',
      'The kubeconfig names no command of the program that logs in.',
      'Let the tool of your cloud write the kubeconfig again.'
    );
  }
  const info = {
    apiVersion: exec.apiVersion,
    kind: 'ExecCredential',
    spec: {
      interactive: false,
      ...(exec.provideClusterInfo === true && {
        cluster: {
          server: cluster.server,
          'certificate-authority-data': cluster['certificate-authority-data'],
          'insecure-skip-tls-verify': cluster['insecure-skip-tls-verify'],
          'tls-server-name': cluster['tls-server-name'],
          'proxy-url': cluster['proxy-url']
        }
      })
    }
  };
  const given = Object.entries({
    ...environment,
    KUBERNETES_EXEC_INFO: JSON.stringify(info)
  }).map(([name, value]) => ({ name, value }));
  const own = Array.isArray(exec.env) ? exec.env : [];
  return { ...exec, env: [...given, ...own] };
}

/**
 * @throws KubernetesError `program-not-agreed` unless this very command line
 * has been shown and agreed to
 */
export function checkProgram(
  context: string,
  user: Entry,
  agreed: string | undefined
): void {
  const program = programOf(user);
  if (program !== undefined && program !== agreed) {
    throw new KubernetesError(
      'program-not-agreed',
      `To log in, the context '${context}' runs the program: ${program}`,
      'Choose the context again and agree to the program, if you know it.',
      { program }
    );
  }
}
