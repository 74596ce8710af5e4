import { RUNNER_NAMES } from '../../engines/argo/compile/code-maps';
import { RUN_LABEL } from '../../engines/argo/compile/objects';
import {
  provideProgram,
  type SharedProgram
} from '../../engines/pods/shared-program';
import type { KubernetesClient } from '../../kubernetes/client/kubernetes-client';
import { MANAGED_BY } from '../../kubernetes/managed-by';
import type { ObjectMeta } from '../../kubernetes/objects';
import { removeSeen } from './remove-seen';

/** A program that runs share, which is in none of those there are. */
export interface UnusedProgram {
  readonly metadata: ObjectMeta;
  /** As it was made. */
  readonly program: SharedProgram;
}

const [[LABEL, VALUE]] = Object.entries(MANAGED_BY);

/**
 * The runners in a namespace that no workflow names, whoever has made it, and
 * no pod of ours.
 *
 * @throws KubernetesError
 */
export async function findUnusedPrograms(
  client: KubernetesClient,
  namespace: string
): Promise<UnusedProgram[]> {
  const labels = `${LABEL}=${VALUE},!${RUN_LABEL}`;
  const { items } = await client.list('configmaps', { namespace, labels });
  const programs = items.filter(
    ({ metadata: { name, labels: has = {} } }) =>
      name.match(RUNNER_NAMES)?.[0] === name &&
      has[LABEL] === VALUE &&
      !(RUN_LABEL in has)
  );
  if (programs.length === 0) {
    return [];
  }
  // The users last: none that comes meanwhile is overlooked.
  const used = await namesInUse(client, namespace);
  return programs
    .filter(each => !used.has(each.metadata.name))
    .map(({ metadata: seen, binaryData }) => {
      const { name, labels: has } = seen;
      const metadata = { name, labels: has };
      return {
        metadata: seen,
        program: { metadata, immutable: true, binaryData }
      };
    });
}

/**
 * Removes those that are unused still. A run that begins at this very moment
 * gets back what it takes.
 *
 * @param uids - of the programs that are meant
 * @throws KubernetesError
 */
export async function removeUnusedPrograms(
  client: KubernetesClient,
  namespace: string,
  uids: ReadonlySet<string>
): Promise<void> {
  const unused = (await findUnusedPrograms(client, namespace)).filter(each =>
    uids.has(each.metadata.uid)
  );
  for (const { metadata } of unused) {
    await removeSeen(client, namespace, 'configmaps', metadata);
  }
  const used = await namesInUse(client, namespace);
  for (const { metadata, program } of unused) {
    if (used.has(metadata.name)) {
      await provideProgram(client, program, namespace);
    }
  }
}

/** The names of programs in what workflows, and pods of runs, say of themselves. */
async function namesInUse(
  client: KubernetesClient,
  namespace: string
): Promise<ReadonlySet<string>> {
  const used = new Set<string>();
  const lists = [
    client.pages('pods', { namespace, labels: RUN_LABEL }),
    client.pages('workflows', { namespace })
  ];
  for (const list of lists) {
    for await (const { items } of list) {
      for (const each of items) {
        const names = JSON.stringify(each).match(RUNNER_NAMES) ?? [];
        names.forEach(name => used.add(name));
      }
    }
  }
  return used;
}
