import { setTimeout } from 'node:timers/promises';
import { requestCancel } from '../../runs/cancel-request';
import { livingOwner } from '../../runs/owner-lock';
import { isEnded } from '../../runs/run-status';
import type { RunStore } from '../../runs/run-store';

/** How often it is looked whether the run has ended, in ms. */
const POLL = 50;

/**
 * Asks the process that executes a run to end it, and returns when nothing of
 * it runs any more. One whose process has died is interrupted: its steps have
 * ended with it.
 *
 * @throws RunError `no-such-run`, `run-is-newer`, `run-is-damaged`
 */
export async function cancelElsewhere(
  store: RunStore,
  id: string
): Promise<void> {
  const { owner, cancel } = store.run(id);
  let isAsked = false;
  for (;;) {
    const { status } = await store.read(id);
    if (isEnded(status) && !(await livingOwner(owner))) {
      return;
    }
    if (!isEnded(status) && !isAsked) {
      await requestCancel(cancel);
      isAsked = true;
    }
    await setTimeout(POLL);
  }
}
