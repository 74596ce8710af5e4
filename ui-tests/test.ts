/** JupyterLab's own test, of which nothing runs on in the server that the next one has. */
import { test as jupyterLabTest } from '@jupyterlab/galata';
import type { ActiveRuns } from '../src/service/api/runs';

export { expect, galata } from '@jupyterlab/galata';
export type { IJupyterLabPageFixture } from '@jupyterlab/galata';

/** How long a run may take to end, in ms: one of a cluster that is not there any more does not. */
const PATIENCE = 10_000;

export const test = jupyterLabTest.extend<{ endedRuns: undefined }>({
  endedRuns: [
    async ({ request }, use) => {
      await use(undefined);
      const active = await request.get('/cellway/api/runs/active');
      // A test may have stopped the service.
      const left = active.ok() ? ((await active.json()) as ActiveRuns) : [];
      for (const { notebook, run } of left) {
        await request
          .post(`/cellway/api/runs/${run.id}/cancel`, {
            params: { notebook },
            data: {},
            timeout: PATIENCE
          })
          .catch(() => undefined);
      }
    },
    { auto: true }
  ]
});
