import { expect, test } from '../test';
import type { Page } from '@playwright/test';
import { writeFile } from 'node:fs/promises';
import path from 'node:path';
import { Panel } from '../panel';
import { RunView } from '../run-view';
import { giveNotebook, onDisk } from '../server';

const TELLING = 'ui-tests/notebooks/telling.ipynb';

test('a run is followed in its tab: time line, progress, log, plots', async ({
  page
}) => {
  const notebook = await giveNotebook(TELLING);
  const panel = new Panel(page);
  const view = new RunView(page);
  await panel.open(notebook);
  await panel.button('run').click();
  await panel.expectStep('load', 'succeeded');
  await panel.node.getByLabel('Open the run in a tab').click();

  // What runs is what is shown first.
  await view.expectStep('train', 'running');
  const train = view.detail('train');
  const bar = train.getByRole('progressbar', { name: 'training' });
  await expect(bar).toHaveAttribute('value', '20');
  await expect(bar).toHaveAttribute('max', '40');
  await expect(train.getByText('20/40 · 00:02 left')).toBeVisible();
  await view.expectStep('check', 'waiting');
  await expect(view.node.getByText('rounds')).toBeVisible();

  await view.choose('load');
  const log = view.detail('load').getByRole('log');
  await expect(log).toHaveText('loaded 100 rows');
  await expect(log.locator('.ansi-green-fg')).toHaveText('loaded');
  // Also across colours.
  const find = view.detail('load').getByLabel('Find in the log');
  await drawSlowly(page);
  await find.fill('LOADED 100');
  await find.press('Enter');
  await expect(view.detail('load').getByText('1/1')).toBeVisible();
  await find.fill('');

  await writeFile(onDisk(path.dirname(notebook), 'go'), '');
  await view.expectRun('succeeded');
  await expect(view.row('train').locator('.jp-CellwayRun-work')).toBeVisible();
  await view.choose('plot');
  const plot = view.detail('plot');
  await expect(plot.getByRole('cell', { name: 'in a table' })).toBeVisible();
  await expect(plot.locator('.jp-RenderedSVG')).toBeVisible();
  await expect(plot.getByText('Cell 4')).toHaveCount(2);
  // One step after the other, by keyboard.
  await view.row('plot').getByRole('button').press('ArrowDown');
  await page.keyboard.press('Enter');
  await expect(view.detail('check').getByRole('log')).toHaveText(
    'the loss is 123.75'
  );
});

test('a failure leads to its cell, and the run goes on from there', async ({
  page
}) => {
  const panel = new Panel(page);
  const view = new RunView(page);
  await panel.open(await giveNotebook('ui-tests/notebooks/failing.ipynb'));
  await panel.button('run').click();
  await panel.expectRun('failed');
  await panel.execute('cellway:open-run-view');
  const check = view.detail('check');
  await expect(check.getByRole('alert')).toContainText('only 100 rows');
  await check.getByRole('button', { name: /^Go to cell/ }).click();
  await expect(page.locator('.jp-NotebookPanel:visible')).toBeVisible();
  await panel.expectActiveCell('cell-2');
  expect(await panel.cursorLine()).toBe(3);

  await panel.edit('cell-2', 'print("checked")');
  await page.getByRole('tab', { name: /^Run / }).click();
  await check.getByRole('button', { name: 'Run from Here' }).click();
  await panel.expectRun('succeeded');
  await expect(panel.runs).toHaveCount(2);
});

test('a run is cancelled and resumed in its tab', async ({ page }) => {
  const notebook = await giveNotebook('ui-tests/notebooks/waiting.ipynb');
  const panel = new Panel(page);
  const view = new RunView(page);
  await panel.open(notebook);
  await panel.button('run').click();
  await panel.expectStep('wait', 'running');
  await panel.execute('cellway:open-run-view');
  await view.node.getByRole('button', { name: 'Cancel' }).click();
  await view.expectRun('cancelled');
  await writeFile(onDisk(path.dirname(notebook), 'go'), '');
  await view.node.getByRole('button', { name: 'Resume' }).click();
  await view.expectRun('succeeded');
  await view.expectStep('report', 'succeeded');
});

test('the outputs of a run come into the notebook, and go again', async ({
  page
}) => {
  const panel = new Panel(page);
  const view = new RunView(page);
  await panel.open(await giveNotebook('ui-tests/notebooks/greeting.ipynb'));
  await panel.button('run').click();
  await panel.expectRun('succeeded');
  const outputs = page.locator(
    '.jp-NotebookPanel:visible .jp-OutputArea-output'
  );
  await expect(outputs).toHaveCount(0);
  await panel.execute('cellway:open-run-view');
  await view.node
    .getByRole('button', { name: 'Copy Outputs into Notebook' })
    .click();
  await expect(outputs).toHaveText(/hello Ada/i);
  await panel.execute('notebook:undo-cell-action');
  await expect(outputs).toHaveCount(0);
  await panel.execute('notebook:redo-cell-action');
  await expect(outputs).toHaveText(/hello Ada/i);
  await page.getByRole('button', { name: 'Undo', exact: true }).click();
  await expect(outputs).toHaveCount(0);
});

test('a run keeps the name and the note that it is given', async ({ page }) => {
  const panel = new Panel(page);
  const view = new RunView(page);
  await panel.open(await giveNotebook('ui-tests/notebooks/greeting.ipynb'));
  await panel.button('run').click();
  await panel.expectRun('succeeded');
  await panel.execute('cellway:open-run-view');
  await view.node.getByLabel('Name and note…').click();
  await page.getByLabel('Name', { exact: true }).fill('the first');
  await page.getByLabel('Note', { exact: true }).fill('two\nlines');
  await page.getByRole('button', { name: 'Save', exact: true }).click();
  await expect(
    view.node.getByRole('heading', { name: 'the first' })
  ).toBeVisible();
  await expect(page.getByRole('tab', { name: 'the first' })).toBeVisible();
  await expect(view.node.getByText('two lines')).toBeVisible();
});

test('after a reload the tab is there again, and HTML is harmless', async ({
  page
}) => {
  const panel = new Panel(page);
  const view = new RunView(page);
  await panel.open(await giveNotebook('ui-tests/notebooks/greeting.ipynb'));
  await panel.edit(
    'cell-3',
    'from IPython.display import HTML, display\ndisplay(HTML("<b>bold</b><script>window.acted=1</script>"))'
  );
  await panel.button('run').click();
  await panel.expectRun('succeeded');
  await panel.execute('cellway:open-run-view');
  const bold = view.detail('say').locator('.jp-RenderedHTML b');
  const acted = (): Promise<unknown> =>
    page.evaluate(() => (window as { acted?: number }).acted);
  await view.choose('say');
  await expect(bold).toBeVisible();
  // Its person has just run the code: as in a notebook, it may act.
  await expect.poll(acted).toBe(1);

  // JupyterLab takes its time to write down what is open.
  const saved = (): Promise<string> =>
    page.evaluate(async () =>
      (await fetch('/lab/api/workspaces/default')).text()
    );
  await expect
    .poll(async () => (await saved()).split('cellway-run-view:').length)
    .toBeGreaterThan(2);
  await page.reload();
  await view.choose('say');
  await expect(bold).toBeVisible();
  expect(await acted()).toBeUndefined();
});

/** Lets people be faster than the browser: what it draws comes later. */
async function drawSlowly(page: Page): Promise<void> {
  await page.evaluate(() => {
    const soon = window.requestAnimationFrame.bind(window);
    window.requestAnimationFrame = draw =>
      soon(() => setTimeout(draw, 500, performance.now()));
  });
}
