import { expect, test } from '../test';
import { readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { expectAccessible } from '../accessibility';
import { Graph } from '../graph';
import { Panel } from '../panel';
import { giveNotebook, onDisk } from '../server';

const RAIN = 'ui-tests/notebooks/rain.ipynb';
const FAILING = 'ui-tests/notebooks/failing.ipynb';

test('the graph changes as the notebook is edited', async ({ page }) => {
  const graph = await Graph.open(page, await giveNotebook(FAILING));
  await expect(graph.steps).toHaveCount(3);
  await expect(graph.labels).toHaveText(['rows']);

  await graph.notebook(({ content }) => {
    content.model?.sharedModel.getCell(3).setSource('print(1)');
  });
  await expect(graph.labels).toHaveCount(1);
  await expect(graph.node.locator('.jp-CellwayGraph-edge')).toHaveCount(1);
  await graph.notebook(({ content }) => {
    const last = content.model?.sharedModel.getCell(3);
    last?.setMetadata('tags', ['step:summary', 'prev:check']);
  });
  await expect(graph.step('summary')).toBeVisible();
  await expect(graph.step('report')).toHaveCount(0);
  await expect(graph.node.locator('.jp-mod-order')).toHaveCount(1);
});

test('steps, cells and lines find each other', async ({ page }) => {
  const graph = await Graph.open(page, await giveNotebook(RAIN));
  await graph.step('train_model').hover();
  await expect.poll(() => graph.lit()).toEqual(['cell-8', 'cell-9']);
  await expect(graph.place('clean')).not.toHaveClass(/jp-mod-dim/);
  await expect(graph.place('report')).not.toHaveClass(/jp-mod-dim/);
  await expect(graph.place('toss_a_coin')).toHaveClass(/jp-mod-dim/);

  await graph.step('train_model').click();
  await expect.poll(() => graph.selected()).toEqual(['cell-8', 'cell-9']);
  await expect(graph.place('train_model')).toHaveClass(/jp-mod-active/);
  // A click does not take people away from the graph.
  await expect(graph.step('train_model')).toBeFocused();
  await page.mouse.move(0, 0);
  await expect.poll(() => graph.lit()).toEqual([]);

  await graph.notebook(({ content }) => {
    content.deselectAll();
    content.activeCellIndex = 12;
  });
  await expect(graph.step('report')).toHaveAttribute('aria-current', 'true');
  await expect(graph.place('train_model')).not.toHaveClass(/jp-mod-active/);
});

test('the graph is walked by keyboard alone', async ({ page }) => {
  const graph = await Graph.open(page, await giveNotebook(RAIN));
  await graph.button('Save the graph as a picture, an SVG file').focus();
  await page.keyboard.press('Tab');
  await expect(graph.step('load_observations')).toBeFocused();
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('Home');
  await page.keyboard.press('End');
  await page.keyboard.press('ArrowUp');
  await expect(graph.step('load_observations')).not.toBeFocused();
  await graph.step('train_model').focus();
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('ArrowUp');
  await expect(graph.step('train_model')).toBeFocused();
  await expect.poll(() => graph.lit()).toEqual(['cell-8', 'cell-9']);
  await expect(graph.step('train_model')).toHaveAccessibleName(
    'train_model: not run yet, 2 cells'
  );

  await page.keyboard.press('Enter');
  await expect(page.locator('.jp-Notebook :focus')).toBeVisible();
  await expect.poll(() => graph.selected()).toEqual(['cell-8', 'cell-9']);
});

for (const theme of ['JupyterLab Light', 'JupyterLab Dark High Contrast']) {
  test(`axe finds nothing in the graph and the list, ${theme}`, async ({
    page
  }) => {
    await page.theme.setTheme(theme);
    const graph = await Graph.open(page, await giveNotebook(RAIN));
    await graph.step('train_model').click();
    await expect(graph.place('train_model')).toHaveClass(/jp-mod-active/);
    await page.mouse.move(0, 0);
    await expect(graph.node.locator('.jp-mod-dim')).toHaveCount(0);
    await expectAccessible(page, '.jp-CellwayGraph-widget');
    await graph.button('Show as list').click();
    await expect(graph.place('train_model')).toContainText('Takes');
    await expectAccessible(page, '.jp-CellwayGraph-widget');
  });
}

test('a list says in words what the graph shows', async ({ page }) => {
  const graph = await Graph.open(page, await giveNotebook(RAIN));
  await graph.button('Show as list').click();
  await expect(graph.steps).toHaveCount(7);
  await expect(
    graph.node.getByRole('list', { name: 'Steps and what goes between them' })
  ).toBeVisible();
  const step = graph.place('toss_a_coin');
  await expect(step).toContainText(
    'Takes observations from load_observations.'
  );
  await expect(step).toContainText('Gives baseline to report.');
  await expect(step).toContainText('Uses the parameter days.');
  await expect(step).toContainText('not seeded');
  await expect(
    graph.step('toss_a_coin').getByRole('img', { name: /^Diagnostics/ })
  ).toBeVisible();

  await graph.step('load_observations').focus();
  await page.keyboard.press('ArrowDown');
  await expect(graph.step('clean')).toBeFocused();
  await page.keyboard.press('Enter');
  await expect.poll(() => graph.selected()).toEqual(['cell-5']);
  await graph.button('Show as list').click();
  await expect(graph.labels.first()).toBeVisible();
});

test('a run is seen in the graph, and what went wrong in it', async ({
  page
}) => {
  const graph = await Graph.open(page, await giveNotebook(FAILING));
  const panel = new Panel(page);
  await panel.execute('cellway:run');
  await expect(graph.step('check')).toHaveAccessibleName(/^check: failed/);
  await expect(graph.step('load')).toHaveAccessibleName(
    /^load: succeeded, 1 cell, \d/
  );
  await expect(
    graph.step('check').getByRole('img', { name: /only 100 rows/ })
  ).toBeVisible();

  // Now that it is there, it is known what went along.
  await expect(graph.labels).toHaveText(['rows list 100']);

  // The sidebar shows the same, drawn as well as listed.
  await panel.execute('cellway:show-panel');
  await panel.expectStep('check', 'failed');
  await panel.node.getByRole('button', { name: 'Draw the steps' }).click();
  const small = Graph.inPanel(page);
  await expect(small.step('check')).toHaveAccessibleName(/^check: failed/);
});

test('it is zoomed and fitted', async ({ page }) => {
  const graph = await Graph.open(page, await giveNotebook(RAIN));
  const before = await graph.scale();
  await graph.button('Zoom in').click();
  await expect.poll(() => graph.scale()).toBeGreaterThan(before);
  await graph.button('Zoom out').click();
  await graph.button('Zoom out').click();
  await expect.poll(() => graph.scale()).toBeLessThan(before);
  await graph.button('Full size').click();
  await expect.poll(() => graph.scale()).toBe(100);

  await graph.step('clean').focus();
  await page.keyboard.press('-');
  await expect.poll(() => graph.scale()).toBe(80);
  await page.keyboard.press('1');
  await expect.poll(() => graph.scale()).toBe(100);

  // The point below the pointer stays there.
  const step = graph.step('train_model');
  await step.hover();
  const at = await step.boundingBox();
  await page.keyboard.down('Control');
  await page.mouse.wheel(0, -400);
  await page.keyboard.up('Control');
  await expect.poll(() => graph.scale()).toBeGreaterThan(150);
  const now = await step.boundingBox();
  const middle = (box: typeof at): number => (box ? box.x + box.width / 2 : 0);
  expect(Math.abs(middle(now) - middle(at))).toBeLessThan(40);
});

test('it is taken along as SVG and as Mermaid', async ({ page }) => {
  await page.context().grantPermissions(['clipboard-read', 'clipboard-write']);
  const graph = await Graph.open(page, await giveNotebook(RAIN));
  const download = page.waitForEvent('download');
  await graph.button('Save the graph as a picture, an SVG file').click();
  const file = await download;
  expect(file.suggestedFilename()).toBe('rain-graph.svg');
  const svg = await readFile(await file.path(), 'utf8');
  expect(svg).toContain('>train_model</text>');
  expect(svg).toContain('>observations</text>');
  // Whatever draws it knows nothing of JupyterLab's variables.
  expect(svg).not.toMatch(/var\(|undefined|NaN/);
  const colours = new Set(svg.match(/fill="rgb\([^"]*"/g));
  expect(colours.size).toBeGreaterThan(6);

  await graph
    .button('Copy the graph as a Mermaid diagram, for Markdown')
    .click();
  await expect(page.getByText('The graph is on the clipboard')).toBeVisible();
  const text = await page.evaluate(() => navigator.clipboard.readText());
  expect(text).toMatch(/^```mermaid\nflowchart TD\n/);
  expect(text).toContain('-->|"accuracy"|');
});

test('its tab follows its notebook, and is there again after a reload', async ({
  page
}) => {
  const notebook = await giveNotebook(FAILING);
  // JupyterLab writes its layout down a while after it has changed.
  const written = page.waitForRequest(
    request =>
      request.method() === 'PUT' &&
      request.url().includes('/api/workspaces/') &&
      (request.postData() ?? '').includes('cellway-graph')
  );
  await Graph.open(page, notebook);
  const tab = page.getByRole('tab', { name: 'Graph of failing.ipynb' });
  await expect(tab).toBeVisible();
  // Both are seen beside each other.
  await expect(page.locator('.jp-NotebookPanel')).toBeVisible();

  const panel = new Panel(page);
  await written;
  await page.reload();
  await expect(Graph.inTab(page).step('check')).toBeVisible();
  await panel.execute('cellway:open-graph', { path: notebook });
  await expect(tab).toHaveCount(1);

  // Another notebook in front leaves it as it is.
  await panel.open(await giveNotebook('ui-tests/notebooks/greeting.ipynb'));
  await expect(Graph.inTab(page).step('check')).toBeAttached();

  const renamed = path.join(path.dirname(notebook), 'other.ipynb');
  await page.contents.renameFile(notebook, renamed);
  await expect(
    page.getByRole('tab', { name: 'Graph of other.ipynb' })
  ).toBeVisible();
  await page.evaluate(() => {
    for (const widget of window.jupyterapp.shell.widgets('main')) {
      if (widget.title.label === 'other.ipynb') {
        widget.dispose();
      }
    }
  });
  await expect(page.locator('.jp-CellwayGraph-widget')).toHaveCount(0);
});

test('its tab is opened again after it was closed', async ({ page }) => {
  const graph = await Graph.open(page, await giveNotebook(FAILING));
  const tab = page.getByRole('tab', { name: 'Graph of failing.ipynb' });
  await tab.locator('.lm-TabBar-tabCloseIcon').click();
  await expect(graph.node).toHaveCount(0);
  await new Panel(page).execute('cellway:open-graph');
  await expect(graph.step('check')).toBeVisible();
});

test('two hundred steps are drawn, and all of them fit', async ({ page }) => {
  const notebook = await giveNotebook(FAILING);
  await writeFile(onDisk(notebook), longNotebook(200));
  const graph = await Graph.open(page, notebook);
  await expect(graph.steps).toHaveCount(200);
  await expect(graph.step('s0')).toBeInViewport();
  await graph.button('Fit').click();
  await expect(graph.step('s199')).toBeInViewport();
  await graph.button('Full size').click();
  await expect(graph.step('s199')).not.toBeInViewport();

  // The step of the active cell comes into sight.
  await graph.notebook(({ content }) => {
    content.activeCellIndex = 199;
  });
  await expect(graph.step('s199')).toBeInViewport();
});

/** Each step takes what the last one and one long before it have made. */
function longNotebook(steps: number): string {
  const cells = Array.from({ length: steps }, (_, index) => ({
    cell_type: 'code',
    id: `cell-${index}`,
    metadata: { tags: [`step:s${index}`] },
    execution_count: null,
    outputs: [],
    source: [index, index - 1, index - 10]
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
