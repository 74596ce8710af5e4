import { expect, test, type Page } from '@playwright/test';
import { Panel } from '../panel';
import { giveNotebook } from '../server';

/** What all others stand on. */
const CORE = ['cellway:service', 'cellway:sessions'];

/** Opens JupyterLab as where somebody has disabled a plugin. */
async function openWithout(page: Page, plugin: string): Promise<void> {
  await page.route(
    // A second window is sent to a workspace of its own.
    ({ pathname }) => /^\/lab($|\/workspaces\/)/.test(pathname),
    async route => {
      const response = await route.fetch();
      const html = await response.text();
      const body = html.replace(
        /(<script id="jupyter-config-data"[^>]*>)(.*?)(<\/script>)/s,
        (_, start, json, end) => {
          const config = JSON.parse(json);
          const disabledExtensions = [
            ...(config.disabledExtensions ?? []),
            plugin
          ];
          return `${start}${JSON.stringify({ ...config, disabledExtensions })}${end}`;
        }
      );
      await route.fulfill({ response, body });
    }
  );
  await open(page);
}

async function open(page: Page): Promise<void> {
  await page.goto('lab?reset');
  await page.waitForFunction(() => window.jupyterapp?.restored);
  await page.evaluate(() => window.jupyterapp.restored);
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

test('any one plugin can be disabled', async ({ page }) => {
  test.setTimeout(600_000);
  const notebook = await giveNotebook('ui-tests/notebooks/greeting.ipynb');
  await open(page);
  const plugins = await activePlugins(page);
  expect(plugins).toEqual(expect.arrayContaining(CORE));

  for (const plugin of plugins) {
    await test.step(`without ${plugin}`, async () => {
      const fresh = await page.context().newPage();
      const errors: string[] = [];
      fresh.on('pageerror', error => errors.push(String(error)));
      await openWithout(fresh, plugin);
      await new Panel(fresh).execute('docmanager:open', {
        path: notebook,
        kernelPreference: { shouldStart: false, canStart: false }
      });
      await expect(fresh.locator('.jp-CodeCell').first()).toBeVisible();
      const active = await activePlugins(fresh);
      expect(active).not.toContain(plugin);
      if (!CORE.includes(plugin)) {
        expect(active).toEqual(plugins.filter(id => id !== plugin));
      }
      expect(errors).toEqual([]);
      await fresh.close();
    });
  }
});
