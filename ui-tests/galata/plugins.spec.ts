import { expect, test, type Page } from '@playwright/test';
import { readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { Panel } from '../panel';
import { CONFIGURED, giveNotebook } from '../server';

/** What all others stand on. */
const CORE = ['cellway:service', 'cellway:sessions'];

const PAGE_CONFIG = path.join(CONFIGURED, 'page_config.json');
/** What it holds for other tests. */
let configured: string;

/** As `jupyter labextension disable` does for all who use a server. */
async function disable(...plugins: string[]): Promise<void> {
  const disabledExtensions = Object.fromEntries(
    plugins.map(plugin => [plugin, true])
  );
  await writeFile(PAGE_CONFIG, JSON.stringify({ disabledExtensions }));
}

/** Our plugins that are there, and work. */
async function activePlugins(page: Page): Promise<string[]> {
  return page.evaluate(() =>
    window.jupyterapp
      .listPlugins()
      .filter(
        id =>
          id.startsWith('cellway:') && window.jupyterapp.isPluginActivated(id)
      )
  );
}

test.beforeAll(async () => {
  configured = await readFile(PAGE_CONFIG, 'utf8');
});
test.afterAll(() => writeFile(PAGE_CONFIG, configured));

test('any one plugin can be disabled', async ({ page }) => {
  test.setTimeout(600_000);
  const notebook = await giveNotebook('ui-tests/notebooks/greeting.ipynb');
  await Panel.at(page, 'lab?reset');
  const plugins = await activePlugins(page);
  expect(plugins).toEqual(expect.arrayContaining(CORE));

  const errors: string[] = [];
  page.on('pageerror', error => errors.push(String(error)));
  for (const plugin of plugins) {
    await test.step(`without ${plugin}`, async () => {
      await disable(plugin);
      const panel = await Panel.at(page, 'lab?reset');
      await panel.execute('docmanager:open', {
        path: notebook,
        kernelPreference: { shouldStart: false, canStart: false }
      });
      await expect(page.locator('.jp-CodeCell').first()).toBeVisible();
      const active = await activePlugins(page);
      expect(active).not.toContain(plugin);
      if (!CORE.includes(plugin)) {
        expect(active).toEqual(plugins.filter(id => id !== plugin));
      }
      expect(errors).toEqual([]);
    });
  }
});
