import { expect, test } from '@playwright/test';
import { writeFile } from 'node:fs/promises';
import path from 'node:path';
import { Badges } from '../badges';
import type { Panel } from '../panel';
import { COLLABORATION } from '../server';
import { cellsOf, join, openTogether } from './people';

/** Two people, each with a browser of their own, for all tests: to join takes long. */
let one: Panel;
let other: Panel;

test.beforeAll(async ({ browser }) => {
  one = await join(browser);
  other = await join(browser);
});

test.afterAll(async () => {
  await one.page.context().close();
  await other.page.context().close();
});

/** Both open a notebook. */
const open = (source: string): Promise<string> =>
  openTogether(source, one, other);

const SHOPPING = '295772cb';

test('what one person edits, the other sees', async () => {
  await open('examples/lemonade_stand/lemonade_stand.ipynb');
  const badges = new Badges(other.page);
  await expect(other.step('shopping')).toBeVisible();
  await badges.goTo(SHOPPING);
  await expect(badges.of('shopping')).toBeVisible();

  await one.inFront('activate', SHOPPING);
  await one.execute('cellway:make-step', { name: 'market' });
  await expect(other.step('market')).toBeVisible();
  await expect(other.step('shopping')).toBeHidden();
  await expect(badges.of('market')).toBeVisible();
  await one.execute('notebook:move-cell-up');
  await expect(badges.of('market')).toHaveCount(1);

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

test('two people set what a step needs', async () => {
  await open('ui-tests/notebooks/failing.ipynb');
  const [mine, theirs] = [one, other].map(({ page }) =>
    page.getByRole('region', { name: 'Settings of steps' })
  );
  await one.execute('cellway:step-settings', { step: 'check' });
  await other.execute('cellway:step-settings', { step: 'check' });
  const memory = theirs.getByLabel('Memory', { exact: true });
  await memory.pressSequentially('2G');
  const cpu = mine.getByLabel('CPU', { exact: true });
  await cpu.fill('2');
  await cpu.press('Enter');
  await expect(theirs.getByLabel('CPU', { exact: true })).toHaveValue('2');
  // What is typed stays, and so does the cursor.
  await expect(memory).toBeFocused();
  await other.page.keyboard.type('i');
  await expect(memory).toHaveValue('2Gi');
  await expect(mine.getByLabel('Memory', { exact: true })).toHaveValue('2Gi');
  await expect(cpu).toHaveValue('2');

  // What is wrong is kept while the step gets another name.
  const retries = theirs.getByLabel('Retries', { exact: true });
  await retries.fill('many');
  await one.execute('cellway:rename-step', { step: 'check', name: 'judge' });
  await expect(theirs.getByRole('combobox').first()).toContainText('judge');
  await expect(other.step('judge')).toBeVisible();
  await expect(retries).toHaveValue('many');
});

test('what is suggested does not replace what another has made', async () => {
  await open('examples/bike_rides/bike_rides.ipynb');
  await one.execute('cellway:suggest-steps');
  const preview = one.page.getByRole('tabpanel', { name: /^Steps for/ });
  const accept = preview.getByRole('button', { name: 'Accept' });
  await expect(accept).toBeEnabled();
  await other.inFront('tag', '0d6db124', 'step:mine');
  await expect(preview.getByText('Somebody has made steps')).toBeVisible();
  await expect(accept).toBeDisabled();
  await other.inFront('tag', '0d6db124', 'skip');
  await expect(accept).toBeEnabled();
  await accept.click();
  await expect(other.node.locator('.jp-Cellway-step').nth(2)).toBeVisible();
  expect(await cellsOf(other, 'skip')).toContain('0d6db124');
});

test('a name is given to the cell that was chosen', async () => {
  await open('ui-tests/notebooks/tagging.ipynb');
  await one.inFront('activate', 'sort');
  // The command ends with the dialog.
  void one.execute('cellway:make-step').catch(() => undefined);
  const name = one.page.getByRole('dialog').getByLabel('Name of the step');
  await name.fill('order');
  await other.deleteCell('text');
  await expect(one.page.locator('.jp-Notebook:visible .jp-Cell')).toHaveCount(
    4
  );
  await name.press('Enter');
  await expect(other.step('order')).toBeVisible();
  expect(await cellsOf(other, 'block:order')).toEqual(['sort']);
});

test('a run of one is seen by the other, who goes on typing', async () => {
  const notebook = await open('ui-tests/notebooks/waiting.ipynb');
  await one.button('run').click();
  await one.expectStep('wait', 'running');
  await other.expectStep('wait', 'running');
  await expect(other.runs).toHaveCount(1);
  await other.expectButton('cancel', 'enabled');
  await other.edit('cell-5', 'print("typed meanwhile", total)');
  const folder = path.join(COLLABORATION.root, path.dirname(notebook));
  await writeFile(path.join(folder, 'go'), '');
  await one.expectRun('succeeded');
  await other.expectRun('succeeded');

  // What was typed stays; what it had printed before is of no use there.
  await other.execute('cellway:copy-outputs');
  const shown = one.page.locator('.jp-Notebook:visible');
  await expect(shown.getByText('100 rows', { exact: true })).toBeVisible();
  await expect(shown.getByText('typed meanwhile')).toBeVisible();
});
