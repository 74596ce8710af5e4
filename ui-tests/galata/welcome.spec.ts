import { expect, test } from '../test';
import type { Page } from '@playwright/test';
import { expectAccessible } from '../accessibility';
import { Panel } from '../panel';
import { giveNotebook } from '../server';

const THEMES = [
  'JupyterLab Light',
  'JupyterLab Dark',
  'JupyterLab Dark High Contrast'
];

/** Calls a command that ends only when its dialog does. */
async function begin(page: Page, command: string): Promise<void> {
  await page.evaluate(id => {
    void window.jupyterapp.commands.execute(id);
  }, command);
}

/** Closes a dialog by its key, once it has the focus. */
async function close(page: Page): Promise<void> {
  const dialog = page.locator('.jp-Dialog');
  await expect(dialog.locator(':focus')).toBeVisible();
  await page.keyboard.press('Escape');
  await expect(dialog).toBeHidden();
}

test('Help > Cellway holds what helps', async ({ page }) => {
  await page.menu.open('Help>Cellway');
  const menu = page.locator('.lm-Menu').last();
  for (const entry of [
    'Tour of Cellway',
    'Cellway Guide',
    'Keyboard Shortcuts of Cellway…',
    'Open an Example Notebook',
    'Settings of Cellway',
    'What Works Here…',
    'Report a Problem with Cellway…',
    'About Cellway…'
  ]) {
    await expect(
      menu.getByRole('menuitem', { name: entry, exact: true })
    ).toBeVisible();
  }
});

test.describe('with a key that was changed', () => {
  test.use({
    settings: {
      '@jupyterlab/shortcuts-extension:shortcuts': {
        shortcuts: [
          {
            command: 'cellway:make-step',
            keys: ['T', 'S'],
            selector:
              '.jp-Notebook.jp-mod-commandMode:not(.jp-mod-readWrite) :focus',
            disabled: true
          },
          {
            command: 'cellway:make-step',
            keys: ['Alt', 'Q'],
            selector: '.jp-Notebook'
          }
        ]
      }
    }
  });

  test('the list of keys shows it as it is', async ({ page }) => {
    const dialog = page.getByRole('dialog');
    await begin(page, 'cellway:show-shortcuts');
    const row = dialog.getByRole('row', { name: /^Make Step/ });
    await expect(row).toContainText('Q');
    await expect(row).not.toContainText('T S');
    await expect(
      dialog.getByRole('row', { name: /^Rename Step/ })
    ).toContainText('T R');
    await close(page);
  });
});

for (const theme of THEMES) {
  test(`axe finds nothing serious in the dialogs in ${theme}`, async ({
    page
  }) => {
    await page.theme.setTheme(theme);
    const dialog = page.locator('.jp-Dialog');
    for (const [command, text] of [
      ['cellway:show-shortcuts', 'T S'],
      ['cellway:show-environment', 'can be run here'],
      ['cellway:about', 'JupyterLab'],
      ['cellway:report-problem', 'no paths']
    ]) {
      await begin(page, command);
      await expect(dialog).toContainText(text);
      await expect(dialog.locator('[aria-busy="true"]')).toHaveCount(0);
      await expectAccessible(page, '.jp-CellwayHelp');
      if (process.env.CELLWAY_LOOK) {
        await page.screenshot({
          path: `${process.env.CELLWAY_LOOK}/${command.slice(8)}-${theme}.png`
        });
      }
      await close(page);
    }
  });
}

test('About tells where page and service differ, and where it is not there', async ({
  page
}) => {
  const dialog = page.locator('.jp-Dialog');
  const about = async (): Promise<void> => {
    await begin(page, 'cellway:about');
    await expect(dialog).toContainText('Extension');
  };
  let service: 'real' | 'other' | 'none' = 'real';
  await page.route('**/cellway/api/health*', route => {
    switch (service) {
      case 'real':
        return route.fallback();
      case 'other':
        return route.fulfill({
          json: { version: '0.0.7', pid: 1, node: '24' }
        });
      case 'none':
        return route.abort();
    }
  });
  await about();
  await expect(dialog.getByRole('alert')).toHaveCount(0);
  await close(page);

  service = 'other';
  await about();
  await expect(dialog.getByRole('alert')).toContainText(
    'Start the Jupyter server again'
  );
  await close(page);

  service = 'none';
  await about();
  await expect(dialog.getByRole('alert')).toContainText('does not answer');
});

test('what works here is found out, or said not to be', async ({ page }) => {
  const dialog = page.locator('.jp-Dialog');
  await page.route('**/cellway/api/findings*', route => route.abort());
  await begin(page, 'cellway:show-environment');
  await expect(dialog.getByRole('status')).toContainText('does not answer');
  await close(page);
  await page.unroute('**/cellway/api/findings*');
  await begin(page, 'cellway:show-environment');
  await expect(dialog.getByRole('status')).toContainText(
    /notebooks can be run here/i
  );
  await expect(
    dialog.getByRole('listitem').filter({ hasText: 'A run of two steps' })
  ).toContainText('OK');
});

test('a report can be copied, and names no path', async ({ page }) => {
  await new Panel(page).open(
    await giveNotebook('ui-tests/notebooks/failing.ipynb')
  );
  await begin(page, 'cellway:report-problem');
  const text = page.getByLabel('Text of the report');
  await expect(text).toHaveValue(/Environment: /);
  const value = await text.inputValue();
  expect(value).toMatch(/Cellway: \d/);
  expect(value).not.toContain('failing');
  expect(value).not.toContain('/tmp');
  await page
    .locator('.jp-Dialog')
    .getByRole('button', { name: 'Copy' })
    .click();
  await expect(page.getByText('The report was copied.')).toBeVisible();
});

test('an example opens, and is not written over', async ({ page }) => {
  const panel = new Panel(page);
  await panel.execute('cellway:open-examples');
  await expect(
    page.getByRole('tab', { name: 'lemonade_stand.ipynb' })
  ).toBeVisible();
  await panel.execute('cellway:open-examples');
  await expect(
    page.getByRole('tab', { name: 'lemonade_stand.ipynb' })
  ).toHaveCount(1);
});

test('the guide opens, with what can be set', async ({ page }) => {
  await new Panel(page).execute('cellway:show-guide');
  await expect(
    page.getByRole('heading', { name: 'When a step fails' })
  ).toBeVisible();
  await expect(
    page.getByRole('cell', { name: 'Keep going after a failure' })
  ).toBeVisible();
  if (process.env.CELLWAY_LOOK) {
    await page.screenshot({ path: `${process.env.CELLWAY_LOOK}/guide.png` });
  }
});
