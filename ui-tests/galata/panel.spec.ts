import { expect, test } from '../test';
import { transform } from 'esbuild';
import { gzipSync } from 'node:zlib';
import { Panel } from '../panel';
import { giveNotebook } from '../server';

/** What everybody who starts JupyterLab loads may be no more, in bytes, compressed. */
const ENTRY_LIMIT = 30_000;

test.describe('before the panel is opened', () => {
  test.use({ opensLab: false });

  test('JupyterLab loads little of it', async ({ page, request }) => {
    const loaded: string[] = [];
    page.on('request', asked => {
      if (/\/cellway\/static\/.*\.js/.test(asked.url())) {
        loaded.push(asked.url());
      }
    });
    await page.goto();
    let total = 0;
    // The browser itself may have them from an earlier page, and no text of them.
    for (const url of loaded) {
      total += await sizeOf(await (await request.get(url)).text());
    }
    expect(total).toBeGreaterThan(1000);
    expect(total).toBeLessThan(ENTRY_LIMIT);
  });
});

/** Of what `make build` makes; a build for development is in more pieces, and somewhat larger. */
async function sizeOf(source: string): Promise<number> {
  const { code } = await transform(source, { minify: true, loader: 'js' });
  return gzipSync(code).length;
}

test('it says what to do where the service is not there', async ({ page }) => {
  await page.route('**/cellway/api/**', route =>
    route.fulfill({
      status: 503,
      json: {
        code: 'service-down',
        message: 'The service does not run.',
        hint: 'Look at the log of the Jupyter server.'
      }
    })
  );
  const panel = new Panel(page);
  await panel.open(await giveNotebook('ui-tests/notebooks/failing.ipynb'));
  const alert = panel.node.getByRole('alert');
  await expect(alert).toContainText('The service does not run.');
  await expect(alert).toContainText('Look at the log of the Jupyter server.');
  // What needs no service is there all the same.
  await panel.expectStep('check', 'not run yet');

  await page.unroute('**/cellway/api/**');
  await alert.getByRole('button', { name: 'Try again' }).click();
  await expect(alert).toBeHidden();
});

test('it follows the notebook in front', async ({ page }) => {
  const panel = new Panel(page);
  await panel.execute('cellway:show-panel');
  await expect(panel.node.getByText('No notebook is open.')).toBeVisible();
  await panel.expectButton('run', 'disabled');
  await panel.open(await giveNotebook('ui-tests/notebooks/failing.ipynb'));
  await panel.button('run').click();
  await panel.expectRun('failed');
  await panel.open(await giveNotebook('ui-tests/notebooks/greeting.ipynb'));
  await panel.expectStep('greet', 'not run yet');
  await expect(panel.runs).toHaveCount(0);
  await page.activity.activateTab('failing.ipynb');
  await panel.expectStep('check', 'failed');
});
