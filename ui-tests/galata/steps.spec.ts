import { expect, test } from '../test';
import { writeFile } from 'node:fs/promises';
import { expectAccessible } from '../accessibility';
import { Graph } from '../graph';
import { Panel } from '../panel';
import { giveNotebook, onDisk } from '../server';

const RAIN = 'ui-tests/notebooks/rain.ipynb';
const FAILING = 'ui-tests/notebooks/failing.ipynb';

test('each step is one row, with what it takes and gives', async ({ page }) => {
  const panel = new Panel(page);
  await panel.open(await giveNotebook(RAIN));
  await expect(panel.rows).toHaveCount(7);
  await expect(panel.step('toss_a_coin')).toContainText(
    'observations → baseline'
  );
  await expect(panel.row('toss_a_coin')).toHaveAccessibleDescription(
    /^not run yet, 1 cell\. Takes observations\. Gives baseline\. .*not seeded/
  );
  await expect(
    panel.step('toss_a_coin').getByRole('img', { name: /^Diagnostics/ })
  ).toBeVisible();
  await expect(panel.node.locator('.jp-CellwayGraph')).toHaveCount(0);
});

test('rows, cells and lines find each other', async ({ page }) => {
  const panel = new Panel(page);
  await panel.open(await giveNotebook(RAIN));
  const notebook = Graph.inPanel(page);
  const isLit = /jp-mod-lit/;
  await panel.row('train_model').hover();
  await expect.poll(() => notebook.lit()).toEqual(['cell-8', 'cell-9']);
  for (const name of ['clean', 'train_model', 'report']) {
    await expect(panel.dotOf(name)).toHaveClass(isLit);
  }
  await expect(panel.dotOf('toss_a_coin')).not.toHaveClass(isLit);

  await panel.row('train_model').click();
  await expect.poll(() => notebook.selected()).toEqual(['cell-8', 'cell-9']);
  await expect(panel.row('train_model')).toHaveAttribute(
    'aria-current',
    'true'
  );
  // A click does not take people away from the list.
  await expect(panel.row('train_model')).toBeFocused();
  await page.mouse.move(900, 20);
  await panel.inFront('activate', 'cell-12');
  await expect(panel.row('report')).toHaveAttribute('aria-current', 'true');
  await expect(panel.row('train_model')).toHaveAttribute(
    'aria-current',
    'false'
  );
});

test('the list is walked by keyboard, with all that is known of a step', async ({
  page
}) => {
  const panel = new Panel(page);
  await panel.open(await giveNotebook(RAIN));
  const notebook = Graph.inPanel(page);
  await panel.row('load_observations').focus();
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('ArrowDown');
  await expect(panel.row('train_model')).toBeFocused();
  await expect.poll(() => notebook.lit()).toEqual(['cell-8', 'cell-9']);
  await page.keyboard.press('ArrowRight');
  await expect(panel.step('train_model')).toContainText(
    'Takes observations from load_observations.'
  );
  // It stays the same row, whatever its step is called.
  await panel.execute('cellway:rename-step', {
    step: 'train_model',
    name: 'fit'
  });
  await expect(panel.row('fit')).toBeFocused();
  await expect(panel.step('fit')).toContainText(
    'Takes observations from load_observations.'
  );
  await page.keyboard.press('ArrowLeft');
  await expect(panel.step('fit')).not.toContainText(
    'Takes observations from load_observations.'
  );
  await page.keyboard.press('Enter');
  await expect(page.locator('.jp-Notebook :focus')).toBeVisible();
  await expect.poll(() => notebook.selected()).toEqual(['cell-8', 'cell-9']);
});

test('lines change as the notebook is edited, dashed where nothing goes along', async ({
  page
}) => {
  const panel = new Panel(page);
  await panel.open(await giveNotebook(FAILING));
  const lines = panel.step('report').locator('.jp-Cellway-lane');
  await expect(lines).toHaveCount(1);
  await panel.edit('cell-3', 'print(1)');
  await expect(lines).toHaveCount(0);
  await Graph.inPanel(page).notebook(({ content }) => {
    const last = content.model?.sharedModel.getCell(3);
    last?.setMetadata('tags', ['step:summary', 'prev:check']);
  });
  const dashed = panel.step('summary').locator('.jp-Cellway-lane');
  await expect(dashed).toHaveCount(1);
  await expect(dashed).toHaveClass(/jp-mod-order/);
});

test('what went along is known after a run, down to type and size', async ({
  page
}) => {
  const panel = new Panel(page);
  await panel.open(await giveNotebook(FAILING));
  await panel.button('run').click();
  await panel.expectRun('failed');
  await panel.unfold('load');
  await expect(panel.step('load')).toContainText(
    /Gives rows list 100 \(\d+ B\) to check/
  );
});

test('the parts of a step have the names that the badges and the run have', async ({
  page
}) => {
  const panel = new Panel(page);
  await panel.open(await giveNotebook(FAILING));
  await panel.inFront('tag', 'cell-3', 'step:load');
  await expect(panel.row('load (2)')).toBeVisible();
  await expect(
    page.getByRole('button', { name: 'Step load (2)', exact: true })
  ).toBeVisible();
});

test('the steps are drawn instead, and so they are after a reload', async ({
  page
}) => {
  const panel = new Panel(page);
  await panel.open(await giveNotebook(FAILING));
  const kept = page.waitForRequest(
    request =>
      request.method() === 'PUT' &&
      request.url().includes('/api/workspaces/') &&
      (request.postData() ?? '').includes('"steps":"drawing"')
  );
  const button = panel.node.getByRole('button', { name: 'Draw the steps' });
  await expect(button).toHaveAttribute('aria-pressed', 'false');
  await button.click();
  const drawing = Graph.inPanel(page);
  await expect(drawing.step('check')).toBeVisible();
  await expect(panel.rows).toHaveCount(0);
  await kept;
  await page.reload();
  await expect(drawing.step('check')).toBeVisible();
  await expect(panel.rows).toHaveCount(0);
  await button.click();
  await panel.expectStep('check', 'not run yet');
  await expect(drawing.node).toHaveCount(0);
});

test('two hundred steps are listed, with lanes no wider than can be read', async ({
  page
}) => {
  const notebook = await giveNotebook(FAILING);
  await writeFile(onDisk(notebook), tangledNotebook(200));
  const panel = new Panel(page);
  await panel.open(notebook);
  await expect(panel.rows).toHaveCount(200);
  await expect(panel.row('s0')).toBeInViewport();
  const lanes = await panel.step('s0').locator('svg').first().boundingBox();
  const sign = await panel
    .step('s0')
    .locator('.jp-Cellway-status')
    .boundingBox();
  expect((sign?.x ?? Infinity) - (lanes?.x ?? 0)).toBeLessThan(80);

  // The step of the active cell comes into sight.
  await page.mouse.move(900, 20);
  await panel.inFront('activate', 'cell-199');
  await expect(panel.row('s199')).toBeInViewport();
});

for (const theme of ['JupyterLab Light', 'JupyterLab Dark High Contrast']) {
  test(`axe finds nothing in an unfolded list, ${theme}`, async ({ page }) => {
    await page.theme.setTheme(theme);
    const panel = new Panel(page);
    await panel.open(await giveNotebook(RAIN));
    await panel.unfold('toss_a_coin');
    await expect(panel.step('toss_a_coin')).toContainText('Uses the parameter');
    await panel.row('train_model').hover();
    await expectAccessible(page, '#cellway-panel');
  });
}

/** Each step takes what the last one has made, and some that were made long before. */
function tangledNotebook(steps: number): string {
  const cells = Array.from({ length: steps }, (_, index) => ({
    cell_type: 'code',
    id: `cell-${index}`,
    metadata: { tags: [`step:s${index}`] },
    execution_count: null,
    outputs: [],
    source: [index, index - 1, index - 17, index - 60]
      .filter(each => each >= 0)
      .map((each, place) => (place === 0 ? `v${each} = 1` : ` + v${each}`))
      .join('')
  }));
  return JSON.stringify({
    cells,
    metadata: { language_info: { name: 'python' } },
    nbformat: 4,
    nbformat_minor: 5
  });
}
