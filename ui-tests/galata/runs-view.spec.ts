import { expect, test } from '../test';
import { Panel } from '../panel';
import { giveNotebook } from '../server';

test('runs are searched, named, kept, deleted, and compared', async ({
  page
}) => {
  const panel = new Panel(page);
  const notebook = await giveNotebook('ui-tests/notebooks/telling.ipynb');
  await panel.open(notebook);
  await panel.edit('cell-2', 'loss = sum(rows) / rounds');
  for (const [before, rounds] of ['40', '50', '60'].entries()) {
    await panel.node.getByLabel(/^rounds/).fill(rounds);
    await panel.button('run').click();
    await panel.expectRuns(before + 1, 'succeeded');
    await panel.edit('cell-4', `print("with ${rounds}")`);
  }
  await panel.node.getByLabel('All runs in a tab').click();
  const view = page.locator('.jp-CellwayRuns:visible');
  const rows = view.locator('tbody tr');
  await expect(rows).toHaveCount(3);
  // What each printed for its metric.
  await expect(rows.first()).toContainText('82.5');

  // Another name, found again.
  await rows.first().hover();
  await rows
    .first()
    .getByLabel(/^Name and note/)
    .click();
  await page.getByLabel('Name', { exact: true }).fill('the last');
  await page.getByRole('button', { name: 'Save', exact: true }).click();
  const search = view.getByLabel('Search in the runs');
  await search.fill('last rounds=60');
  await expect(rows).toHaveCount(1);
  await expect(rows).toContainText('the last');
  await search.fill('');

  // The best first.
  await view.getByRole('button', { name: 'loss' }).click();
  await expect(rows.first()).toContainText('123.75');
  await view.getByRole('button', { name: 'loss' }).click();
  await expect(rows.first()).toContainText('82.5');

  // What is pinned comes first, and cannot be deleted.
  await rows.last().getByLabel(/^Pin/).click();
  await expect(rows.first()).toContainText('123.75');
  await rows.first().getByRole('checkbox').check();
  await expect(view.getByRole('button', { name: 'Delete' })).toBeDisabled();
  await rows.first().getByRole('checkbox').uncheck();
  await rows.last().getByRole('checkbox').check();
  await view.getByRole('button', { name: 'Delete' }).click();
  await expect(rows).toHaveCount(2);
  await page.getByRole('button', { name: 'Undo', exact: true }).click();
  await expect(rows).toHaveCount(3);

  await view.getByLabel('Choose all').check();
  await view.getByRole('button', { name: 'Compare' }).click();
  const line = (name: string) =>
    rows.filter({ has: page.getByRole('rowheader', { name, exact: true }) });
  await expect(line('rounds').getByRole('cell')).toHaveText(['40', '50', '60']);
  await expect(line('loss').getByRole('cell')).toHaveText([
    '123.75',
    '99.0',
    '82.5'
  ]);
  await expect(view.locator('.jp-CellwayRuns-plot canvas')).toBeVisible();
  await expect(view.getByText('- print("with 40")')).toBeVisible();
  await expect(view.getByText('+ print("with 50")').first()).toBeVisible();
  await view.getByLabel('Only what differs').check();
  await expect(line('fail')).toHaveCount(0);
  await view.getByRole('button', { name: 'All Runs' }).click();
  await expect(rows).toHaveCount(3);
});

test('a run that was deleted is gone when the time to undo is over', async ({
  page
}) => {
  const panel = new Panel(page);
  await panel.open(await giveNotebook('ui-tests/notebooks/greeting.ipynb'));
  await panel.button('run').click();
  await panel.expectRun('succeeded');
  await panel.execute('cellway:open-runs');
  const view = page.locator('.jp-CellwayRuns:visible');
  await view.locator('tbody').getByRole('checkbox').check();
  await view.getByRole('button', { name: 'Delete' }).click();
  await expect(view.getByText('has not run as a pipeline yet')).toBeVisible();
  await expect(panel.runs).toHaveCount(1);
  await expect(panel.runs).toHaveCount(0);
});

test('the list of runs is one stop of the Tab key', async ({ page }) => {
  const panel = new Panel(page);
  await panel.open(await giveNotebook('ui-tests/notebooks/greeting.ipynb'));
  for (const count of [1, 2]) {
    await panel.button('run').click();
    await expect(panel.runs).toHaveCount(count);
    await panel.expectRun('succeeded');
  }
  await panel.execute('cellway:open-runs');
  const view = page.locator('.jp-CellwayRuns:visible');
  const rows = view.locator('tbody tr');
  await expect(rows).toHaveCount(2);
  await expect(view.locator('tbody [tabindex="0"]')).toHaveCount(1);

  // From the last heading on, and back.
  const [newest, oldest] = [rows.first(), rows.last()];
  const open = newest.getByTitle('Open the run');
  const heading = view.locator('thead button').last();
  await heading.focus();
  await page.keyboard.press('Tab');
  await expect(open).toBeFocused();
  await page.keyboard.press('Shift+Tab');
  await expect(heading).toBeFocused();
  await page.keyboard.press('Tab');

  // Rows up and down, what can be done with a run left and right.
  await page.keyboard.press('ArrowDown');
  await expect(oldest.getByTitle('Open the run')).toBeFocused();
  await page.keyboard.press('ArrowLeft');
  await expect(oldest.getByLabel(/^Name and note/)).toBeFocused();
  await page.keyboard.press('ArrowLeft');
  await page.keyboard.press('Enter');
  await expect(rows.first().getByLabel(/^Pin/)).toHaveAttribute(
    'aria-pressed',
    'true'
  );
  await page.keyboard.press('Home');
  await page.keyboard.press('ArrowLeft');
  await page.keyboard.press('Space');
  await expect(rows.first().getByRole('checkbox')).toBeChecked();
  // Where one was is where one comes back to.
  await page.keyboard.press('Shift+Tab');
  await page.keyboard.press('Tab');
  await expect(rows.first().getByRole('checkbox')).toBeFocused();
  await page.keyboard.press('ArrowRight');
  await page.keyboard.press('ArrowRight');
  await page.keyboard.press('ArrowRight');
  await page.keyboard.press('Enter');
  await expect(page.locator('.jp-CellwayRun:visible')).toBeVisible();
});
