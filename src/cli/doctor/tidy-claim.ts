/** How `cellway doctor --clean --claim` removes what is old. */
import type { Tidied } from '../../engines/pods/results/tidy-claim';
import {
  meantContext,
  readClusterOptions,
  type ClusterWords
} from '../cluster-options';
import { CallError } from '../command';
import { explained } from '../explained';
import { RUNNER } from '../runner-path';
import { ask, clusters } from './clusters';

/** How old is what goes where nothing is said, in days. */
const DAYS = 30;

/**
 * Shows what is old on a claim, and removes it once the person wants that.
 *
 * @throws CallError
 */
export async function tidyClaim(
  words: ClusterWords,
  {
    claim,
    days = String(DAYS),
    isAgreed
  }: {
    readonly claim: string;
    readonly days?: string;
    /** Whether that was said beforehand. */
    readonly isAgreed: boolean;
  }
): Promise<void> {
  if (!/^[1-9]\d{0,4}$/.test(days)) {
    throw new CallError(`--days ${days}: Give a number of days, 1 at least.`);
  }
  const options = await readClusterOptions(words);
  const { context, program } = await meantContext(options.context);
  const { namespace } = options;
  const where = { claim, days: Number(days), runner: RUNNER, options };
  let isThere = false;
  const gone = await explained(() =>
    clusters.tidy({ context, program, namespace, ...where }, async would => {
      isThere = would.runs + would.records + would.objects > 0;
      if (!isThere) {
        console.log(`Nothing on the claim '${claim}' is so old.`);
        return false;
      }
      console.log(`Old on the claim '${claim}': ${describe(would)}`);
      return isAgreed || (await ask('Remove it? [y/N] '));
    })
  );
  if (gone) {
    console.log(`Removed: ${describe(gone)}`);
  } else if (isThere) {
    console.log("Nothing was removed: '--yes' removes without asking.");
  }
}

function describe({ runs, records, objects, bytes, failed }: Tidied): string {
  const mebibytes = Math.ceil(bytes / 1024 ** 2);
  const rest = failed === 0 ? '' : `; ${failed} could not be removed`;
  return `${runs} runs, ${records} records of the cache, ${objects} values, ${mebibytes} MiB in all${rest}`;
}
