import { galata } from '@jupyterlab/galata';
import { expect, test, type Page } from '@playwright/test';
import { expectAccessible } from '../accessibility';
import { Panel } from '../panel';
import { giveNotebook } from '../server';

const NOTEBOOK = 'ui-tests/notebooks/greeting.ipynb';

/** What each part of the tour is about, in its order. */
const ABOUT = {
  'Cells become steps': '.jp-CellwayBadge',
  'By keys, if you like': '.jp-Cell.jp-mod-active .jp-InputPrompt',
  Run: '[data-jp-item-name="cellway-run"]',
  'Where a failure shows': '#cellway-panel',
  Help: '.lm-MenuBar-item:has-text("Help")'
};

/** Chooses the tour in the menu Help; a page that still loads may close the menu again. */
async function ask(page: Page): Promise<void> {
  const entry = (text: string) =>
    page.locator('.lm-Menu').getByText(text, { exact: true });
  const timeout = 3_000;
  await expect(async () => {
    await page.keyboard.press('Escape');
    await page
      .getByRole('menuitem', { name: 'Help', exact: true })
      .click({ timeout });
    await entry('Cellway').click({ timeout });
    await entry('Tour of Cellway').click({ timeout });
  }).toPass();
}

test('the tour points at what is there in Jupyter Notebook', async ({
  page
}) => {
  await Panel.at(page, `notebooks/${await giveNotebook(NOTEBOOK)}`);
  await expect(page.locator('.jp-CellwayBadge').first()).toBeVisible();
  await page.locator('.jp-CodeCell .jp-InputPrompt').first().click();
  await ask(page);
  const card = page.locator('.jp-CellwayTour');
  for (const [title, anchor] of Object.entries(ABOUT)) {
    await expect(card.getByRole('heading')).toHaveText(title);
    const [ring, about] = [
      page.locator('.jp-CellwayTour-ring'),
      page.locator(anchor).first()
    ];
    await expect
      .poll(async () => {
        const [outer, inner] = [
          await ring.boundingBox(),
          await about.boundingBox()
        ];
        return (
          outer !== null &&
          inner !== null &&
          Math.abs(outer.x + outer.width / 2 - inner.x - inner.width / 2) < 2 &&
          Math.abs(outer.y + outer.height / 2 - inner.y - inner.height / 2) < 2
        );
      }, title)
      .toBe(true);
    await expectAccessible(page, '.jp-CellwayTour');
    await page.keyboard.press('Enter');
  }
  await expect(card).toHaveCount(0);
});

test('the tour comes with the first tag in Jupyter Notebook', async ({
  page
}) => {
  await galata.Mock.mockSettings(page, [], { 'cellway:tour': { offer: true } });
  const notebook = await giveNotebook(NOTEBOOK);
  const panel = await Panel.at(page, `notebooks/${notebook}`);
  await expect(page.locator('.jp-CellwayBadge').first()).toBeVisible();
  const card = page.locator('.jp-CellwayTour');
  await expect(card).toHaveCount(0);
  await panel.inFront('activate', 'cell-2');
  await panel.execute('cellway:make-step', { name: 'mine' });
  await expect(card.getByRole('heading')).toHaveText('Cells become steps');
  await page.keyboard.press('Escape');
  await expect(card).toHaveCount(0);
});

test('on the page of the files the tour says where it goes on', async ({
  page,
  context
}) => {
  await Panel.at(page, 'tree');
  await ask(page);
  const card = page.locator('.jp-CellwayTour');
  await expect(card).toContainText('it has a page of its own');
  const opened = context.waitForEvent('page');
  await card.getByRole('button', { name: 'Open an Example' }).click();
  const notebook = await opened;
  await expect(notebook.locator('.jp-CellwayBadge').first()).toBeVisible();
  await ask(notebook);
  await expect(
    notebook.locator('.jp-CellwayTour').getByRole('heading')
  ).toHaveText('Cells become steps');
});
