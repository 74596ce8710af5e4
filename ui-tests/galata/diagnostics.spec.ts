import { expect, galata, test } from '../test';
import type { NotebookPanel } from '@jupyterlab/notebook';
import type { Locator, Page } from '@playwright/test';
import { writeFile } from 'node:fs/promises';
import { Panel } from '../panel';
import { giveNotebook, onDisk } from '../server';

const NOTEBOOK = 'ui-tests/notebooks/problems.ipynb';
/** How many cells it has. */
const CELLS = 4;
const FAILING = 'ui-tests/notebooks/failing.ipynb';

/** The marked pieces of text of a cell, counted from 0. */
function marks(page: Page, cell: number): Locator {
  return page
    .locator('.jp-Notebook .jp-Cell')
    .nth(cell)
    .locator('.jp-Cellway-problemMark');
}

function told(page: Page): Locator {
  return page.locator('.cm-tooltip-lint');
}

/** Presses the keys for quick fixes, which are there once the marks are loaded. */
async function askForFixes(page: Page): Promise<void> {
  await page.waitForFunction(() =>
    window.jupyterapp.commands.isEnabled('cellway:fix')
  );
  await page.keyboard.press('Control+.');
}

async function expectSpoken(page: Page, text: string): Promise<void> {
  await expect(page.locator('body > .jp-Cellway-spoken')).toContainText(text);
}

test('a mark appears while somebody types, and goes', async ({ page }) => {
  const panel = new Panel(page);
  await panel.open(await giveNotebook(NOTEBOOK));
  await expect(marks(page, 0)).toHaveCount(0);
  await page.locator('.jp-Notebook .cm-content').first().click();
  await page.keyboard.press('End');
  await page.keyboard.type(' + [😀');
  await expect(marks(page, 0)).not.toHaveCount(0);
  for (let i = 0; i < 5; i++) {
    await page.keyboard.press('Backspace');
  }
  await page.keyboard.type('+ [unheard_of]');
  await expect(marks(page, 0)).toHaveText(['unheard_of']);
  await page.keyboard.press('Home');
  await page.keyboard.type('# ');
  await expect(marks(page, 0)).toHaveCount(0);
});

test('a fix is done by mouse, and undone at once', async ({ page }) => {
  const panel = new Panel(page);
  await panel.open(await giveNotebook(NOTEBOOK));
  await expect(marks(page, 2)).toHaveText(['rows']);
  await marks(page, 2).hover();
  await expect(told(page)).toContainText('Step report reads rows');
  await told(page)
    .getByRole('button', { name: 'Run report after load' })
    .click();
  await expect(marks(page, 2)).toHaveCount(0);
  await expectSpoken(page, 'Done: Run report after load.');
  await page.keyboard.press('Escape');
  await page.keyboard.press('z');
  await expect(marks(page, 2)).toHaveText(['rows']);
});

test('problems are visited and fixed by keyboard', async ({ page }) => {
  const panel = new Panel(page);
  await panel.open(await giveNotebook(NOTEBOOK));
  await expect(marks(page, 3)).toHaveCount(1);
  await page.locator('.jp-Notebook .cm-content').first().click();
  await page.keyboard.press('F8');
  await panel.expectActiveCell('cell-2');
  expect(await panel.cursorLine()).toBe(2);
  await expect(told(page)).toContainText('Step report reads rows');
  await expectSpoken(page, 'Problem 1 of 2: Step report reads rows');
  await page.keyboard.press('F8');
  await panel.expectActiveCell('cell-3');
  await expect(told(page)).toHaveCount(1);
  await page.keyboard.press('F8');
  await panel.expectActiveCell('cell-2');
  await page.keyboard.press('Shift+F8');
  await panel.expectActiveCell('cell-3');
  await page.keyboard.press('Shift+F8');
  await panel.expectActiveCell('cell-2');

  await askForFixes(page);
  const item = page.getByRole('menuitem', { name: 'Run report after load' });
  await expect(item).toBeVisible();
  await page.keyboard.press('Enter');
  await expect(marks(page, 2)).toHaveCount(0);
  // The cursor is where it was.
  await page.keyboard.type('!');
  await expect(page.locator('.jp-Notebook .jp-Cell').nth(2)).toContainText(
    'print(len(!rows))'
  );
});

test('a fix of the source is one change of the cell', async ({ page }) => {
  const panel = new Panel(page);
  await panel.open(await giveNotebook(NOTEBOOK));
  await expect(marks(page, 2)).toHaveCount(1);
  await panel.edit('cell-0', 'prnt(1); prnt(2)');
  await expect(marks(page, 0)).toHaveText(['prnt']);
  await page.locator('.jp-Notebook .cm-content').first().click();
  await page.keyboard.press('Home');
  await askForFixes(page);
  await page.getByRole('menuitem', { name: 'Write print' }).click();
  const source = page.locator('.jp-Notebook .cm-content').first();
  await expect(source).toHaveText('print(1); print(2)');
  await page.keyboard.press('Control+z');
  await expect(source).toHaveText('prnt(1); prnt(2)');
});

test('a tag that names no step is told, and gets a name', async ({ page }) => {
  const panel = new Panel(page);
  await panel.open(await giveNotebook(NOTEBOOK));
  await panel.inFront('tag', 'cell-1', 'step:');
  await page.locator('.jp-Notebook .cm-content').first().click();
  const problem = panel.node.getByRole('button', { name: /names no step/ });
  await problem.click();
  await panel.expectActiveCell('cell-1');
  await askForFixes(page);
  await page.getByRole('menuitem', { name: /^Name it / }).click();
  await expect(problem).toBeHidden();
  await expectSpoken(page, 'Done: Name it ');
  await panel.execute('notebook:undo-cell-action');
  await expect(problem).toBeVisible();
});

test('a value becomes a parameter where nothing is wrong', async ({ page }) => {
  const panel = new Panel(page);
  await panel.open(await giveNotebook(NOTEBOOK));
  await panel.inFront('tag', 'cell-0', 'pipeline-parameters');
  await panel.edit('cell-0', 'n = 3');
  await panel.edit('cell-1', 'rate = 0.1  # of learning\nprint(rate)');
  const sources = page.locator('.jp-Notebook .cm-content');
  await sources.nth(1).click();
  await page.keyboard.press('Control+Home');
  await askForFixes(page);
  await page
    .getByRole('menuitem', { name: 'Make rate a parameter, in cell 1' })
    .click();
  await expect(sources.first()).toContainText('rate = 0.1  # of learning');
  await expect(sources.nth(1)).toHaveText('print(rate)');
  await expect(panel.node.getByLabel('rate')).toHaveValue('0.1');
  await panel.execute('notebook:undo-cell-action');
  await expect(sources.first()).toHaveText('n = 3');
  await expect(sources.nth(1)).toContainText('rate = 0.1');

  // Where there is nothing to be done either, that is said.
  await sources.nth(1).click();
  await page.keyboard.press('Control+End');
  await askForFixes(page);
  await expectSpoken(page, 'There is nothing to fix or to change here.');
});

test('a fix is done in the panel', async ({ page }) => {
  const panel = new Panel(page);
  await panel.open(await giveNotebook(NOTEBOOK));
  const fix = panel.node.getByRole('button', { name: 'Run report after load' });
  await fix.focus();
  await page.keyboard.press('Enter');
  await expect(fix).toBeHidden();
  await expect(marks(page, 2)).toHaveCount(0);
  // The focus goes to what is left.
  await expect(
    panel.node.getByRole('button', { name: /There is no step/ })
  ).toBeFocused();
});

test('fixes are made of the rows of the panel that are seen', async ({
  page
}) => {
  const path = await giveNotebook(NOTEBOOK);
  const cells = Array.from({ length: 200 }, (_, i) => ({
    cell_type: 'code',
    id: `c${i}`,
    metadata: { tags: [`step:s${i}`] },
    outputs: [],
    execution_count: null,
    source: `import os as os${i}`
  }));
  const notebook = { cells, metadata: {}, nbformat: 4, nbformat_minor: 5 };
  await writeFile(onDisk(path), JSON.stringify(notebook));
  const panel = new Panel(page);
  await panel.open(path);
  const rows = panel.node.locator('li:has(.jp-Cellway-diagnostic)');
  await expect(rows).toHaveCount(200);
  // The steps come a frame later, and push the rows out of sight.
  await expect(panel.rows).toHaveCount(200);
  const fixes = panel.node.locator('.jp-Cellway-fix');
  // What comes into the panel later may push them out of sight again.
  await expect(async () => {
    await rows.first().scrollIntoViewIfNeeded();
    await expect(rows.first().locator('.jp-Cellway-fix')).toHaveText(
      'Make cell 1 an imports cell',
      { timeout: 2000 }
    );
  }).toPass();
  expect(await fixes.count()).toBeLessThan(100);
  // By keyboard too: a row that takes the focus is seen.
  await rows.first().getByRole('button').first().focus();
  await page.keyboard.press('End');
  await expect(rows.last().locator('.jp-Cellway-fix')).toHaveText(
    /imports cell/
  );
  await page.keyboard.press('Tab');
  await page.keyboard.press('Enter');
  await expect(rows).toHaveCount(199);
  await expectSpoken(page, 'Done: Make cell 200 an imports cell.');
});

test('a value becomes a parameter in a new cell, and goes back', async ({
  page
}) => {
  const panel = new Panel(page);
  await panel.open(await giveNotebook(NOTEBOOK));
  await panel.edit('cell-1', 'rate = 0.1  # of learning\nprint(rate)');
  const sources = page.locator('.jp-Notebook .cm-content');
  await expect(sources).toHaveCount(CELLS);
  await sources.nth(1).click();
  await page.keyboard.press('Control+Home');
  await askForFixes(page);
  await page
    .getByRole('menuitem', { name: 'Make rate a parameter, in a new cell' })
    .click();
  await expect(sources).toHaveCount(CELLS + 1);
  await expect(panel.node.getByLabel('rate')).toHaveValue('0.1');
  await expect(
    sources.filter({ hasText: /^rate = 0.1 {2}# of learning$/ })
  ).toHaveCount(1);
  await panel.execute('notebook:undo-cell-action');
  await expect(sources).toHaveCount(CELLS);
  await expect(sources.nth(1)).toContainText('rate = 0.1');
});

test('the line that failed is marked until its cell is edited', async ({
  page
}) => {
  const panel = new Panel(page);
  const path = await giveNotebook(FAILING);
  await panel.open(path);
  await panel.button('run').click();
  await panel.expectRun('failed');
  await expect(marks(page, 2)).toHaveText([/raise ValueError/]);
  await marks(page, 2).hover();
  await expect(told(page)).toContainText('ValueError: only 100 rows');

  // Also for somebody who comes back later.
  await page.notebook.close();
  await panel.open(path);
  await expect(marks(page, 2)).toHaveText([/raise ValueError/]);

  await panel.edit('cell-2', 'check = print');
  await expect(marks(page, 2)).toHaveCount(0);
});

test('a mark goes when the step runs again', async ({ page }) => {
  const panel = new Panel(page);
  await panel.open(await giveNotebook(FAILING));
  await panel.button('run').click();
  await panel.expectRun('failed');
  await expect(marks(page, 2)).toHaveCount(1);
  await panel.edit('cell-1', 'rows = list(range(2000))');
  await panel.button('run').click();
  await panel.expectRun('succeeded');
  await expect(marks(page, 2)).toHaveCount(0);
});

for (const windowingMode of ['defer', 'full', 'none', 'contentVisibility']) {
  test.describe(`in the windowing mode ${windowingMode}`, () => {
    test.use({
      settings: {
        ...galata.DEFAULT_SETTINGS,
        '@jupyterlab/notebook-extension:tracker': { windowingMode }
      }
    });

    test('cells are marked and fixed as they are seen', async ({ page }) => {
      const panel = new Panel(page);
      await panel.open(await giveNotebook(NOTEBOOK));
      await page.evaluate(async () => {
        const { content, context } = window.jupyterapp.shell
          .currentWidget as NotebookPanel;
        await context.ready;
        const cells = Array.from({ length: 30 }, () => ({
          cell_type: 'code',
          source: '# long\n# long\n# long'
        }));
        content.model?.sharedModel.insertCells(3, cells);
        content.model?.sharedModel.insertCells(2, cells);
      });
      await expect(panel.node.getByText('Cell 33, line 2')).toBeVisible();
      await panel.inFront('activate', 'cell-0');
      await panel.execute('cellway:next-problem');
      await panel.expectActiveCell('cell-2');
      await expect(told(page)).toContainText('Step report reads rows');
      await panel.execute('cellway:next-problem');
      await panel.expectActiveCell('cell-3');
      await panel.execute('cellway:next-problem');
      await panel.expectActiveCell('cell-2');
      await told(page)
        .getByRole('button', { name: 'Run report after load' })
        .click();
      await expect(
        page.locator('.jp-mod-active .jp-Cellway-problemMark')
      ).toHaveCount(0);
      await panel.execute('cellway:next-problem');
      await panel.expectActiveCell('cell-3');
    });
  });
}

test.describe('by a setting', () => {
  test.use({
    settings: {
      ...galata.DEFAULT_SETTINGS,
      'cellway:diagnostics': { marks: false }
    }
  });

  test('nothing is marked', async ({ page }) => {
    const panel = new Panel(page);
    await panel.open(await giveNotebook(NOTEBOOK));
    await expect(panel.node.getByText('Diagnostics')).toBeVisible();
    await panel.execute('cellway:next-problem');
    await expectSpoken(page, 'There is no problem in the notebook.');
    await expect(page.locator('.jp-Cellway-problemMark')).toHaveCount(0);
  });
});

test('two views of a notebook are both marked', async ({ page }) => {
  const panel = new Panel(page);
  await panel.open(await giveNotebook(NOTEBOOK));
  await expect(page.locator('.jp-Cellway-problemMark')).toHaveCount(2);
  await panel.execute('docmanager:clone');
  await expect(page.locator('.jp-Cellway-problemMark:visible')).toHaveCount(4);
  await page.locator('.jp-Cellway-problemMark:visible').first().hover();
  await told(page)
    .getByRole('button', { name: 'Run report after load' })
    .click();
  await expect(page.locator('.jp-Cellway-problemMark:visible')).toHaveCount(2);
});

test('a notebook that nobody has tagged is left in peace', async ({ page }) => {
  const panel = new Panel(page);
  await panel.open(await giveNotebook(NOTEBOOK));
  await expect(marks(page, 2)).toHaveCount(1);
  await page.evaluate(() => {
    const { content } = window.jupyterapp.shell.currentWidget as NotebookPanel;
    content.model?.sharedModel.cells.forEach(cell =>
      cell.deleteMetadata('tags')
    );
  });
  await panel.edit('cell-0', 'print(unheard_of)');
  await expect(
    panel.node.getByRole('button', { name: /unheard_of is not known/ })
  ).toBeVisible();
  await expect(page.locator('.jp-Cellway-problemMark')).toHaveCount(0);
});
