import { expect, test } from '../test';
import type { Page } from '@playwright/test';
import { Badges } from '../badges';
import { Graph } from '../graph';
import { Panel } from '../panel';
import { giveNotebook } from '../server';

const SESSIONS = 'cellway:sessions';

/** As the settings editor does. */
async function set(
  page: Page,
  plugin: string,
  name: string,
  value: boolean | number | string
): Promise<void> {
  await page.evaluate(
    async ([id, key, given]) => {
      const registry = await window.galata.getPlugin(
        '@jupyterlab/apputils-extension:settings'
      );
      await registry?.set(id, key, given);
    },
    [plugin, name, value] as const
  );
}

test('settings hold at once, and go with the run', async ({ page }) => {
  const panel = new Panel(page);
  await panel.open(await giveNotebook('ui-tests/notebooks/greeting.ipynb'));
  await set(page, SESSIONS, 'useCache', false);
  await set(page, SESSIONS, 'workers', 1);
  await set(page, SESSIONS, 'keepGoing', true);
  await set(page, SESSIONS, 'storeLimit', 0.5);
  const asked = page.waitForRequest(
    request =>
      request.method() === 'POST' && /\/api\/runs\?/.test(request.url())
  );
  await panel.button('run').click();
  expect((await asked).postDataJSON()).toMatchObject({
    keepGoing: true,
    workers: 1,
    storeLimit: 2 ** 29,
    selection: { noCache: true }
  });
  await panel.expectRun('succeeded');
});

test('what opens when a run begins is what was chosen', async ({ page }) => {
  const badges = new Badges(page);
  await badges.open(await giveNotebook('ui-tests/notebooks/greeting.ipynb'));
  const run = page.locator('[data-jp-item-name="cellway-run"] jp-button');
  const begin = (): Promise<unknown> =>
    Promise.all([
      page.waitForResponse(
        answer =>
          answer.request().method() === 'POST' && answer.status() === 201
      ),
      run.click()
    ]);
  const view = page.locator('.jp-CellwayRun:visible');
  await set(page, SESSIONS, 'opens', 'nothing');
  await begin();
  await expect(badges.of('say')).toContainText(/\d+ (ms|s)/);
  await expect(run).toHaveAttribute('aria-disabled', 'false');
  await expect(badges.node).toBeHidden();
  await expect(view).toBeHidden();

  // What cannot begin says why in the panel all the same.
  const submit = /\/cellway\/api\/runs\?\d+$/;
  const json = { code: 'no-kernel', message: 'No such kernel.', hint: 'a' };
  await page.route(submit, route => route.fulfill({ status: 422, json }));
  await run.click();
  await expect(badges.node.getByRole('alert')).toContainText('No such kernel');
  await page.unroute(submit);

  await set(page, SESSIONS, 'opens', 'run');
  await begin();
  await expect(view).toBeVisible();
});

test('badges and logs show what was chosen', async ({ page }) => {
  const badges = new Badges(page);
  await badges.open(await giveNotebook('ui-tests/notebooks/greeting.ipynb'));
  await badges.execute('cellway:show-panel', { focus: false });
  await badges.button('run').click();
  await badges.expectRun('succeeded');
  const greet = badges.of('greet');
  await expect(greet).toContainText('→');
  await expect(greet.locator('.jp-CellwayBadge-news')).toBeVisible();
  await set(page, 'cellway:badges', 'content', 'flows');
  await expect(greet.locator('.jp-CellwayBadge-news')).toBeHidden();
  await expect(greet).toContainText('→');
  await set(page, 'cellway:badges', 'content', 'name');
  await expect(greet).toHaveText('greet');

  await badges.unfold('say');
  const log = badges.step('say').locator('.jp-Cellway-log');
  await expect(log).not.toHaveCSS('font-size', '19px');
  await set(page, 'cellway:run-view', 'logFontSize', 19);
  await expect(log).toHaveCSS('font-size', '19px');
  await set(page, 'cellway:run-view', 'logFontSize', 0);
  await expect(log).not.toHaveCSS('font-size', '19px');
});

test('the graph goes where it was chosen to go', async ({ page }) => {
  const graph = await Graph.open(
    page,
    await giveNotebook('ui-tests/notebooks/houses.ipynb')
  );
  const corner = async (step: string): Promise<{ x: number; y: number }> => {
    const box = await graph.step(step).boundingBox();
    return { x: box?.x ?? 0, y: box?.y ?? 0 };
  };
  const [above, below] = [await corner('load'), await corner('train')];
  expect(below.y).toBeGreaterThan(above.y);
  await set(page, 'cellway:graph', 'direction', 'right');
  await expect
    .poll(async () => (await corner('train')).x - (await corner('load')).x)
    .toBeGreaterThan(100);
  await graph.step('load').focus();
  await page.keyboard.press('ArrowRight');
  await expect(graph.step('load')).not.toBeFocused();
});

test.describe('where interrupted runs are to go on', () => {
  test.use({ settings: { [SESSIONS]: { resume: true } } });

  test('one is resumed by itself, once', async ({ page }) => {
    const run = {
      format: 1,
      id: 'r1',
      engine: 'local',
      notebook: { path: '/a.ipynb', hash: '' },
      pipeline: { steps: [] },
      parameters: {},
      keepGoing: false,
      status: 'interrupted',
      created: '2026-01-02T03:04:05.000Z',
      steps: []
    };
    await page.route('**/cellway/api/runs?notebook=*', route =>
      route.fulfill({ json: [run] })
    );
    let resumed = 0;
    await page.route('**/cellway/api/runs/r1/resume?*', route => {
      resumed++;
      return route.fulfill({
        status: 409,
        json: { code: 'run-is-active', message: 'Not now.', hint: 'Wait.' }
      });
    });
    const panel = new Panel(page);
    await panel.open(await giveNotebook('ui-tests/notebooks/greeting.ipynb'));
    await expect(panel.node.getByRole('alert')).toContainText('Not now.');
    await panel.node.getByRole('button', { name: 'Try again' }).click();
    await expect(panel.node).not.toContainText('Not now.');
    expect(resumed).toBe(1);
  });
});
