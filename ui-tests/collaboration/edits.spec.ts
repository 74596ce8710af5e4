import { expect, test, type Browser, type Page } from '@playwright/test';
import { Panel } from '../panel';
import { COLLABORATION, giveNotebook, TOKEN } from '../server';

/** Somebody with a browser of their own, who has opened a notebook. */
async function join(browser: Browser, notebook: string): Promise<Panel> {
  const context = await browser.newContext({
    baseURL: COLLABORATION.url,
    extraHTTPHeaders: { Authorization: `token ${TOKEN}` }
  });
  const page: Page = await context.newPage();
  await page.goto('lab?reset');
  await page.waitForFunction(() => window.jupyterapp?.restored);
  const panel = new Panel(page);
  await panel.open(notebook);
  return panel;
}

test('what one person edits, the other sees in the panel', async ({
  browser
}) => {
  const notebook = await giveNotebook(
    'examples/lemonade_stand/lemonade_stand.ipynb',
    COLLABORATION
  );
  const one = await join(browser, notebook);
  const other = await join(browser, notebook);
  await expect(one.step('closing')).toBeVisible();
  await expect(other.step('closing')).toBeVisible();
});
