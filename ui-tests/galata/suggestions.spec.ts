import { expect, test, type IJupyterLabPageFixture } from '../test';
import type { INotebookTracker } from '@jupyterlab/notebook';
import type { Locator } from '@playwright/test';
import { expectAccessible } from '../accessibility';
import { Panel } from '../panel';
import { giveNotebook } from '../server';

const NOTEBOOK = 'examples/bike_rides/bike_rides.ipynb';

/** The id of the eighth. */
const CELL_8 = '0d6db124';

/** The preview of a notebook without tags. */
class Suggestions {
  readonly node: Locator;
  readonly panel: Panel;

  constructor(readonly page: IJupyterLabPageFixture) {
    this.panel = new Panel(page);
    this.node = page.getByRole('tabpanel', { name: /^Steps for/ });
  }

  async open(notebook = NOTEBOOK): Promise<void> {
    await this.panel.open(await giveNotebook(notebook));
    await this.panel.node
      .getByRole('button', { name: 'Suggest steps…' })
      .click();
    await expect(this.button('Accept')).toBeEnabled();
  }

  button(name: string): Locator {
    return this.node.getByRole('button', { name, exact: true });
  }

  /** By the number of the cell, from 1. */
  role(cell: number): Locator {
    return this.node.getByLabel(`Role of cell ${cell}`, { exact: true });
  }

  /** What leads to a cell. */
  cell(cell: number): Locator {
    return this.node.getByRole('button', {
      name: new RegExp(`^Cell ${cell},`)
    });
  }

  name(cell: number): Locator {
    return this.node.getByLabel(`Name of the step at cell ${cell}`, {
      exact: true
    });
  }

  row(cell: number): Locator {
    const role = this.page.getByLabel(`Role of cell ${cell}`, { exact: true });
    return this.node.getByRole('listitem').filter({ has: role });
  }

  get summary(): Locator {
    return this.node.getByRole('status');
  }

  /** What each stage runs side by side. */
  get stages(): Locator {
    return this.node.locator('ol > li');
  }
}

/** `2 imports`: the tags of the cells of the open notebook that have any. */
async function tagsOf(page: IJupyterLabPageFixture): Promise<string[]> {
  return page.evaluate(() => {
    const found: string[] = [];
    for (const widget of window.jupyterapp.shell.widgets('main')) {
      const { content } = widget as NonNullable<
        INotebookTracker['currentWidget']
      >;
      content.model?.sharedModel?.cells?.forEach((cell, index) => {
        const tags = cell.getMetadata('tags');
        if (Array.isArray(tags)) {
          found.push(`${index + 1} ${tags.join(' ')}`);
        }
      });
    }
    return found;
  });
}

test('suggested steps are changed, accepted and undone at once', async ({
  page
}) => {
  const suggestions = new Suggestions(page);
  await suggestions.open();
  await expect(suggestions.summary).toHaveText(
    '6 steps, of which up to 2 can run side by side'
  );
  await expect(suggestions.stages.nth(3)).toContainText('monthstrain_model');
  await expect(suggestions.row(5)).toContainText('Only looks at df');
  expect(await tagsOf(page)).toEqual([]);

  // One role, one name, one step more and one less.
  await suggestions.role(5).selectOption('Goes on');
  await suggestions.name(24).fill('model');
  await suggestions.row(14).getByText('Split here').click();
  await suggestions.name(14).fill('outliers');
  await suggestions.row(28).getByText('Merge with above').click();
  await expect(suggestions.stages.nth(2)).toHaveText('outliers');
  await expect(suggestions.stages.last()).toHaveText('monthsmodel');
  expect(await tagsOf(page)).toEqual([]);

  await suggestions.button('Accept').click();
  await expect(suggestions.node).toHaveCount(0);
  await suggestions.panel.expectStep('outliers', 'not run yet');
  expect(await tagsOf(page)).toEqual([
    '2 imports',
    '4 step:load',
    '8 step:cleaning',
    '14 step:outliers',
    '16 step:speed',
    '20 step:months',
    '24 step:model'
  ]);
  const offer = suggestions.panel.node.getByText('Suggest steps…');
  await expect(offer).toBeHidden();

  await page.keyboard.press('z');
  await expect(offer).toBeVisible();
  expect(await tagsOf(page)).toEqual([]);
});

test('a name that cannot be is told, and the way out', async ({ page }) => {
  const suggestions = new Suggestions(page);
  await suggestions.open();
  await suggestions.name(8).fill('Clean up!');
  await expect(suggestions.row(8).getByRole('alert')).toContainText(
    'capital letter'
  );
  await expect(suggestions.button('Accept')).toBeDisabled();
  await suggestions.button('Use clean_up').click();
  await expect(suggestions.name(8)).toHaveValue('clean_up');
  await suggestions.name(8).fill('load');
  await expect(suggestions.row(8).getByRole('alert')).toHaveText(
    'A step above has this name.'
  );
  await suggestions.name(8).fill('clean');
  await expect(suggestions.button('Accept')).toBeEnabled();
  await suggestions.button('Cancel').click();
  await expect(suggestions.node).toHaveCount(0);
  expect(await tagsOf(page)).toEqual([]);
});

test('the preview follows the notebook', async ({ page }) => {
  const suggestions = new Suggestions(page);
  await suggestions.open();
  await suggestions.name(8).fill('clean');
  await suggestions.cell(8).click();
  await suggestions.panel.expectActiveCell(CELL_8);
  await suggestions.panel.execute('notebook:insert-cell-above');
  await expect(suggestions.node).toContainText('has been edited since');
  await expect(suggestions.name(9)).toHaveValue('clean');
  await suggestions.button('Suggest again').click();
  await expect(suggestions.name(9)).toHaveValue('cleaning');
  await suggestions.cell(9).click();
  await suggestions.panel.expectActiveCell(CELL_8);
});

test('it is used by keyboard alone', async ({ page }) => {
  const suggestions = new Suggestions(page);
  await suggestions.open();
  await suggestions.button('Accept').focus();
  await page.keyboard.press('Tab');
  await expect(suggestions.cell(2)).toBeFocused();
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('ArrowDown');
  await expect(suggestions.cell(6)).toBeFocused();
  await page.keyboard.press('s');
  await expect(suggestions.name(6)).toHaveValue('load_2');
  await page.keyboard.press('Tab');
  await expect(suggestions.role(6)).toBeFocused();
  await page.keyboard.press('Tab');
  await page.keyboard.type('look');
  await expect(suggestions.name(6)).toHaveValue('look');
  await page.keyboard.press('Shift+Tab');
  await page.keyboard.press('Shift+Tab');
  await page.keyboard.press('m');
  await expect(suggestions.name(6)).toHaveCount(0);
});

for (const theme of ['JupyterLab Light', 'JupyterLab Dark High Contrast']) {
  test(`axe finds nothing serious in the preview in ${theme}`, async ({
    page
  }) => {
    await page.theme.setTheme(theme);
    const suggestions = new Suggestions(page);
    await suggestions.open();
    await suggestions.name(8).fill('Clean up!');
    await expect(suggestions.row(8).getByRole('alert')).toBeVisible();
    await expectAccessible(page, '.jp-CellwaySuggestions');
  });
}
