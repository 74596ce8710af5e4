import { expect, galata, test } from '../test';
import type { NotebookPanel } from '@jupyterlab/notebook';
import { writeFile } from 'node:fs/promises';
import path from 'node:path';
import { expectAccessible } from '../accessibility';
import { Badges } from '../badges';
import { Panel } from '../panel';
import { giveNotebook, onDisk } from '../server';

const HOUSES = 'ui-tests/notebooks/houses.ipynb';

test('the cells say which steps they are', async ({ page }) => {
  const badges = new Badges(page);
  await badges.open(await giveNotebook(HOUSES));
  await expect(badges.of('train')).toContainText('count, rows → model');
  await expect(badges.name('train')).toHaveAttribute(
    'title',
    'Step train\nTakes count (from load), rows (from load)\nGives model'
  );
  await expect(badges.named('Cell of kind imports')).toBeVisible();
  await expect(badges.named('Cell of kind skip')).toBeVisible();
  await expect(badges.all).toHaveCount(5);

  // The second cell of the step has the bar only, in the same colour.
  const colour = /jp-Cellway-colour-(\d)/;
  const [, number] = colour.exec(
    (await badges.cell(2).getAttribute('class')) ?? ''
  ) ?? ['', 'none'];
  await expect(badges.cell(3)).toHaveClass(
    new RegExp(`jp-Cellway-colour-${number}`)
  );
  await expect(badges.cell(4)).not.toHaveClass(/jp-CellwayCell/);
});

test('they follow whatever becomes of the notebook', async ({ page }) => {
  const badges = new Badges(page);
  await badges.open(await giveNotebook(HOUSES));
  await expect(badges.of('report')).toBeVisible();

  // Somebody else tags a cell, as through a shared document.
  await badges.inFront('tag', 'load-2', 'step:count');
  await expect(badges.of('count')).toContainText('rows → count');
  await badges.inFront('activate', 'load-2');
  await badges.execute('notebook:move-cell-up');
  await expect(badges.cell(2)).toContainText('count');
  await expect(badges.cell(3)).toContainText('load');
  await badges.execute('notebook:move-cell-down');
  await badges.execute('notebook:undo-cell-action');
  await badges.execute('notebook:redo-cell-action');
  await expect(badges.cell(2)).toContainText('load');
  await expect(badges.of('count')).toHaveCount(1);

  // A pasted cell brings its tag with it.
  await badges.inFront('activate', 'load-1');
  await badges.execute('notebook:copy-cell');
  await badges.inFront('activate', 'report-1');
  await badges.execute('notebook:paste-cell-below');
  await expect(badges.of('load (2)')).toBeVisible();
  await expect(
    badges.of('load (2)').getByRole('button', { name: /further up too/ })
  ).toBeVisible();
  await badges
    .of('load (2)')
    .getByRole('button', { name: /further up too/ })
    .click();
  await badges.menuItem('Name these cells "load_2"').click();
  await expect(badges.of('load_2')).toBeVisible();
  await badges.execute('notebook:undo-cell-action');
  await expect(badges.of('load (2)')).toBeVisible();
  await badges.execute('notebook:undo-cell-action');
  await expect(badges.of('load (2)')).toBeHidden();

  await badges.inFront('activate', 'train-1');
  await badges.execute('notebook:change-cell-to-markdown');
  await expect(badges.of('train')).toBeHidden();
  await expect(
    badges.named('Tags of this cell').getByRole('button')
  ).toHaveAccessibleName(/has no effect on a markdown cell/);
  await badges.execute('notebook:change-cell-to-code');
  await expect(badges.of('train')).toBeVisible();
  await expect(badges.named('Tags of this cell')).toBeHidden();
});

test('wrong tags are told on their cell', async ({ page }) => {
  const badges = new Badges(page);
  await badges.open(await giveNotebook(HOUSES));
  await badges.inFront('tag', 'train-1', 'step:Train It');
  const problem = badges.of('Train It').getByRole('button', {
    name: /has a capital letter/
  });
  await expect(problem).toContainText('Call it "train_it"');
  await problem.click();
  await badges.menuItem('Show Problems in Panel').click();
  await expect(
    badges.node.getByRole('button', { name: /has a capital letter/ })
  ).toBeVisible();
});

test('a misspelt tag is told on its cell, and mended there', async ({
  page
}) => {
  const badges = new Badges(page);
  await badges.open(await giveNotebook(HOUSES));
  await badges.inFront('tag', 'train-1', 'Steps:Train it');
  const problem = badges
    .named('Tags of this cell')
    .getByRole('button', { name: /means nothing/ });
  await expect(problem).toContainText('Did you mean "step:train_it"?');
  await problem.click();
  await badges.menuItem('Write step:train_it').click();
  await expect(badges.of('train_it')).toBeVisible();
  await expect(problem).toBeHidden();
});

test('they are used by keyboard alone', async ({ page }) => {
  const badges = new Badges(page);
  await badges.open(await giveNotebook(HOUSES));
  await badges.inFront('activate', 'load-2');
  await badges.execute('cellway:focus-badge');
  await expect(badges.name('load')).toBeFocused();
  await badges.expectActiveCell('load-1');

  // The keys of the command mode are not for the badge: no cell is deleted.
  await page.keyboard.press('d');
  await page.keyboard.press('d');
  await page.keyboard.press('ArrowDown');
  await expect(badges.name('train')).toBeFocused();
  await page.keyboard.press('ArrowUp');
  await expect(badges.name('load')).toBeFocused();

  // Shortcuts with a modifier key are those of the cell.
  await page.keyboard.press('Control+s');
  await page.keyboard.press('Enter');
  await expect(badges.menuItem('Run from Here')).toBeVisible();
  await page.keyboard.press('Escape');
  await expect(badges.menuItem('Run from Here')).toBeHidden();
  await expect(badges.name('load')).toBeFocused();

  await page.keyboard.press('Escape');
  await expect(badges.cell(2)).toBeFocused();
  await page.keyboard.press('Tab');
  await expect(badges.name('load')).toBeFocused();
});

test('they show how the steps are doing', async ({ page }) => {
  const notebook = await giveNotebook('ui-tests/notebooks/waiting.ipynb');
  const badges = new Badges(page);
  await badges.open(notebook);
  await expect(badges.of('load').getByRole('img')).toHaveCount(0);
  await badges.name('load').click();
  await badges.menuItem('Run from Here').click();
  const state = (step: string) => badges.of(step).getByRole('img');
  await expect(state('load')).toHaveAccessibleName('succeeded');
  await expect(state('wait')).toHaveAccessibleName('running');
  await expect(state('report')).toHaveAccessibleName('waiting');
  await expect(badges.of('load')).toContainText(/\d+ ms|\d\.\d s/);

  await writeFile(onDisk(path.dirname(notebook), 'go'), '');
  await expect(state('report')).toHaveAccessibleName('succeeded');
});

test('a badge leads to its row in the panel', async ({ page }) => {
  const badges = new Badges(page);
  await badges.open(await giveNotebook(HOUSES));
  await badges.name('train').click();
  await expect(badges.menuItem('Settings…')).toBeVisible();
  await badges.menuItem('Go to in Panel').click();
  await expect(
    badges.step('train').getByRole('button', { name: 'train', exact: true })
  ).toBeFocused();
});

test('a step is renamed from its badge', async ({ page }) => {
  const badges = new Badges(page);
  await badges.open(await giveNotebook(HOUSES));
  await badges.name('train').click();
  await badges.menuItem('Rename…').click();
  const dialog = page.getByRole('dialog');
  await dialog.getByLabel('Name of the step').fill('fit');
  await dialog.getByRole('button', { name: 'Rename' }).click();
  await expect(badges.of('fit')).toContainText('→ model');
  await expect(badges.of('train')).toHaveCount(0);
});

for (const theme of [
  'JupyterLab Light',
  'JupyterLab Dark',
  'JupyterLab Dark High Contrast'
]) {
  test(`axe finds nothing serious in badges in ${theme}`, async ({ page }) => {
    const badges = new Badges(page);
    await badges.open(await giveNotebook(HOUSES));
    await page.theme.setTheme(theme);
    await badges.inFront('tag', 'train-1', 'step:Train It');
    await expect(
      badges.of('Train It').getByRole('button', { name: /capital/ })
    ).toBeVisible();
    await expectAccessible(page, '.jp-NotebookPanel .jp-CellwayBadge');
  });
}

for (const windowingMode of ['defer', 'full', 'none', 'contentVisibility']) {
  test.describe(`in the windowing mode ${windowingMode}`, () => {
    test.use({
      settings: {
        ...galata.DEFAULT_SETTINGS,
        '@jupyterlab/notebook-extension:tracker': { windowingMode }
      }
    });

    test('badges are there wherever one looks', async ({ page }) => {
      const badges = new Badges(page);
      await badges.open(await giveNotebook(HOUSES));
      await page.evaluate(() => {
        const { content } = window.jupyterapp.shell
          .currentWidget as NotebookPanel;
        const cells = Array.from({ length: 60 }, (_, i) => ({
          cell_type: 'code',
          source: `value_${i} = ${i}\n# long\n# long`,
          metadata: { tags: i % 3 === 0 ? [`step:s${i}`] : [] }
        }));
        content.model?.sharedModel.insertCells(6, cells);
      });
      // Far down, and back again; a step is changed while nobody sees it.
      await badges.see('report', 'report-1');
      await badges.inFront('tag', 'load-1', 'step:read');
      await badges.see('read', 'load-1');
      await expect(badges.of('load')).toHaveCount(0);
      await expect(badges.of('read')).toContainText('→ count, rows');

      // A cell that moves is another widget.
      await badges.inFront('activate', 'load-2');
      await badges.execute('notebook:move-cell-up');
      await expect(badges.cell(3)).toContainText('read');
      await badges.execute('notebook:undo-cell-action');
      await expect(badges.cell(2)).toContainText('read');
      await expect(badges.of('read')).toHaveCount(1);

      // From badge to badge, also to one that nobody has seen yet.
      await badges.inFront('activate', 'load-1');
      await badges.execute('cellway:focus-badge');
      await expect(badges.name('read')).toBeFocused();
      for (const step of ['train', 's0', 's3', 's6', 's9', 's12']) {
        await page.keyboard.press('ArrowDown');
        await expect(badges.name(step)).toBeFocused();
      }
      await expect(badges.of('s12')).toBeInViewport();
    });
  });
}

test('two views of a notebook both have badges', async ({ page }) => {
  const badges = new Badges(page);
  await badges.open(await giveNotebook(HOUSES));
  await expect(badges.of('train')).toContainText('→ model');
  await badges.execute('docmanager:clone');
  await expect(badges.of('train')).toHaveCount(2);
  await badges.inFront('tag', 'train-1', 'step:fit');
  await expect(badges.of('fit')).toHaveCount(2);
  await page.locator('.lm-TabBar-tab.jp-mod-current .jp-icon-hover').click();
  await expect(badges.of('fit')).toHaveCount(1);
  await badges.inFront('tag', 'train-1', 'step:train');
  await expect(badges.of('train')).toContainText('→ model');
});

test('what is folded keeps its badge', async ({ page }) => {
  const badges = new Badges(page);
  await badges.open(await giveNotebook(HOUSES));
  await badges.inFront('activate', 'train-1');
  await badges.execute('notebook:hide-cell-code');
  await expect(badges.of('train')).toContainText('→ model');
  await badges.inFront('activate', 'words');
  await badges.execute('notebook:toggle-heading-collapse');
  await expect(badges.of('train')).toBeHidden();
  await expect(badges.of('load')).toBeVisible();
  await badges.execute('notebook:toggle-heading-collapse');
  await expect(badges.of('train')).toBeVisible();
});

test('steps of headings are marked as such', async ({ page }) => {
  const badges = new Badges(page);
  await badges.open(await giveNotebook(HOUSES));
  await page.evaluate(() => {
    const { content } = window.jupyterapp.shell.currentWidget as NotebookPanel;
    content.model?.sharedModel.cells.forEach(cell =>
      cell.deleteMetadata('tags')
    );
  });
  const step = badges.of('houses');
  await expect(step).toContainText('from the heading');
  await expect(badges.cell(3)).toHaveClass(/jp-mod-cellwayGuess/);
});

test('notebooks of other languages, and what runs left, have no badges', async ({
  page
}) => {
  const badges = new Badges(page);
  await badges.open(await giveNotebook(HOUSES));
  await badges.execute('cellway:run');
  await badges.expectRun('succeeded');
  await expect(badges.of('train').getByRole('img')).toHaveAccessibleName(
    'succeeded'
  );
  await badges.execute('cellway:open-run');
  await expect(
    badges.notebook.getByRole('heading', { name: 'Houses' })
  ).toBeVisible();
  await expect(badges.all).toHaveCount(0);

  await page.activity.activateTab('houses.ipynb');
  await expect(badges.all).toHaveCount(5);
  await page.evaluate(() => {
    const { content } = window.jupyterapp.shell.currentWidget as NotebookPanel;
    content.model?.setMetadata('kernelspec', { name: 'ir', language: 'R' });
  });
  await expect(badges.notebook.locator('.jp-CellwayBadge:visible')).toHaveCount(
    0
  );
  await expect(badges.notebook.locator('.jp-CellwayCell')).toHaveCount(0);
});

test.describe('by a setting', () => {
  test.use({
    settings: {
      ...galata.DEFAULT_SETTINGS,
      'cellway:badges': { shownOn: 'none' }
    }
  });

  test('there are no badges', async ({ page }) => {
    const panel = new Panel(page);
    await panel.open(await giveNotebook(HOUSES));
    await panel.expectStep('train', 'not run yet');
    await expect(new Badges(page).all).toHaveCount(0);
  });
});
