/** What earlier attempts at a run have left, for another one. */
import { readFile } from 'node:fs/promises';
import type { KubernetesClient } from '../../../kubernetes/client/kubernetes-client';
import { parseStepResult } from '../../../runs/read-step-result';
import type { RunFolder } from '../../../runs/run-folder';
import type { RunRecord } from '../../../runs/run-record';
import type { StepResult } from '../../../runs/step-result';
import { EngineError } from '../../engine-error';
import type { RunObjects } from '../compile/compile-run';
import { isNotThere } from '../run-objects';

const DAY = 24 * 3600 * 1000;

/**
 * What steps that are done have left, as far as it is known here: what the
 * cache knew had no pod, and nothing of it is beside the results of others.
 */
export async function resultsOf(
  folder: RunFolder,
  { steps }: RunRecord,
  done: ReadonlySet<string>
): Promise<StepResult[]> {
  const found: StepResult[] = [];
  for (const [index, { step }] of steps.entries()) {
    const text = done.has(step)
      ? await readFile(folder.step(index).result, 'utf8').catch(() => '')
      : '';
    if (text !== '') {
      found.push(parseStepResult(text).result);
    }
  }
  return found;
}

/**
 * Sees to it that what they have left can still be there.
 *
 * @throws EngineError `not-on-cluster`; KubernetesError
 */
export async function checkData(
  client: KubernetesClient,
  { data }: RunObjects,
  namespace: string,
  { id: run, created }: RunRecord
): Promise<void> {
  if ('bucket' in data) {
    const { expires = Infinity, bucket } = data.bucket;
    if (Date.now() - Date.parse(created) > (expires - 1) * DAY) {
      throw gone(run, `the bucket ${bucket} keeps it for ${expires} days`);
    }
    return;
  }
  try {
    await client.get('persistentvolumeclaims', data.claim, { namespace });
  } catch (error) {
    if (isNotThere(error)) {
      throw gone(run, `the claim ${data.claim} is gone`);
    }
    throw error;
  }
}

function gone(run: string, why: string): EngineError {
  return new EngineError(
    'not-on-cluster',
    `What the steps of run ${run} have left is no longer on the cluster: ${why}`,
    'Run the notebook again.',
    { run }
  );
}
