import { readFile } from 'node:fs/promises';
import { runnerMap } from '../../engines/argo/compile/code-maps';
import { ofAll, RUN_LABEL } from '../../engines/argo/compile/objects';
import type { ArgoOptions } from '../../engines/argo/options';
import { tidyClaim, type Tidied } from '../../engines/pods/results/tidy-claim';
import type { KubernetesClient } from '../../kubernetes/client/kubernetes-client';

/** A claim on which the results of runs outlive them. */
export interface TidiedClaim {
  readonly claim: string;
  readonly namespace: string;
  /** How old is what goes, in days. */
  readonly days: number;
  /** The path of the program that steps run with. */
  readonly runner: string;
  /** How pods are made there. */
  readonly options: ArgoOptions;
}

/**
 * Removes from a claim what is old, where somebody wants that. Runs that have
 * a workflow yet stay.
 *
 * @param wants - is told what would go, before anything does
 * @returns what has gone; undefined where nothing was to
 * @throws KubernetesError; EngineError `cannot-show`
 */
export async function tidyResults(
  client: KubernetesClient,
  { claim, namespace, days, runner, options }: TidiedClaim,
  wants: (would: Tidied) => Promise<boolean>
): Promise<Tidied | undefined> {
  const { signal } = new AbortController();
  const access = {
    client,
    namespace,
    run: '',
    data: { claim },
    labels: ofAll('', namespace).labels,
    program: { ...runnerMap(await readFile(runner), namespace) },
    options
  };
  const tidy = async (removes: boolean): Promise<Tidied> => {
    const { items } = await client.list('workflows', {
      namespace,
      labels: RUN_LABEL
    });
    const runs = items.flatMap(each => each.metadata.labels?.[RUN_LABEL] ?? []);
    const keep = [...new Set(runs)];
    return tidyClaim(access, { days, keep, removes }, signal);
  };
  const would = await tidy(false);
  return (await wants(would)) ? tidy(true) : undefined;
}
