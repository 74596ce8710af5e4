import { test } from '@jupyterlab/galata';
import { expectAccessible } from '../accessibility';
import { Panel } from '../panel';
import { giveNotebook } from '../server';

const THEMES = ['JupyterLab Light', 'JupyterLab Dark'];

for (const theme of THEMES) {
  test(`axe finds nothing serious after a failed run in ${theme}`, async ({
    page
  }) => {
    await page.theme.setTheme(theme);
    const panel = new Panel(page);
    await panel.open(await giveNotebook('ui-tests/notebooks/failing.ipynb'));
    await panel.button('run').click();
    await panel.expectRun('failed');
    await expectAccessible(page, '#cellway-panel');
  });
}
