/**
 * JupyterLab's own test, of which nothing is left in the server that the next one has. The server
 * itself keeps what JupyterLab has it keep, and no route does: with one, browsers cache nothing.
 */
import { galata, test as jupyterLabTest } from '@jupyterlab/galata';
import type { APIRequestContext } from '@playwright/test';
import { mkdir, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import type { ActiveRuns } from '../src/service/api/runs';
import { KEPT } from './server';

export { expect, galata } from '@jupyterlab/galata';
export type { IJupyterLabPageFixture } from '@jupyterlab/galata';

/** What somebody has chosen, by the id of the plugin. */
type Settings = Record<string, object>;

/** How long a run may take to end, in ms: one of a cluster that is not there any more does not. */
const PATIENCE = 10_000;

export const test = jupyterLabTest.extend<{
  settings: Settings;
  /** Whether JupyterLab is there when the test begins. */
  opensLab: boolean;
  leftovers: undefined;
}>({
  mockConfig: false,
  mockSettings: false,
  mockState: false,
  mockUser: false,
  kernels: null,
  sessions: null,
  terminals: null,
  // In the root: Galata's own folder makes JupyterLab save its workspace twice before it goes there.
  autoGoto: false,
  tmpPath: '',
  page: async ({ page, opensLab }, use) => {
    if (opensLab) {
      await page.goto();
    }
    await use(page);
  },
  opensLab: [true, { option: true }],
  // The launcher comes a second later, and people do not wait for it either.
  // eslint-disable-next-line no-empty-pattern -- Playwright takes only a pattern.
  waitForApplication: ({}, use) =>
    use(async page => {
      await page.evaluate(() => window.jupyterapp.restored);
    }),
  settings: [galata.DEFAULT_SETTINGS, { option: true }],
  // The page that is made in it reads them.
  context: async ({ context, settings }, use) => {
    await startAnew(settings);
    await use(context);
    // Tests of Jupyter Notebook have the same server.
    await startAnew({});
  },
  leftovers: [
    async ({ request }, use) => {
      await use(undefined);
      await cancelRuns(request);
      await stop(request, 'sessions', 'id');
      await stop(request, 'kernels', 'id');
      await stop(request, 'terminals', 'name');
    },
    { auto: true }
  ]
});

/** Leaves of what JupyterLab keeps only what is chosen here. */
async function startAnew(settings: Settings): Promise<void> {
  for (const folder of Object.values(KEPT)) {
    // The server may just be writing what the page before has sent late.
    await rm(folder, { recursive: true, force: true, maxRetries: 10 });
  }
  for (const [id, chosen] of Object.entries(settings)) {
    const file = path.join(
      KEPT.settings,
      `${id.replace(':', '/')}.jupyterlab-settings`
    );
    await mkdir(path.dirname(file), { recursive: true });
    await writeFile(file, JSON.stringify(chosen));
  }
}

async function cancelRuns(request: APIRequestContext): Promise<void> {
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
}

/** Stops what runs in the server, such as kernels. */
async function stop(
  request: APIRequestContext,
  kind: string,
  key: string
): Promise<void> {
  const list = await request.get(`/api/${kind}`);
  for (const one of (await list.json()) as Record<string, string>[]) {
    await request.delete(`/api/${kind}/${one[key]}`);
  }
}
