import { expect, test, type Browser } from '@playwright/test';
import { writeFile } from 'node:fs/promises';
import path from 'node:path';
import { Badges } from '../badges';
import { Panel } from '../panel';
import { COLLABORATION, giveNotebook } from '../server';
import { join, newContext, waitForCells } from './people';

/** A person in Jupyter Notebook, which has one notebook a page. */
async function openNotebook7(
  browser: Browser,
  notebook: string
): Promise<Panel> {
  const context = await newContext(browser);
  const page = await context.newPage();
  const panel = await Panel.at(page, `notebooks/${notebook}`);
  await waitForCells(panel, notebook);
  return panel;
}

test('people in Jupyter Notebook and in JupyterLab work on one notebook', async ({
  browser
}) => {
  const notebook = await giveNotebook(
    'ui-tests/notebooks/waiting.ipynb',
    COLLABORATION
  );
  const lab = await join(browser);
  await lab.open(notebook);
  const one = await openNotebook7(browser, notebook);
  const [inLab, inOne] = [lab, one].map(({ page }) => new Badges(page));
  await expect(inOne.of('load')).toBeVisible();

  // What is tagged in one is seen, and undone, in each.
  await one.inFront('activate', 'cell-2');
  await one.execute('cellway:make-step', { name: 'made' });
  await expect(inLab.of('made')).toBeVisible();
  await lab.execute('cellway:rename-step', { step: 'wait', name: 'pause' });
  await expect(inOne.of('pause')).toBeVisible();
  await one.execute('notebook:undo-cell-action');
  await expect(inLab.of('load')).toBeVisible();
  await expect(inLab.of('pause')).toBeVisible();

  // A run is the notebook's, whoever has started it, wherever one looks.
  await one.page.locator('[data-jp-item-name="cellway-run"] jp-button').click();
  await lab.expectStep('pause', 'running');
  const state = (badges: Badges) => badges.of('pause').getByRole('img');
  await expect(state(inLab)).toHaveAccessibleName('running');
  await expect(state(inOne)).toHaveAccessibleName('running');
  const late = await openNotebook7(browser, notebook);
  const inLate = new Badges(late.page);
  await expect(state(inLate)).toHaveAccessibleName('running');
  await late.inFront('activate', 'cell-5');
  await late.execute('cellway:make-step', { name: 'tell' });
  await expect(inLab.of('tell')).toBeVisible();
  await expect(inOne.of('tell')).toBeVisible();

  const folder = path.join(COLLABORATION.root, path.dirname(notebook));
  await writeFile(path.join(folder, 'go'), '');
  await lab.expectRun('succeeded');
  await expect(state(inOne)).toHaveAccessibleName('succeeded');
  await expect(state(inLate)).toHaveAccessibleName('succeeded');

  // And another one, the other way round.
  await lab.button('run').click();
  await late.execute('cellway:show-panel');
  await expect(late.runs).toHaveCount(2);
  await late.expectRun('succeeded');
  await late.expectStep('tell', /unchanged/);
  await Promise.all([lab, one, late].map(({ page }) => page.context().close()));
});
