import { expect, test } from '@jupyterlab/galata';
import { Panel } from '../panel';
import { giveNotebook } from '../server';

const SESSIONS = 'cellway:sessions';

test('settings hold at once, and go with the run', async ({ page }) => {
  const panel = new Panel(page);
  await panel.open(await giveNotebook('ui-tests/notebooks/greeting.ipynb'));
  const set = (name: string, value: boolean | number): Promise<void> =>
    page.evaluate(
      async ([plugin, key, given]) => {
        const registry = await window.galata.getPlugin(
          '@jupyterlab/apputils-extension:settings'
        );
        await registry?.set(plugin, key, given);
      },
      [SESSIONS, name, value] as const
    );
  await set('useCache', false);
  await set('workers', 1);
  await set('keepGoing', true);
  const asked = page.waitForRequest(
    request =>
      request.method() === 'POST' && /\/api\/runs\?/.test(request.url())
  );
  await panel.button('run').click();
  expect((await asked).postDataJSON()).toMatchObject({
    keepGoing: true,
    workers: 1,
    selection: { noCache: true }
  });
  await panel.expectRun('succeeded');
});

test.describe('where interrupted runs are to go on', () => {
  test.use({ mockSettings: { [SESSIONS]: { resume: true } } });

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
