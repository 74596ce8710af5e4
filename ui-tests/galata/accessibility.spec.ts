import { expect, test } from '../test';
import { writeFile } from 'node:fs/promises';
import path from 'node:path';
import {
  expectAccessible,
  expectAccessibleInAllThemes
} from '../accessibility';
import { Panel } from '../panel';
import { RunView } from '../run-view';
import { giveNotebook, onDisk } from '../server';

test('axe finds nothing serious in any view, in any theme', async ({
  page
}) => {
  test.setTimeout(240_000);
  const panel = new Panel(page);
  const view = new RunView(page);
  const notebook = await giveNotebook('ui-tests/notebooks/telling.ipynb');
  await panel.open(notebook);
  await panel.node.getByLabel(/^rounds/).fill('many');
  await expectAccessibleInAllThemes(
    page,
    '#cellway-panel',
    '[data-jp-item-name="cellway-run"]'
  );

  await panel.inFront('activate', 'cell-2');
  void panel.execute('cellway:rename-step', { step: 'train' });
  const dialog = page.locator('.jp-Dialog');
  await dialog.locator('input').fill('Bad name');
  await expectAccessibleInAllThemes(page, '.jp-Dialog-content');
  await dialog.getByRole('button', { name: 'Cancel' }).click();

  await panel.node.getByLabel(/^rounds/).fill('40');
  await panel.button('run').click();
  await panel.expectStep('load', 'succeeded');
  await panel.execute('cellway:open-run-view');
  await expect(view.detail('train').getByRole('progressbar')).toBeVisible();
  await expectAccessibleInAllThemes(
    page,
    '.jp-CellwayRun',
    '.jp-Cellway-statusItem'
  );
  await writeFile(onDisk(path.dirname(notebook), 'go'), '');
  await view.expectRun('succeeded');
  await view.choose('plot');
  await expect(view.detail('plot').locator('img')).toBeVisible();
  await expectAccessible(page, '.jp-CellwayRun');

  await panel.node.getByLabel(/^fail/).check();
  await page.getByRole('tab', { name: /^telling/ }).click();
  await panel.button('run').click();
  await panel.expectRun('failed');
  await panel.execute('cellway:show-artifacts', { step: 'check' });
  const values = page.locator('.jp-CellwayStepView');
  await expect(values).toContainText('asked to fail');
  await expectAccessibleInAllThemes(
    page,
    '#cellway-panel',
    '.jp-CellwayStepView'
  );
  await panel.execute('cellway:open-run-view');
  await expect(view.node.getByRole('alert')).toBeVisible();
  await expectAccessibleInAllThemes(page, '.jp-CellwayRun:not(.lm-mod-hidden)');
  await view.node.getByRole('button', { name: 'Name and note' }).click();
  await expectAccessible(page, '.jp-Dialog-content');
  await page.keyboard.press('Escape');

  await panel.execute('cellway:open-runs');
  const runs = page.locator('.jp-CellwayRuns:visible');
  await runs.getByLabel('Choose all').check();
  await expectAccessibleInAllThemes(page, '.jp-CellwayRuns');
  await runs.getByRole('button', { name: 'Compare' }).click();
  await expect(runs.locator('.jp-CellwayRuns-plot canvas')).toBeVisible();
  // The button that was pressed is gone; the focus is not.
  await expect(runs.getByRole('button', { name: 'All Runs' })).toBeFocused();
  await expectAccessibleInAllThemes(page, '.jp-CellwayRuns');
  await page.keyboard.press('Enter');
  await runs.getByRole('button', { name: 'Delete' }).click();
  await expect(page.locator('.Toastify__toast').last()).toContainText(
    'runs were deleted'
  );
  await expectAccessible(page, '.jp-CellwayRuns', '.Toastify');
  await page.getByRole('button', { name: 'Undo', exact: true }).click();
});
