/** Engines for a real cluster. */
import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { BreakingLine } from '../../../../kubernetes/__tests__/cluster/breaking-line';
import {
  currentConfig,
  IMAGE,
  kubectl,
  makeNamespace
} from '../../../../kubernetes/__tests__/cluster/cluster';
import {
  environmentIn,
  packRunner,
  temporaryFolder,
  type Ran
} from '../../../local/__tests__/notebooks';
import { ArgoEngine } from '../../argo-engine';

const MANUAL = join(__dirname, '../../../../../docs/argo.md');

/** What Argo's own part of a pod has to be allowed, as people are told. */
async function rightsOfSteps(): Promise<string> {
  const [, block] = (await readFile(MANUAL, 'utf8')).split('```yaml\n');
  return block.split('```')[0];
}

/** A namespace in which pods may do as little as can be. */
export async function makeRestrictedNamespace(): Promise<string> {
  const namespace = await makeNamespace(await rightsOfSteps());
  const level = 'pod-security.kubernetes.io/enforce=restricted';
  await kubectl('label', 'namespace', namespace, level);
  return namespace;
}

/** What runs are told that are made there. */
export function optionsIn(namespace: string): Record<string, unknown> {
  return {
    namespace,
    image: IMAGE,
    imagePullPolicy: 'IfNotPresent',
    storage: { size: '1Gi' }
  };
}

let runner: string | undefined;

/**
 * @param folder - of the notebooks
 * @param kubeconfig - another way to the cluster
 */
export async function argoEngine(
  folder: string,
  kubeconfig = process.env.KUBECONFIG
): Promise<ArgoEngine> {
  runner ??= packRunner(await temporaryFolder());
  return new ArgoEngine({
    runner,
    environment: {
      ...environmentIn(folder),
      KUBECONFIG: kubeconfig
    },
    version: '0'
  });
}

/** Lets the steps of a run have been short: on a busy machine they may have taken long. */
export async function callShort({ store, handle }: Ran): Promise<void> {
  const folder = store.run(handle.id);
  const record = await folder.readRecord();
  const steps = record.steps.map(each => ({ ...each, seconds: 0.1 }));
  await folder.writeRecord({ ...record, steps });
}

/** A way to the cluster that can be cut, and the kubeconfig of it. */
export async function shakyWay(
  folder: string
): Promise<{ readonly line: BreakingLine; readonly kubeconfig: string }> {
  const { cluster, user } = await currentConfig();
  const line = new BreakingLine(new URL(cluster.server));
  await line.mend();
  const kubeconfig = join(folder, 'kubeconfig');
  const context = { cluster: 'it', user: 'me' };
  const config = {
    'current-context': 'shaky',
    contexts: [{ name: 'shaky', context }],
    clusters: [
      {
        name: 'it',
        cluster: {
          ...cluster,
          server: line.address,
          'tls-server-name': 'kubernetes.default'
        }
      }
    ],
    users: [{ name: 'me', user }]
  };
  await writeFile(kubeconfig, JSON.stringify(config));
  return { line, kubeconfig };
}
