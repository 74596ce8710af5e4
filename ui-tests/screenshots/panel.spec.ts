import { expect, test, type IJupyterLabPageFixture } from '../test';
import { writeFile } from 'node:fs/promises';
import path from 'node:path';
import { Panel } from '../panel';
import { giveNotebook, onDisk } from '../server';

/** The pictures of the documentation. Look at them: nothing else checks them. */
const IMAGES = path.join(__dirname, '../../docs/images');

const NOTEBOOK = 'ui-tests/notebooks/rain.ipynb';

const THEMES = {
  light: 'JupyterLab Light',
  dark: 'JupyterLab Dark',
  contrast: 'JupyterLab Dark High Contrast'
} as const;

// Sharp on the screens of today.
test.use({ deviceScaleFactor: 2, viewport: { width: 1280, height: 760 } });

/** The sidebar alone. */
async function takePanel(
  page: IJupyterLabPageFixture,
  name: string,
  width: number
): Promise<void> {
  await page.sidebar.setWidth(width, 'left');
  const box = await page.getByRole('region', { name: 'Cellway' }).boundingBox();
  expect(box).not.toBeNull();
  if (box) {
    const clip = { ...box, x: 0, width: box.x + box.width };
    const file = path.join(IMAGES, `panel-${name}.png`);
    await page.screenshot({ path: file, clip, animations: 'disabled' });
  }
}

for (const [theme, title] of Object.entries(THEMES)) {
  test(`a run from its start to its end, ${theme}`, async ({ page }) => {
    const notebook = await giveNotebook(NOTEBOOK);
    const panel = new Panel(page);
    await page.theme.setTheme(title);
    await panel.open(notebook);
    await page.sidebar.setWidth(300, 'left');

    await panel.button('run').click();
    await panel.expectStep('toss_a_coin', 'succeeded');
    await expect(panel.step('train_model')).toContainText('epoch 7/12');
    await page.mouse.move(800, 600);
    if (theme === 'light') {
      const file = path.join(IMAGES, 'jupyterlab.png');
      await page.screenshot({ path: file, animations: 'disabled' });
    }
    if (theme !== 'contrast') {
      await takePanel(page, `running-${theme}`, 300);
    }

    await writeFile(onDisk(path.dirname(notebook), 'go'), '');
    await panel.expectRun('succeeded');
    if (theme !== 'contrast') {
      await takePanel(page, `finished-${theme}`, 300);
    }

    await panel.node.getByLabel(/^at_least/).fill('0.9');
    await panel.button('run').click();
    await panel.expectRun('failed');
    await panel.unfold('clean');
    await page.mouse.move(800, 600);
    await takePanel(page, `failed-${theme}`, 300);
    if (theme !== 'contrast') {
      await takePanel(page, `failed-narrow-${theme}`, 240);
    }
  });
}

test('no service', async ({ page }) => {
  await page.route('**/cellway/api/**', route => route.abort());
  const panel = new Panel(page);
  await panel.open(await giveNotebook(NOTEBOOK));
  await expect(panel.node.getByRole('alert')).toBeVisible();
  await panel.node.getByLabel(/^days/).fill('many');
  await panel.step('clean').hover();
  await takePanel(page, 'no-service', 300);
});
