/**
 * A real cluster: that of KUBECONFIG, where CELLWAY_TEST_CLUSTER is set too.
 * A KUBECONFIG alone is not enough, for it may be that of a cluster in use.
 */
import { execFile } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { promisify } from 'node:util';
import type { KubernetesClient } from '../../client/kubernetes-client';
import { connect } from '../../connection/connect';
import { listContexts } from '../../connection/contexts';

const { KUBECONFIG, CELLWAY_TEST_CLUSTER, CELLWAY_TEST_IMAGE } = process.env;

/** The program. */
export const KUBECTL = process.env.CELLWAY_TEST_KUBECTL ?? 'kubectl';

/** An image with Python that the nodes have or can get. */
export const IMAGE = CELLWAY_TEST_IMAGE ?? 'python:3.12-slim';

/** Groups tests that need a cluster; they are skipped where there is none. */
export const describeCluster =
  KUBECONFIG && CELLWAY_TEST_CLUSTER
    ? describe
    : (name: string, tests: () => void): void =>
        describe.skip(
          `${name} (skipped: needs KUBECONFIG and CELLWAY_TEST_CLUSTER)`,
          tests
        );

/** The client of the current context, in a namespace. */
export async function connectToCluster(
  namespace: string
): Promise<KubernetesClient> {
  const context = (await listContexts(process.env)).find(
    each => each.isCurrent
  );
  if (!context) {
    throw new Error('The kubeconfig has no current context.');
  }
  return connect({
    context: context.name,
    program: context.program,
    environment: process.env,
    version: '0',
    namespaces: [namespace]
  });
}

/** What the kubeconfig says of the current context. */
export async function currentConfig(): Promise<{
  cluster: { server: string; 'certificate-authority-data'?: string };
  user: object;
}> {
  const config = JSON.parse(
    await kubectl('config', 'view', '--minify', '--flatten', '--output', 'json')
  );
  return { cluster: config.clusters[0].cluster, user: config.users[0].user };
}

/** A namespace of the test's own, with what is to be in it. */
export async function makeNamespace(manifest = ''): Promise<string> {
  const namespace = `cellway-test-${randomBytes(4).toString('hex')}`;
  await kubectl('create', 'namespace', namespace);
  if (manifest) {
    await apply(namespace, manifest);
  }
  return namespace;
}

export async function removeNamespace(namespace: string): Promise<void> {
  await kubectl('delete', 'namespace', namespace, '--wait=false');
}

/** What Cellway itself may not do, such as to give rights, kubectl does. */
export async function kubectl(...args: string[]): Promise<string> {
  const { stdout } = await promisify(execFile)(KUBECTL, args);
  return stdout.trim();
}

export async function apply(
  namespace: string,
  manifest: string
): Promise<void> {
  await give(manifest, '--namespace', namespace, 'apply', '--filename', '-');
}

/** Calls kubectl with something to read. */
export async function give(input: string, ...args: string[]): Promise<void> {
  const running = promisify(execFile)(KUBECTL, args);
  running.child.stdin?.end(input);
  await running;
}

/** A pod that runs a line of Python as `main`. */
export function pythonPod(
  name: string,
  code: string,
  resources: object = {}
): {
  metadata: { name: string };
  spec: object;
} {
  return {
    metadata: { name },
    spec: {
      restartPolicy: 'Never',
      terminationGracePeriodSeconds: 0,
      containers: [
        {
          name: 'main',
          image: IMAGE,
          imagePullPolicy: 'IfNotPresent',
          command: ['python3', '-u', '-c', code],
          resources
        }
      ]
    }
  };
}
