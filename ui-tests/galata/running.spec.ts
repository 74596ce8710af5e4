import { expect, test } from '../test';
import { spawn } from 'node:child_process';
import { readdir, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { Panel } from '../panel';
import { giveNotebook, LAB, onDisk, TOKEN } from '../server';

test('a run is among what runs, and in the status bar', async ({ page }) => {
  const panel = new Panel(page);
  await panel.open(await giveNotebook('ui-tests/notebooks/waiting.ipynb'));
  await panel.button('run').click();
  await panel.expectStep('wait', 'running');
  const item = page.getByRole('button', { name: /^Run: \d\/\d/ });
  await expect(item).toContainText('Run: 1/3');
  await item.click();
  await expect(page.locator('.jp-CellwayRun')).toBeVisible();

  await page.sidebar.openTab('jp-running-sessions');
  const running = page.locator('.jp-RunningSessions-item', {
    hasText: 'waiting.ipynb'
  });
  const run = running.filter({
    has: page.locator('[data-icon="cellway:pipeline"]')
  });
  await expect(run).toBeVisible();
  await run.hover();
  await run.getByTitle('Cancel').click();
  await expect(run).toBeHidden();
  await expect(item).toBeHidden();
  await page.sidebar.openTab('cellway-panel');
  await panel.expectRun('cancelled');
});

test('a run that fails out of sight tells so, and leads to its cell', async ({
  page
}) => {
  const notebook = await giveNotebook('ui-tests/notebooks/waiting.ipynb');
  const panel = new Panel(page);
  await panel.open(notebook);
  await panel.edit('cell-4', 'x = 1\nraise ValueError("no total")');
  await panel.button('run').click();
  await panel.expectStep('wait', 'running');
  await panel.open(await giveNotebook('ui-tests/notebooks/greeting.ipynb'));
  await writeFile(onDisk(path.dirname(notebook), 'go'), '');
  const toast = page.locator('.Toastify__toast', { hasText: 'no total' });
  await expect(toast).toContainText(
    'waiting.ipynb: wait failed: ValueError: no total'
  );
  await toast.getByRole('button', { name: 'Go to Cell' }).click();
  await panel.expectActiveCell('cell-4');
  expect(await panel.cursorLine()).toBe(2);
});

test('a page is told of the runs of others only where it has their notebook open', async ({
  page,
  browser
}) => {
  const notebook = await giveNotebook('ui-tests/notebooks/waiting.ipynb');
  const panel = new Panel(page);
  await panel.open(notebook);
  await panel.edit('cell-4', 'raise ValueError("no total")');
  await panel.button('run').click();
  await panel.expectStep('wait', 'running');

  const context = await browser.newContext({
    baseURL: LAB.url,
    extraHTTPHeaders: { Authorization: `token ${TOKEN}` }
  });
  const other = await Panel.at(await context.newPage(), 'lab?reset');
  await other.page.evaluate(() =>
    window.jupyterapp.shell.activateById('jp-running-sessions')
  );
  const listed = other.page.locator('.jp-RunningSessions-item', {
    has: other.page.locator('[data-icon="cellway:pipeline"]')
  });
  const inStatusBar = other.page.getByRole('button', { name: /^Run: \d\/\d/ });
  // JupyterLab has news of its own for who comes the first time.
  const toldOf = other.page.locator('.jp-Notification-List-Item', {
    hasText: 'waiting.ipynb'
  });
  const told = async (): Promise<number> => {
    await other.execute('apputils:display-notifications');
    return toldOf.count();
  };
  // JupyterLab may draw the list before what is in it is known.
  await expect(async () => {
    await other.page.getByRole('button', { name: 'Refresh List' }).click();
    await expect(listed).toHaveText(/waiting\.ipynb/, { timeout: 1000 });
  }).toPass();
  await expect(inStatusBar).toBeHidden();
  expect(await told()).toBe(0);
  await writeFile(onDisk(path.dirname(notebook), 'go'), '');
  await expect(listed).toBeHidden();
  expect(await told()).toBe(0);
  await expect(
    page.locator('.Toastify__toast', { hasText: 'no total' })
  ).toBeVisible();

  await rm(onDisk(path.dirname(notebook), 'go'));
  await other.open(notebook);
  await panel.button('run').click();
  await panel.expectStep('wait', 'running');
  await expect(inStatusBar).toBeVisible();
  await writeFile(onDisk(path.dirname(notebook), 'go'), '');
  await expect(
    other.page.locator('.Toastify__toast', { hasText: 'no total' })
  ).toBeVisible();
  await context.close();
});

test('a run that is refused for another leads to that one, and can end it', async ({
  page
}) => {
  const notebook = await giveNotebook('ui-tests/notebooks/waiting.ipynb');
  const panel = new Panel(page);
  await panel.open(notebook);
  await panel.expectButton('run', 'enabled');
  // The page is not to see the other run before it asks for its own.
  const list = '**/cellway/api/runs?notebook=*';
  await page.route(list, route => route.fulfill({ json: [] }));
  const other = spawn('cellway', ['run', path.basename(notebook)], {
    cwd: path.dirname(onDisk(notebook))
  });
  const ended = new Promise(resolve => other.on('exit', resolve));
  const folder = onDisk(path.dirname(notebook), '.cellway', 'notebooks');
  await expect
    .poll(async () => (await readdir(folder).catch(() => [])).length)
    .toBeGreaterThan(0);
  await panel.button('run').click();
  const refusal = panel.node.getByRole('alert');
  await expect(refusal).toContainText('The notebook is being run already.');
  await expect(refusal).not.toContainText(/cellway|--/);
  await page.unroute(list);
  await refusal.getByRole('button', { name: 'Show That Run' }).click();
  await expect(page.locator('.jp-CellwayRun')).toBeVisible();
  await refusal.getByRole('button', { name: 'Cancel That Run' }).click();
  await ended;
  await expect(refusal).toBeHidden();
  await panel.expectRun('cancelled');
  await panel.expectButton('run', 'enabled');
});

test('what stands in the form is there again after a reload', async ({
  page
}) => {
  const panel = new Panel(page);
  await panel.open(await giveNotebook('ui-tests/notebooks/greeting.ipynb'));
  await panel.node.getByLabel(/^times/).fill('7');
  await panel.node.getByLabel(/^shout/).check();
  await expect
    .poll(() =>
      page.evaluate(async () =>
        (await fetch('/lab/api/workspaces/default')).text()
      )
    )
    .toContain('cellway:parameters:');
  await page.reload();
  await expect(panel.node.getByLabel(/^times/)).toHaveValue('7');
  await expect(panel.node.getByLabel(/^shout/)).toBeChecked();
});
