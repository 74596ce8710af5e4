import { expect, test } from '@jupyterlab/galata';
import { writeFile } from 'node:fs/promises';
import path from 'node:path';
import { Badges } from '../badges';
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
  await badges.execute('notebook:undo');
  await badges.execute('notebook:redo');
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
