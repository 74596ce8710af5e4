import { expect, test } from '../test';
import type { INotebookTracker, NotebookPanel } from '@jupyterlab/notebook';
import type { Locator, Page } from '@playwright/test';
import { readFile } from 'node:fs/promises';
import { Panel } from '../panel';
import { giveNotebook } from '../server';

const NOTEBOOK = 'ui-tests/notebooks/too-dry.ipynb';
const MENDED = 'rain["wet"] = rain["mm"] > least / 2';

/** The view of a step. */
function viewOf(page: Page): Locator {
  return page.locator('.jp-CellwayStepView');
}

/** A variable in the view. */
function valueOf(page: Page, name: string): Locator {
  return viewOf(page)
    .locator('.jp-Cellway-value')
    .filter({ has: page.getByText(name, { exact: true }) });
}

/** Runs a cell in the kernel, and gives what it shows then. */
async function runCell(page: Page, id: string): Promise<string> {
  const panel = new Panel(page);
  await panel.inFront('activate', id);
  await panel.execute('notebook:run-cell');
  return outputsOf(page, id);
}

async function outputsOf(page: Page, id: string): Promise<string> {
  return page.evaluate(id => {
    const panel = window.jupyterapp.shell
      .currentWidget as INotebookTracker['currentWidget'];
    const cell = panel?.content.widgets.find(each => each.model.id === id);
    return JSON.stringify(cell?.model.toJSON().outputs);
  }, id);
}

test('a failure is understood, mended in the kernel, and run again from there', async ({
  page
}) => {
  const panel = new Panel(page);
  await panel.open(await giveNotebook(NOTEBOOK));
  await panel.button('run').click();
  await panel.expectStep('check', 'failed');

  await panel.step('check').getByLabel('Inputs and outputs of check').click();
  const view = viewOf(page);
  await expect(view).toContainText('AssertionError: too dry');
  await expect(view.getByRole('log')).toContainText('checking Dunes');
  await expect(valueOf(page, 'least')).toContainText('0.5');
  await expect(valueOf(page, 'rain')).toContainText('DataFrame 500 × 2');
  await valueOf(page, 'rain').getByRole('button').first().click();
  // As it was when the step began.
  const head = valueOf(page, 'rain').locator('thead th');
  await expect(head).toHaveText(['', 'dayint64', 'mmfloat64']);
  await valueOf(page, 'rain').getByLabel('Rows behind').click();
  const first = valueOf(page, 'rain').locator('tbody th').first();
  await expect(first).toHaveText('20');
  await expect(valueOf(page, 'rain')).toContainText(
    'It shares objects with view.'
  );

  const load = view
    .getByRole('region', { name: 'Failure' })
    .getByText('Load inputs into kernel');
  await load.click();
  await expect(page.getByText(/Loaded into the kernel: .*rain/)).toBeVisible();
  await panel.expectActiveCell('cell-5');
  expect(await runCell(page, 'cell-5')).toContain('too dry');

  // What the failing cell has done to the kernel goes only if one says so.
  await load.click();
  const dialog = page.locator('.jp-Dialog');
  await expect(dialog).toContainText('rain');
  await dialog.getByRole('button', { name: 'Cancel' }).click();
  await load.click();
  await dialog.getByRole('button', { name: 'Replace' }).click();
  await expect(dialog).toHaveCount(0);
  // Then the cell has the focus again.
  await page.waitForFunction(() =>
    window.jupyterapp.shell.currentWidget?.hasClass('jp-NotebookPanel')
  );

  await panel.edit(
    'cell-5',
    `print(station.name)\n${MENDED}\nassert view["wet"].mean() > 0.6, "too dry"\nrain.columns`
  );
  await expect
    .poll(() => runCell(page, 'cell-5'))
    .toContain("'day', 'mm', 'wet'");
  await view.getByText('Run what has changed').click();
  await panel.expectRun('succeeded');
  await panel.expectStep('load', /cache/);
  await panel.expectStep('check', 'succeeded');
  await panel.expectStep('report', 'succeeded');
});

test('what a step has left is seen, loaded and downloaded', async ({
  page
}) => {
  const panel = new Panel(page);
  await panel.open(await giveNotebook(NOTEBOOK));
  await panel.button('run').click();
  await panel.expectStep('check', 'failed');
  await panel.execute('cellway:show-artifacts', { step: 'load' });

  const picture = valueOf(page, 'picture');
  await expect(picture).toContainText('ndarray uint8 40 × 60 × 3');
  await picture.getByRole('button').first().click();
  await expect(picture).toContainText('Read by report.');
  await expect(picture.locator('img')).toBeVisible();
  const download = page.waitForEvent('download');
  await picture.getByText('Download').click();
  const file = await download;
  expect(file.suggestedFilename()).toBe('load.picture.npy');
  const bytes = await readFile(await file.path());
  expect(bytes.subarray(1, 6).toString()).toBe('NUMPY');

  await picture.getByText('Load into kernel').click();
  await expect(page.getByText('Loaded into the kernel: picture')).toBeVisible();

  // A kernel that works is not disturbed.
  const statusOfKernel = (code = ''): Promise<string | undefined> =>
    page.evaluate(code => {
      for (const widget of window.jupyterapp.shell.widgets('main')) {
        const kernel = (widget as NotebookPanel).sessionContext?.session
          ?.kernel;
        if (kernel) {
          if (code !== '') {
            kernel.requestExecute({ code });
          }
          return kernel.status;
        }
      }
      return undefined;
    }, code);
  await expect.poll(() => statusOfKernel()).toBe('idle');
  await statusOfKernel('while True: pass');
  await expect.poll(() => statusOfKernel()).toBe('busy');
  await panel.step('check').getByText('Load inputs into kernel').click();
  await expect(page.getByText('The kernel is busy.')).toBeVisible();

  await panel.execute('cellway:open-run-view');
  const run = page.locator('.jp-CellwayRun');
  await run.getByRole('tab', { name: 'Values' }).click();
  await expect(run.getByRole('region', { name: 'Inputs' })).toContainText(
    'station'
  );
});

test('the values and a comparison are there again after a reload', async ({
  page
}) => {
  const panel = new Panel(page);
  await panel.open(await giveNotebook('ui-tests/notebooks/greeting.ipynb'));
  for (const [before, name] of ['Ada', 'Grace'].entries()) {
    await panel.node.getByLabel(/^name/).fill(name);
    await panel.button('run').click();
    await panel.expectRuns(before + 1, 'succeeded');
  }
  await panel.execute('cellway:show-artifacts', { step: 'greet' });
  await viewOf(page).getByLabel('Step').selectOption('say');
  await panel.execute('cellway:open-runs');
  const runs = page.locator('.jp-CellwayRuns:visible');
  await runs.getByLabel('Choose all').check();
  await runs.getByRole('button', { name: 'Compare' }).click();
  await expect(runs.getByText('Only what differs')).toBeVisible();

  // JupyterLab takes its time to write down what is open.
  const saved = (): Promise<string> =>
    page.evaluate(async () =>
      (await fetch('/lab/api/workspaces/default')).text()
    );
  await expect.poll(saved).toMatch(/"step":\s*"say"/);
  await expect.poll(saved).toMatch(/"compare":\s*\["/);
  await page.reload();
  await expect(runs.getByText('Only what differs')).toBeVisible();
  await expect(runs.getByText('Ada')).toBeVisible();
  await page.getByRole('tab', { name: 'Values of greeting.ipynb' }).click();
  await expect(viewOf(page).getByLabel('Step')).toHaveValue('say');
  await expect(valueOf(page, 'text')).toContainText('Hello Grace');
});
