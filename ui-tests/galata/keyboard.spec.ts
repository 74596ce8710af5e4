import { expect, test } from '../test';
import type { Locator, Page } from '@playwright/test';
import { Badges } from '../badges';
import { Graph } from '../graph';
import { Panel } from '../panel';
import { RunView } from '../run-view';
import { giveNotebook } from '../server';

/** What a person does who has no mouse. */
class Keyboard {
  constructor(readonly page: Page) {}

  async press(...keys: string[]): Promise<void> {
    for (const key of keys) {
      await this.page.keyboard.press(key);
    }
  }

  /** Finds a command in JupyterLab's palette. */
  async command(label: string): Promise<void> {
    const palette = this.page.locator('#modal-command-palette');
    const active = palette.locator('.lm-CommandPalette-item.lm-mod-active');
    // A notebook that has just been opened may take the focus once more.
    await expect(async () => {
      await this.press('Control+Shift+c');
      await expect(palette.locator('input')).toBeFocused({ timeout: 2000 });
      await palette.locator('input').fill(label, { timeout: 2000 });
      await expect(active).toContainText(label, { timeout: 2000 });
    }).toPass();
    await this.press('Enter');
    await expect(palette).toBeHidden();
  }

  /** Presses a key until something has the focus; fails where it never comes there. */
  async reach(key: string, target: Locator, most = 20): Promise<void> {
    for (let pressed = 0; pressed < most; pressed++) {
      if (await target.evaluate(each => each.matches(':focus'))) {
        return;
      }
      await this.press(key);
    }
    await expect(target).toBeFocused();
  }

  /** Makes a step of the active cell. */
  async makeStep(name: string): Promise<void> {
    await this.press('t', 's');
    const dialog = this.page.locator('.jp-Dialog');
    await expect(dialog.locator('input')).toBeFocused();
    await this.press('Control+a');
    await this.page.keyboard.type(name);
    await this.press('Enter');
    await expect(dialog).toHaveCount(0);
  }
}

test('from an untagged notebook to a mended run, without a mouse', async ({
  page
}) => {
  const keyboard = new Keyboard(page);
  const panel = new Panel(page);
  const badges = new Badges(page);
  const view = new RunView(page);
  const notebook = await giveNotebook('ui-tests/notebooks/untagged.ipynb');
  const cell = page.locator('.jp-Notebook .jp-Cell.jp-mod-active');

  await keyboard.command('Open from Path');
  await page.keyboard.type(notebook);
  await keyboard.press('Enter');
  await expect(cell).toBeFocused();

  // Faster than what the first tag has to load.
  await keyboard.press('ArrowDown', 't', 'i', 'ArrowDown');
  await expect(badges.named('Cell of kind imports')).toBeVisible();
  await keyboard.makeStep('load');
  await expect(badges.of('load')).toBeVisible();
  await keyboard.press('ArrowDown');
  await keyboard.makeStep('average');
  await keyboard.press('ArrowDown');
  await keyboard.makeStep('report');
  await expect(badges.of('report')).toBeVisible();
  await expect(cell).toBeFocused();

  // The panel takes the focus, and keeps it while it runs.
  await keyboard.command('Show Cellway');
  await expect(panel.button('run')).toBeFocused();
  await keyboard.press('Enter');
  await panel.expectRun('failed');
  await expect(panel.node.locator('jp-button:focus')).toBeVisible();

  // The failure, and back: to the line, which is mended.
  await keyboard.press('F8');
  await panel.expectActiveCell('cell-3');
  await expect(cell.locator('.cm-content')).toBeFocused();
  expect(await panel.cursorLine()).toBe(2);
  await keyboard.press('Home', 'Shift+End');
  await page.keyboard.type('assert mean > 0');
  await keyboard.command('Run What Is Left');
  await panel.expectRun('succeeded');
  await expect(page.locator('.jp-Notebook:focus-within')).toBeVisible();

  await keyboard.command('Open Run View');
  const row = (step: string): Locator => view.row(step).getByRole('button');
  await expect(row('load')).toBeFocused();
  await keyboard.press('ArrowDown', 'Enter');
  const detail = view.detail('average');
  await expect(detail).toBeVisible();
  await expect(row('average')).toBeFocused();
  await keyboard.reach('Tab', detail.getByRole('tab', { name: 'Log' }));
  await keyboard.press('ArrowRight');
  await expect(detail.getByRole('tab', { name: 'Outputs' })).toBeFocused();
  await expect(detail.getByText('no plots')).toBeVisible();
  await keyboard.press('Home');
  await keyboard.reach('Tab', detail.getByRole('log'));
  await expect(detail.getByRole('log')).toContainText('the mean is');

  await keyboard.command('Show Pipeline Graph');
  const graph = Graph.inTab(page);
  await expect(graph.step('average')).toBeFocused();
  await keyboard.press('ArrowDown', 'Enter');
  await panel.expectActiveCell('cell-4');
  await expect(cell).toBeFocused();
});
