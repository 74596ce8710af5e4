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

const SHOPPING = '295772cb';

test('what one person edits, the other sees', async ({ browser }) => {
  const notebook = await giveNotebook(
    'examples/lemonade_stand/lemonade_stand.ipynb',
    COLLABORATION
  );
  const one = await join(browser, notebook);
  const other = await join(browser, notebook);
  await expect(other.step('shopping')).toBeVisible();

  await one.inFront('activate', SHOPPING);
  await one.execute('cellway:make-step', { name: 'market' });
  await expect(other.step('market')).toBeVisible();
  await expect(other.step('shopping')).toBeHidden();

  const problem = one.node.getByRole('button', { name: /was never closed/ });
  await other.edit(SHOPPING, 'print(');
  await expect(problem).toBeVisible();

  // Each takes back what is their own.
  await one.execute('cellway:rename-step', { step: 'books', name: 'ledger' });
  await expect(other.step('ledger')).toBeVisible();
  await one.execute('notebook:undo-cell-action');
  await expect(other.step('books')).toBeVisible();
  await expect(problem).toBeVisible();
});
