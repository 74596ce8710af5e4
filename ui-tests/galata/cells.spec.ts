import { expect, test } from '../test';
import { Panel } from '../panel';
import { giveNotebook } from '../server';

test('an error leads to its cell, wherever that is now', async ({ page }) => {
  const panel = new Panel(page);
  await panel.open(await giveNotebook('ui-tests/notebooks/failing.ipynb'));
  await panel.button('run').click();
  await panel.expectRun('failed');
  await panel.expectStep('check', 'failed');
  const failure = panel
    .step('check')
    .getByRole('button', { name: 'ValueError: only 100 rows' });
  await failure.click();
  await panel.expectActiveCell('cell-2');
  expect(await panel.cursorLine()).toBe(3);

  // The cell gets another place, and then none.
  await panel.deleteCell('cell-0');
  await panel.inFront('activate', 'cell-1');
  await failure.click();
  await panel.expectActiveCell('cell-2');
  await panel.inFront('tag', 'cell-3', 'step:check');
  await panel.deleteCell('cell-2');
  await failure.click();
  await expect(page.getByText('is no longer in the notebook')).toBeVisible();
});

test('a run from a step takes the notebook as it is shown', async ({
  page
}) => {
  const panel = new Panel(page);
  await panel.open(await giveNotebook('ui-tests/notebooks/failing.ipynb'));
  await panel.button('run').click();
  await panel.expectRun('failed');
  await panel.edit('cell-2', 'print("checked")');
  await panel.step('check').hover();
  await panel.step('check').getByLabel('Run from check').click();
  await panel.expectRun('succeeded');
  await panel.expectStep('check', 'succeeded');
  await expect(panel.runs).toHaveCount(2);
});

test('a diagnostic leads to its line', async ({ page }) => {
  const panel = new Panel(page);
  await panel.open(await giveNotebook('ui-tests/notebooks/unseeded.ipynb'));
  const diagnostic = panel.node.getByRole('button', { name: /not seeded/ });
  await expect(diagnostic.getByRole('img', { name: 'Remark' })).toBeVisible();
  await diagnostic.click();
  await panel.expectActiveCell('cell-3');
  expect(await panel.cursorLine()).toBe(2);
  await panel.edit('cell-3', 'noise = 1');
  await expect(diagnostic).toBeHidden();
});

test('the list of steps is used by keyboard alone', async ({ page }) => {
  const panel = new Panel(page);
  await panel.open(await giveNotebook('ui-tests/notebooks/failing.ipynb'));
  await panel.button('run').click();
  await panel.expectRun('failed');
  await panel
    .step('load')
    .getByRole('button', { name: 'load', exact: true })
    .focus();
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('ArrowRight');
  await expect(panel.step('check').getByRole('log')).toContainText('Traceback');
  await page.keyboard.press('ArrowLeft');
  await expect(panel.step('check').getByRole('log')).toBeHidden();
  await page.keyboard.press('Tab');
  await expect(panel.step('check').getByLabel('Run from check')).toBeFocused();
  await page.keyboard.press('Shift+Tab');
  await page.keyboard.press('End');
  await page.keyboard.press('Enter');
  await panel.expectActiveCell('cell-3');
});
