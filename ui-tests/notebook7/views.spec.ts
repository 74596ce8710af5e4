import { expect, test, type Page } from '@playwright/test';
import { Panel } from '../panel';
import { RunView } from '../run-view';
import { giveNotebook } from '../server';

async function open(page: Page, notebook: string): Promise<Panel> {
  await page.goto(`notebooks/${notebook}`);
  await page.waitForFunction(() => window.jupyterapp?.restored);
  return new Panel(page);
}

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
  const panel = await open(
    page,
    await giveNotebook('ui-tests/notebooks/failing.ipynb')
  );
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
