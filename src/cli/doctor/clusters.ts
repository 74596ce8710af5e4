/** What `cellway doctor` tells of clusters. */
import { createInterface } from 'node:readline/promises';
import { KubernetesError } from '../../kubernetes/kubernetes-error';
import type { Finding } from '../../service/api/surroundings';
import { Clusters } from '../../service/clusters/clusters';
import { lacking, well } from '../../service/doctor/finding';
import type { Leftover } from '../../service/clusters/leftovers';
import {
  meantContext,
  readClusterOptions,
  type ClusterWords
} from '../cluster-options';
import { explained } from '../explained';

/** The version in package.json, put in by scripts/build-service.mjs. */
declare const CELLWAY_VERSION: string;

const SUBJECT = 'Clusters';

export const clusters = new Clusters({
  environment: process.env,
  version: CELLWAY_VERSION
});

/** Which clusters are known here; none of them is asked. */
export async function findContexts(): Promise<Finding> {
  try {
    const contexts = await clusters.list();
    const names = contexts.map(each => each.name).join(', ');
    return well(
      SUBJECT,
      names === '' ? 'none known: there is no kubeconfig' : names
    );
  } catch (error) {
    if (error instanceof KubernetesError) {
      return lacking(SUBJECT, error.message, error.hint);
    }
    throw error;
  }
}

/** What one of them can do for us. */
export async function checkCluster(
  words: ClusterWords
): ReturnType<Clusters['check']> {
  const options = await readClusterOptions(words);
  const { context, program } = await meantContext(options.context);
  const { namespace } = options;
  return explained(() =>
    clusters.check({
      context,
      namespace,
      program,
      options: { ...options } as never
    })
  );
}

/**
 * Shows what runs have left on a cluster that are not there any more, and
 * removes it once the person wants that.
 *
 * @param isAgreed - whether that was said beforehand
 */
export async function cleanCluster(
  words: ClusterWords,
  isAgreed: boolean
): Promise<void> {
  const { context, program } = await meantContext(words.context);
  const { namespace } = words;
  let isThere = false;
  const isRemoved = await explained(() =>
    clusters.clean({ context, namespace, program }, async (found, place) => {
      isThere = found.length > 0;
      if (!isThere) {
        console.log(`Nothing was left in ${place} by runs that are gone.`);
        return false;
      }
      console.log(`Left in ${place} by runs that are gone:`);
      found.forEach(each => console.log(describe(each)));
      return isAgreed || (await ask(`Remove ${found.length} objects? [y/N] `));
    })
  );
  if (isThere) {
    console.log(
      isRemoved
        ? 'Removed.'
        : "Nothing was removed: '--clean --yes' removes without asking."
    );
  }
}

function describe({ resource, name, run, created }: Leftover): string {
  const whose = run === undefined ? 'the runner of several' : `run ${run}`;
  return `  ${resource.padEnd(23)} ${name}  (${whose}, ${created})`;
}

/** Where nobody can answer, the answer is no. */
export async function ask(question: string): Promise<boolean> {
  if (!process.stdin.isTTY || !process.stdout.isTTY) {
    return false;
  }
  const lines = createInterface({
    input: process.stdin,
    output: process.stdout
  });
  try {
    return /^y(es)?$/i.test((await lines.question(question)).trim());
  } finally {
    lines.close();
  }
}
