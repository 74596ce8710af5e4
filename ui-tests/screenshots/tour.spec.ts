import { expect, test } from '../test';
import path from 'node:path';
import { Panel } from '../panel';
import { giveNotebook } from '../server';

/** The tour of README.md. Look at the pictures: nothing else checks them. */
const IMAGES = path.join(__dirname, '../../docs/images');

test.use({ deviceScaleFactor: 2, viewport: { width: 1360, height: 820 } });

test('a tour from suggested steps to a mended failure', async ({ page }) => {
  test.setTimeout(300_000);
  const take = async (name: string): Promise<void> => {
    await page.mouse.move(700, 815);
    const file = path.join(IMAGES, `tour-${name}.png`);
    await page.screenshot({ path: file, animations: 'disabled' });
  };
  const panel = new Panel(page);
  const openAlone = async (notebook: string): Promise<void> => {
    await panel.execute('application:close-all');
    await panel.open(await giveNotebook(notebook));
  };

  await openAlone('examples/bike_rides/bike_rides.ipynb');
  await panel.execute('cellway:suggest-steps');
  await expect(page.getByText('Suggested steps')).toBeVisible();
  await take('1-suggest');

  await openAlone('examples/breast_cancer/breast_cancer.ipynb');
  await panel.button('run').click();
  await panel.expectStep('split', 'succeeded');
  await panel.execute('cellway:open-graph');
  await expect(page.locator('.jp-CellwayGraph').last()).toBeVisible();
  await panel.expectRun('succeeded');
  await take('2-graph');

  await openAlone('ui-tests/notebooks/failing.ipynb');
  await panel.button('run').click();
  await panel.expectRun('failed');
  await panel.execute('cellway:show-artifacts', { step: 'check' });
  await expect(page.getByText(/only 100 rows/).first()).toBeVisible();
  await take('3-failure');

  await panel.execute('cellway:open-run-view');
  await expect(page.getByRole('tab', { name: /^Run / })).toBeVisible();
  await take('4-run');
});
