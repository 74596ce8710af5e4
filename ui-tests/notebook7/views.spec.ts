import { expect, test, type Page } from '@playwright/test';
import { Badges } from '../badges';
import { Panel } from '../panel';
import { RunView } from '../run-view';
import { giveNotebook } from '../server';

async function pick(page: Page, menu: string, item: string): Promise<void> {
  await page.getByRole('menuitem', { name: menu, exact: true }).click();
  await page.getByRole('menuitem', { name: item, exact: true }).click();
}

/** From the palette. */
async function choose(page: Page, command: string): Promise<void> {
  await page.keyboard.press('Control+Shift+c');
  await page.keyboard.type(command);
  await page.keyboard.press('Enter');
}

test('a failure is understood in Jupyter Notebook', async ({
  page,
  context
}) => {
  const notebook = await giveNotebook('ui-tests/notebooks/failing.ipynb');
  const panel = await Panel.at(page, `notebooks/${notebook}`);
  await page.locator('[data-jp-item-name="cellway-run"] jp-button').click();

  const toast = page.locator('.Toastify__toast', { hasText: 'only 100 rows' });
  await toast.getByRole('button', { name: 'Go to Cell' }).click();
  await panel.expectActiveCell('cell-2');
  expect(await panel.cursorLine()).toBe(3);
  // It is the notebook that was there.
  expect(context.pages()).toHaveLength(1);

  // Below the notebook: the run, all runs and values, one at a time.
  const run = new RunView(page);
  await choose(page, 'open run view');
  await run.expectStep('check', 'failed');
  await expect(run.detail('check')).toBeInViewport({ ratio: 0.9 });
  await run
    .detail('check')
    .getByRole('button', { name: 'Go to cell 3' })
    .click();
  await panel.expectActiveCell('cell-2');

  await choose(page, 'show all runs');
  const runs = page.locator('.jp-CellwayRuns');
  await expect(runs.getByText('failed')).toBeInViewport();
  await expect(run.node).toBeHidden();
  await pick(page, 'Run', 'Show Inputs and Outputs of a Step');
  const values = page.locator('.jp-CellwayStepView');
  await expect(values.getByText('only 100 rows').first()).toBeInViewport();
  await expect(runs).toBeHidden();
  await panel.execute('cellway:open-run-view');
  await expect(run.row('check')).toBeInViewport();

  // Beside it: the graph, wide enough for one.
  await pick(page, 'View', 'Show Pipeline Graph');
  const graph = page.locator('.jp-CellwayGraph-widget');
  await expect(graph.locator('[data-step]')).toHaveCount(3);
  await expect(graph.locator('.jp-CellwayGraph-label')).not.toHaveCount(0);

  const executed = context.waitForEvent('page');
  await run.node
    .getByRole('button', { name: 'Open Executed Notebook' })
    .click();
  const history = await executed;
  await expect(history.getByText('notebook is read-only')).toBeVisible();
  await expect(history.getByText('only 100 rows').last()).toBeVisible();
});

test('a notebook is tagged and mended in Jupyter Notebook', async ({
  page
}) => {
  const notebook = await giveNotebook('ui-tests/notebooks/problems.ipynb');
  const panel = await Panel.at(page, `notebooks/${notebook}`);
  const badges = new Badges(page);
  const menu = page.locator('.lm-Menu');
  await expect(badges.of('load')).toBeVisible();
  await panel.expectNothingToUndo();

  // By keys, by the button on the cell and by the menu.
  await badges.cell(1).locator('.jp-InputPrompt').click();
  await page.keyboard.press('t');
  await page.keyboard.press('k');
  await expect(badges.of('clean')).toBeHidden();
  await page.keyboard.press('z');
  await expect(badges.of('clean')).toBeVisible();
  const tag = '.jp-cell-toolbar [data-jp-item-name="cellway-tag"] jp-button';
  await page.locator(tag).click();
  await menu.getByText('Mark as Functions').click();
  await expect(badges.of('clean')).toBeHidden();
  await panel.execute('notebook:undo-cell-action');
  await expect(badges.of('clean')).toBeVisible();
  await page.getByRole('menuitem', { name: 'Edit', exact: true }).click();
  await menu.getByText('Pipeline Step').click();
  await menu.getByText('Rename Step…').click();
  await page.getByLabel('Name of the step').fill('tidy_up');
  await page.keyboard.press('Enter');
  await expect(badges.of('tidy_up')).toBeVisible();

  const marks = badges.cell(2).locator('.jp-Cellway-problemMark');
  await expect(marks).toHaveText(['rows']);
  await badges.cell(2).locator('.cm-content').click();
  await page.keyboard.press('F8');
  await page.keyboard.press('Control+.');
  await badges.menuItem('Run report after load').click();
  await expect(marks).toHaveCount(0);
});

test('what runs is on the page of the files of Jupyter Notebook', async ({
  page,
  context
}) => {
  const notebook = await giveNotebook('ui-tests/notebooks/waiting.ipynb');
  const panel = await Panel.at(page, `notebooks/${notebook}`);
  await page.locator('[data-jp-item-name="cellway-run"] jp-button').click();
  await panel.expectStep('wait', 'running');
  const files = await context.newPage();
  await files.goto('tree');
  await files.getByRole('tab', { name: 'Running' }).click();
  await files.getByTitle(`${notebook}\nBegan`).click();
  const run = new RunView(files);
  await run.expectStep('wait', 'running');
  await expect(run.row('wait')).toBeInViewport();
  await run.node.getByRole('button', { name: 'Cancel' }).click();
  await run.expectRun('cancelled');
  await panel.expectRun('cancelled');
});
