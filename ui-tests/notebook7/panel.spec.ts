import { expect, test } from '@playwright/test';
import { Panel } from '../panel';
import { giveNotebook } from '../server';

test('a notebook runs in Jupyter Notebook', async ({ page }) => {
  const notebook = await giveNotebook(
    'examples/lemonade_stand/lemonade_stand.ipynb'
  );
  const panel = await Panel.at(page, `notebooks/${notebook}`);
  await panel.execute('cellway:show-panel');
  await expect(panel.node.getByText('Steps', { exact: true })).toBeVisible();
  await page.locator('[data-jp-item-name="cellway-run"] jp-button').click();
  await panel.expectRun('succeeded');
  await panel.expectStep('closing', 'succeeded');
});

test('settings are set in Jupyter Notebook', async ({ page }) => {
  const notebook = await giveNotebook('ui-tests/notebooks/failing.ipynb');
  const panel = await Panel.at(page, `notebooks/${notebook}`);
  await panel.execute('cellway:step-settings', { step: 'check' });
  const form = page.getByRole('region', { name: 'Settings of steps' });
  await form.getByLabel('CPU', { exact: true }).fill('lots');
  await expect(form.getByRole('alert')).toContainText('is not an amount');
});
