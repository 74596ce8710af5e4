import { expect, test } from '../test';
import { writeFile } from 'node:fs/promises';
import path from 'node:path';
import { Panel } from '../panel';
import { giveNotebook, onDisk } from '../server';

test('a run is seen from its start to its executed notebook', async ({
  page
}) => {
  const notebook = await giveNotebook('ui-tests/notebooks/waiting.ipynb');
  const panel = new Panel(page);
  await panel.open(notebook);
  await panel.expectStep('load', 'not run yet');

  await panel.button('run').click();
  await panel.expectStep('load', 'succeeded');
  await panel.expectStep('wait', 'running');
  await panel.expectStep('report', 'waiting');
  await panel.expectRun('running');
  await expect(panel.step('wait')).toContainText('waiting for go');
  await panel.expectButton('run', 'disabled');

  await writeFile(onDisk(path.dirname(notebook), 'go'), '');
  await panel.expectRun('succeeded');
  await panel.expectStep('report', 'succeeded');
  await panel.unfold('report');
  await expect(panel.step('report').getByRole('log')).toHaveText(
    'the total is 4950'
  );

  await expect(panel.runs).toHaveCount(1);
  await panel.runs.first().click();
  const executed = page.locator('.jp-NotebookPanel:visible');
  await expect(executed.getByText('the total is 4950')).toBeVisible();
  await expect(
    page.getByRole('tab', { name: /^waiting \(run .*\)\.ipynb$/ })
  ).toBeVisible();
  await expect(
    panel.node.getByText('This is what a run has left')
  ).toBeVisible();
});

test('a run is cancelled', async ({ page }) => {
  const panel = new Panel(page);
  await panel.open(await giveNotebook('ui-tests/notebooks/waiting.ipynb'));
  await panel.button('run').click();
  await panel.expectStep('wait', 'running');
  await panel.button('cancel').click();
  await panel.expectRun('cancelled');
  await panel.expectStep('wait', 'cancelled');
  await panel.expectButton('run', 'enabled');
});

test('a run goes on after the service was killed', async ({ page }) => {
  const notebook = await giveNotebook('ui-tests/notebooks/waiting.ipynb');
  const panel = new Panel(page);
  await panel.open(notebook);
  await panel.button('run').click();
  await panel.expectStep('wait', 'running');

  const health = await page.request.get('/cellway/api/health');
  process.kill((await health.json()).pid, 'SIGKILL');
  await panel.expectRun('interrupted');
  await panel.expectStep('load', 'succeeded');

  await writeFile(onDisk(path.dirname(notebook), 'go'), '');
  await panel.button('resume').click();
  await panel.expectRun('succeeded');
  await panel.expectStep('report', 'succeeded');
});

test('a notebook that is renamed while it runs is still followed', async ({
  page
}) => {
  const notebook = await giveNotebook('ui-tests/notebooks/waiting.ipynb');
  const folder = path.dirname(notebook);
  const panel = new Panel(page);
  await panel.open(notebook);
  await panel.button('run').click();
  await panel.expectStep('wait', 'running');
  await page.contents.renameFile(notebook, `${folder}/other.ipynb`);
  await expect(panel.node.getByText('other.ipynb')).toBeVisible();
  await writeFile(onDisk(folder, 'go'), '');
  await panel.expectRun('succeeded');
});
