import { expect, test } from '../test';
import type { Page } from '@playwright/test';
import { writeFile } from 'node:fs/promises';
import path from 'node:path';
import { Graph } from '../graph';
import { Panel } from '../panel';
import { giveNotebook, onDisk } from '../server';

const HOUSES = 'ui-tests/notebooks/houses.ipynb';

function menuItem(page: Page, name: string) {
  return page.getByRole('menuitem', { name, exact: true });
}

test('a step runs alone, or up to it, from the menus of its row, node and cell', async ({
  page
}) => {
  const panel = new Panel(page);
  await panel.open(await giveNotebook(HOUSES));
  await panel.expectStep('train', 'not run yet');

  // What it needs is not there: that is said, with the way out.
  await panel.step('train').click({ button: 'right' });
  await expect(menuItem(page, 'Run from Here')).toBeVisible();
  await menuItem(page, 'Run Only This Step').click();
  const problem = panel.node.getByRole('alert');
  await expect(problem).toContainText("step 'load', which it needs");
  await expect(panel.runs).toHaveCount(0);
  await problem.getByRole('button', { name: 'Run up to Here' }).click();
  await panel.expectRun('succeeded');
  await panel.expectStep('load', 'succeeded');
  await panel.expectStep('train', 'succeeded');
  await panel.expectStep('report', 'skipped');
  await expect(problem).toHaveCount(0);

  // By keyboard, in the graph.
  await panel.execute('cellway:open-graph');
  const node = Graph.inTab(page).step('train');
  await node.focus();
  await node.press('Shift+F10');
  await menuItem(page, 'Run Only This Step').click();
  await expect(panel.runs).toHaveCount(2);
  await panel.expectRun('succeeded');
  await panel.expectStep('load', /cache/);
  await panel.expectStep('train', 'succeeded');

  const cell = page.locator('.jp-Notebook .jp-CodeCell').last();
  await cell.locator('.jp-InputPrompt').click({ button: 'right' });
  await page.locator('.lm-Menu').getByText('Cellway', { exact: true }).click();
  await menuItem(page, 'Run up to Here').click();
  await expect(panel.runs).toHaveCount(3);
  await panel.expectRun('succeeded');
  await panel.expectStep('train', /cache/);
  await panel.expectStep('report', 'succeeded');
});

test('a notebook that is seen beside the one in front shows how its run goes', async ({
  page
}) => {
  const waiting = await giveNotebook('ui-tests/notebooks/waiting.ipynb');
  const panel = new Panel(page);
  await panel.open(waiting);
  await panel.button('run').click();
  await panel.expectStep('wait', 'running');
  await panel.execute('docmanager:open', {
    path: await giveNotebook(HOUSES),
    kernelPreference: { shouldStart: false, canStart: false },
    options: { mode: 'split-right' }
  });
  await panel.expectStep('train', 'not run yet');
  const beside = page.locator('.jp-NotebookPanel').first();
  const state = beside
    .getByRole('group', { name: 'Step report', exact: true })
    .getByRole('img');
  await expect(state).toHaveAccessibleName('waiting');
  await writeFile(onDisk(path.dirname(waiting), 'go'), '');
  await expect(state).toHaveAccessibleName('succeeded');
});
