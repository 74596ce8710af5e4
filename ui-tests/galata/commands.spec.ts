import { expect, test } from '../test';
import type { Locator, Page } from '@playwright/test';
import { readdir, readFile } from 'node:fs/promises';
import path from 'node:path';
import { Panel } from '../panel';
import { giveNotebook } from '../server';

const SCHEMA = path.join(__dirname, '../../schema');

/** Our commands. */
function commandsOf(page: Page): Promise<string[]> {
  return page.evaluate(() =>
    window.jupyterapp.commands
      .listCommands()
      .filter(id => id.startsWith('cellway:'))
  );
}

/** What the command palette finds. */
async function search(page: Page, text: string): Promise<Locator> {
  await page.keyboard.press('Control+Shift+c');
  await page.keyboard.type(text);
  const items = page.locator('.lm-CommandPalette-item');
  await expect(items.first()).toBeVisible();
  return items;
}

test('every command has a label, a caption and arguments that are described', async ({
  page
}) => {
  const panel = new Panel(page);
  await panel.open(await giveNotebook('ui-tests/notebooks/greeting.ipynb'));
  const wrong = await page.evaluate(async () => {
    const { commands } = window.jupyterapp;
    const found: string[] = [];
    for (const id of commands.listCommands()) {
      if (!id.startsWith('cellway:')) {
        continue;
      }
      if (!commands.label(id) || !commands.caption(id)) {
        found.push(`${id}: no label or no caption`);
      }
      const { args } = await commands.describedBy(id);
      const properties = (args?.properties ?? undefined) as
        Record<string, { description?: string }> | undefined;
      if (!properties) {
        found.push(`${id}: not described`);
      }
      for (const [name, { description }] of Object.entries(properties ?? {})) {
        if (!description) {
          found.push(`${id}: nothing is said of '${name}'`);
        }
      }
    }
    return found;
  });
  expect(wrong).toEqual([]);
});

test('every command is in the command palette, and has a name of its own', async ({
  page
}) => {
  await new Panel(page).open(
    await giveNotebook('ui-tests/notebooks/greeting.ipynb')
  );
  const items = await search(page, 'cellway');
  const found = await items.evaluateAll(nodes =>
    nodes.map(node => [
      node.getAttribute('data-command'),
      node.querySelector('.lm-CommandPalette-itemLabel')?.textContent
    ])
  );
  const ours = found.filter(([id]) => id?.startsWith('cellway:'));
  const ids = ours.map(([id]) => id);
  expect(ids.sort()).toEqual((await commandsOf(page)).sort());
  const labels = new Set(ours.map(([, label]) => label));
  expect(labels.size).toBe(ours.length);
});

test('whatever menus, toolbars and keys have is a command', async ({
  page
}) => {
  await new Panel(page).open(
    await giveNotebook('ui-tests/notebooks/greeting.ipynb')
  );
  const known = await commandsOf(page);
  const named: string[] = [];
  for (const file of await readdir(SCHEMA)) {
    const text = await readFile(path.join(SCHEMA, file), 'utf8');
    const found = text.matchAll(/"command": "(cellway:[^"]*)"/g);
    named.push(...Array.from(found, ([, id]) => id));
  }
  expect(named.length).toBeGreaterThan(0);
  expect(named.filter(id => !known.includes(id))).toEqual([]);
});

test('cells are tagged, and a variable is chosen, from the palette', async ({
  page
}) => {
  const panel = new Panel(page);
  await panel.open(await giveNotebook('ui-tests/notebooks/too-dry.ipynb'));
  await panel.button('run').click();
  await panel.expectStep('check', 'failed');

  await panel.inFront('activate', 'cell-4');
  await search(page, 'tag cells');
  await page.keyboard.press('Enter');
  await expect(
    page.locator('.lm-Menu').getByText('Mark as Imports')
  ).toBeVisible();
  await page.keyboard.press('Escape');

  // The active cell belongs to the step that left it.
  await search(page, 'download variable');
  await page.keyboard.press('Enter');
  const dialog = page.getByRole('dialog');
  await expect(dialog).toContainText('Variable of the step load');
  await dialog.getByRole('combobox').selectOption('picture');
  const download = page.waitForEvent('download');
  await page.keyboard.press('Enter');
  expect((await download).suggestedFilename()).toBe('load.picture.npy');

  // A step that failed has left nothing.
  await panel.inFront('activate', 'cell-5');
  await search(page, 'load variable');
  await page.keyboard.press('Enter');
  await expect(
    page.getByText('The step check has left no variables.')
  ).toBeVisible();
});
