import { expect, test, type IJupyterLabPageFixture } from '../test';
import type { Locator } from '@playwright/test';
import { expectAccessible } from '../accessibility';
import { Badges } from '../badges';
import { Panel } from '../panel';
import { giveNotebook } from '../server';

const NOTEBOOK = 'ui-tests/notebooks/greeting.ipynb';

const THEMES = [
  'JupyterLab Light',
  'JupyterLab Dark',
  'JupyterLab Dark High Contrast'
];

/** The card of the tour, as a person uses it. */
class Tour {
  readonly card: Locator;
  readonly ring: Locator;

  constructor(readonly page: IJupyterLabPageFixture) {
    this.card = page.locator('.jp-CellwayTour');
    this.ring = page.locator('.jp-CellwayTour-ring');
  }

  button(
    name: 'Next' | 'Back' | 'Skip Tour' | 'Done' | 'Open an Example'
  ): Locator {
    return this.card.getByRole('button', { name, exact: true });
  }

  async expectTitle(title: string): Promise<void> {
    await expect(this.card.getByRole('heading')).toHaveText(title);
  }
}

/** Waits until a widget's part is inside the window. */
async function expectInWindow(tour: Tour): Promise<void> {
  const { width, height } = tour.page.viewportSize() ?? { width: 0, height: 0 };
  await expect
    .poll(async () => {
      const box = await tour.card.boundingBox();
      return (
        box !== null &&
        box.x >= 0 &&
        box.y >= 0 &&
        box.x + box.width <= width &&
        box.y + box.height <= height
      );
    })
    .toBe(true);
}

test.describe('where it was never shown', () => {
  test.use({ settings: { 'cellway:tour': { offer: true } } });

  test('the tour comes with the panel, takes no focus, and comes once', async ({
    page
  }) => {
    const tour = new Tour(page);
    const badges = new Badges(page);
    await badges.open(await giveNotebook(NOTEBOOK));
    await expect(tour.card).toHaveCount(0);
    await badges.inFront('activate', 'cell-2');
    await page.locator('.jp-Notebook:visible').focus();
    await page.sidebar.openTab('cellway-panel');
    await tour.expectTitle('Cells become steps');
    expect(
      await tour.card.evaluate(card => card.contains(document.activeElement))
    ).toBe(false);
    await expect(page.locator('body > .jp-Cellway-spoken')).toContainText(
      'Tour of Cellway. Cells become steps.'
    );
    await page.keyboard.press('Escape');
    await expect(tour.card).toHaveCount(0);
    await page.sidebar.close('left');
    await page.sidebar.openTab('cellway-panel');
    await new Panel(page).execute('cellway:show-panel');
    await expect(tour.card).toHaveCount(0);
  });

  test('the tour comes with the first tag, not with the question for its name', async ({
    page
  }) => {
    const tour = new Tour(page);
    const badges = new Badges(page);
    await badges.open(await giveNotebook(NOTEBOOK));
    await badges.inFront('activate', 'cell-2');
    await page.evaluate(() => {
      void window.jupyterapp.commands.execute('cellway:make-step');
    });
    const dialog = page.locator('.jp-Dialog');
    await expect(dialog).toBeVisible();
    await expect(tour.card).toHaveCount(0);
    await dialog.getByRole('textbox').fill('mine');
    await page.keyboard.press('Enter');
    await tour.expectTitle('Cells become steps');
    await tour.button('Skip Tour').click();
    await expect(tour.card).toHaveCount(0);
  });
});

test('nobody who does not want it sees the tour', async ({ page }) => {
  const panel = new Panel(page);
  await panel.open(await giveNotebook(NOTEBOOK));
  await expect(panel.node).toBeVisible();
  await expect(page.locator('.jp-CellwayTour')).toHaveCount(0);
});

for (const theme of THEMES) {
  test(`the tour goes from thing to thing in ${theme}`, async ({ page }) => {
    const tour = new Tour(page);
    await page.theme.setTheme(theme);
    const badges = new Badges(page);
    await badges.open(await giveNotebook(NOTEBOOK));
    await page.menu.clickMenuItem('Help>Cellway>Tour of Cellway');
    await expect(tour.button('Next')).toBeFocused();
    const look = process.env.CELLWAY_LOOK;
    for (const title of [
      'Cells become steps',
      'By keys, if you like',
      'Run',
      'Where a failure shows',
      'Help'
    ]) {
      await tour.expectTitle(title);
      await expect(tour.ring).toBeVisible();
      await expectInWindow(tour);
      if (look) {
        const file = `${look}/tour-${title}-${theme}.png`;
        await page.screenshot({ path: file, animations: 'disabled' });
      }
      await expectAccessible(page, '.jp-CellwayTour');
      await page.keyboard.press('Enter');
    }
    await expect(tour.card).toHaveCount(0);
  });
}

test('the tour is gone through by keys, and gives the focus back', async ({
  page
}) => {
  const tour = new Tour(page);
  const badges = new Badges(page);
  await badges.open(await giveNotebook(NOTEBOOK));
  await badges.inFront('activate', 'cell-2');
  await badges.execute('notebook:enter-command-mode');
  const inNotebook = (): Promise<boolean> =>
    page.evaluate(
      () => document.activeElement?.closest('.jp-Notebook') !== null
    );
  await expect.poll(inNotebook).toBe(true);
  await badges.execute('cellway:tour');
  await expect(tour.button('Next')).toBeFocused();
  await page.keyboard.press('F6');
  await expect.poll(inNotebook).toBe(true);
  // The notebook is as usable as ever.
  await page.keyboard.press('j');
  await page.keyboard.press('F6');
  await expect(tour.button('Next')).toBeFocused();
  await page.keyboard.press('Enter');
  await tour.expectTitle('By keys, if you like');
  await expect(tour.card).toContainText('T S');
  await page.keyboard.press('Shift+Tab');
  await expect(tour.button('Back')).toBeFocused();
  await page.keyboard.press('Enter');
  await tour.expectTitle('Cells become steps');
  await page.keyboard.press('F6');
  await page.keyboard.press('F6');
  await page.keyboard.press('Escape');
  await expect(tour.card).toHaveCount(0);
  await expect.poll(inNotebook).toBe(true);
});

test('the tour begins with an example where no notebook is open', async ({
  page
}) => {
  const tour = new Tour(page);
  await new Panel(page).execute('cellway:tour');
  await tour.expectTitle('Welcome to Cellway');
  await tour.button('Open an Example').click();
  await tour.expectTitle('Cells become steps');
  await expect(
    page.getByRole('tab', { name: 'lemonade_stand.ipynb' })
  ).toBeVisible();
});

test('the tour fits a small window and a narrow sidebar', async ({ page }) => {
  const tour = new Tour(page);
  await page.setViewportSize({ width: 640, height: 480 });
  const panel = new Panel(page);
  await panel.open(await giveNotebook(NOTEBOOK));
  await page.sidebar.setWidth(240, 'left');
  await panel.execute('cellway:tour');
  for (;;) {
    await expectInWindow(tour);
    if (await tour.button('Done').isVisible()) {
      break;
    }
    await tour.button('Next').click();
  }
  if (process.env.CELLWAY_LOOK) {
    await page.screenshot({ path: `${process.env.CELLWAY_LOOK}/small.png` });
  }
});
