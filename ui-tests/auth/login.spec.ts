import { expect, test } from '@playwright/test';
import { Panel } from '../panel';
import { giveNotebook, HUB, TOKEN } from '../server';

test('a notebook runs with cookies and the XSRF header alone', async ({
  page
}) => {
  const notebook = await giveNotebook(
    'examples/lemonade_stand/lemonade_stand.ipynb',
    HUB
  );
  const methods = new Set<string>();
  await page.route('**/cellway/api/**', async route => {
    const headers = await route.request().allHeaders();
    // As behind JupyterHub, where pages do not know a token.
    delete headers.authorization;
    methods.add(route.request().method());
    await route.continue({ headers });
  });
  const panel = await Panel.at(page, `lab?token=${TOKEN}&reset`);
  await panel.open(notebook);
  // As people do: with the button of the notebook's toolbar.
  await page.locator('[data-jp-item-name="cellway-run"] jp-button').click();
  await panel.expectRun('succeeded');
  await panel.expectStep('closing', 'succeeded');
  expect([...methods].sort()).toEqual(['GET', 'POST']);
});

test('whoever is not logged in is not let in', async ({ request }) => {
  const answer = await request.get('cellway/api/health');
  expect(answer.status()).toBe(403);
});
