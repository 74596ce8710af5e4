import { expect, test, type IJupyterLabPageFixture } from '../test';
import type { INotebookTracker } from '@jupyterlab/notebook';
import type { Locator } from '@playwright/test';
import { readFile } from 'node:fs/promises';
import { expectAccessible } from '../accessibility';
import { Panel } from '../panel';
import { giveNotebook, onDisk } from '../server';

const NOTEBOOK = 'ui-tests/notebooks/failing.ipynb';

/** The form, as a person uses it. */
class SettingsForm {
  readonly node: Locator;
  private _path = '';

  constructor(
    readonly page: IJupyterLabPageFixture,
    readonly panel = new Panel(page)
  ) {
    this.node = page.getByRole('region', { name: 'Settings of steps' });
  }

  async open(notebook: string, step?: string): Promise<void> {
    this._path = await giveNotebook(notebook);
    await this.panel.open(this._path);
    if (step !== undefined) {
      await this.panel.execute('cellway:step-settings', { step });
      await this.expectSubject(step);
    }
  }

  field(name: string): Locator {
    return this.node.getByLabel(name, { exact: true });
  }

  group(name: string): Locator {
    return this.node.getByRole('group', { name, exact: true });
  }

  async expectSubject(name: string): Promise<void> {
    const chosen = this.field('Settings of').locator('option:checked');
    await expect(chosen).toHaveText(name);
  }

  /** The metadata on the disk after a save: of the notebook, then of its cells. */
  async save(): Promise<Record<string, unknown>[]> {
    await this.panel.execute('docmanager:save');
    const { metadata, cells } = JSON.parse(
      await readFile(onDisk(this._path), 'utf8')
    );
    return [metadata, ...cells.map((cell: typeof metadata) => cell.metadata)];
  }

  async undo(): Promise<void> {
    await this.panel.execute('notebook:undo-cell-action');
  }
}

test('what is set for a step is in the notebook once it is saved', async ({
  page
}) => {
  const form = new SettingsForm(page);
  await form.open(NOTEBOOK);
  await form.panel.step('check').hover();
  await form.panel.step('check').getByLabel('Settings of check').click();
  await form.expectSubject('check');

  await form.field('CPU').fill('500m');
  await form.field('load').check();
  await form.field('Cache').selectOption('Never');
  await form.field('Retries').fill('2');
  await form.field('Add to Variables').click();
  await expect(form.group('Variables').getByLabel('Name')).toBeFocused();
  await page.keyboard.type('MODE');
  await page.keyboard.press('Tab');
  // The last word is saved too, though nobody has left the field.
  await page.keyboard.type('fast');
  const [, , , check] = await form.save();
  expect(check).toEqual({
    tags: ['step:check'],
    cellway: {
      version: 1,
      resources: { cpu: '500m' },
      after: ['load'],
      cache: 'disabled',
      retry: { limit: 2 },
      environment: { MODE: 'fast' }
    }
  });

  await form.field('CPU').fill('');
  await form.field('Retries').fill('');
  await form.field('load').uncheck();
  await form.field('Cache').selectOption('By default');
  await form.field('Remove 1 from Variables').click();
  const [, , , emptied] = await form.save();
  expect(emptied).toEqual({ tags: ['step:check'] });
});

test('what is wrong is told and never written', async ({ page }) => {
  const form = new SettingsForm(page);
  await form.open(NOTEBOOK, 'check');
  const memory = form.field('Memory');
  await memory.fill('4Gi');
  await memory.fill('4GB');
  const alert = form.node.getByRole('alert');
  await expect(alert).toContainText('"4GB" is not an amount of memory');
  await expect(memory).toHaveAttribute('aria-invalid', 'true');
  await expect(memory).toHaveAccessibleDescription(
    /Write a number with a unit/
  );
  await form.field('Add to Secrets').click();
  await form.field('Secret').fill('Credentials');
  await expect(form.group('Secrets')).toContainText('Name the key');
  const [, , , check] = await form.save();
  expect(check).toEqual({ tags: ['step:check'] });

  // It is still there when the person comes back.
  await form.field('Settings of').selectOption('load');
  await expect(memory).toHaveValue('');
  await form.field('Settings of').selectOption('check');
  await expect(memory).toHaveValue('4GB');
  await memory.fill('4Gi');
  await expect(memory).not.toHaveAttribute('aria-invalid');
  const [, , , mended] = await form.save();
  expect(mended.cellway).toEqual({ version: 1, resources: { memory: '4Gi' } });
});

test('each change is undone on its own', async ({ page }) => {
  const form = new SettingsForm(page);
  await form.open(NOTEBOOK, 'check');
  await form.field('CPU').fill('2');
  // What is typed before the notebook can be edited is written at once, when it can.
  await expect
    .poll(async () => (await form.save())[3].cellway)
    .toEqual({ version: 1, resources: { cpu: '2' } });
  await form.field('Time limit (s)').fill('60');
  await form.field('Time limit (s)').press('Enter');
  await form.field('Cache').selectOption('Always');
  await form.undo();
  await expect(form.field('Cache')).toHaveValue('0');
  await expect(form.field('Time limit (s)')).toHaveValue('60');
  await form.undo();
  await expect(form.field('Time limit (s)')).toHaveValue('');
  await expect(form.field('CPU')).toHaveValue('2');
  await form.panel.execute('notebook:redo-cell-action');
  await expect(form.field('Time limit (s)')).toHaveValue('60');
});

test('what is set for all steps holds where a step says nothing', async ({
  page
}) => {
  const form = new SettingsForm(page);
  await form.open(NOTEBOOK);
  await form.panel.node.getByLabel('Settings of the pipeline').click();
  await form.expectSubject('The notebook');
  await form.field('Description').fill('What it does');
  await form.field('Memory').fill('4Gi');
  await form.field('Add to Variables').click();
  await page.keyboard.type('MODE');
  await form.field('Settings of').selectOption('check');
  await expect(form.field('Memory')).toHaveValue('');
  await expect(form.field('Memory')).toHaveAttribute(
    'placeholder',
    '4Gi (all steps)'
  );
  await expect(form.group('Variables')).toContainText('All steps: MODE=');
  const [notebook, , , check] = await form.save();
  expect(notebook.cellway).toEqual({
    version: 1,
    description: 'What it does',
    defaults: { resources: { memory: '4Gi' }, environment: { MODE: '' } }
  });
  expect(check).toEqual({ tags: ['step:check'] });
});

test('marks what the engine makes no use of', async ({ page }) => {
  const form = new SettingsForm(page);
  await form.open(NOTEBOOK, 'check');
  const mark = 'not on this computer';
  await expect(form.field('Image')).toHaveAccessibleDescription(
    new RegExp(mark)
  );
  await expect(form.group('Secrets')).toContainText(mark);
  await expect(form.group('Variables')).not.toContainText(mark);
  await expect(form.field('Memory')).not.toHaveAccessibleDescription(
    new RegExp(mark)
  );
  await form.field('GPUs').fill('1');
  await expect(form.field('GPUs')).not.toHaveAccessibleDescription(
    new RegExp(mark)
  );
  await form.field('GPU resource').fill('amd.com/gpu');
  await expect(form.field('GPUs')).toHaveAccessibleDescription(
    new RegExp(mark)
  );
});

test('is used by keyboard alone, and follows the active cell', async ({
  page
}) => {
  const form = new SettingsForm(page);
  await form.open(NOTEBOOK);
  await form.panel.inFront('activate', 'cell-1');
  await form.panel.execute('cellway:step-settings');
  await form.expectSubject('load');
  await expect(form.field('Settings of')).toBeFocused();
  await page.keyboard.press('ArrowDown');
  await form.expectSubject('check');
  const cpu = form.field('CPU');
  while (!(await cpu.evaluate(node => node === document.activeElement))) {
    await page.keyboard.press('Tab');
  }
  await page.keyboard.type('2');
  await page.keyboard.press('Escape');
  await expect(page.locator('.jp-Cell.jp-mod-active')).toBeFocused();
  // The notebook has the keys again.
  await page.keyboard.press('ArrowDown');
  await form.panel.expectActiveCell('cell-2');
  await page.keyboard.press('ArrowDown');
  await form.expectSubject('report');
  await expect(cpu).toHaveValue('');
  const [, , , check] = await form.save();
  expect(check.cellway).toMatchObject({ resources: { cpu: '2' } });
});

test('gives tags to steps that have none, in one change', async ({ page }) => {
  const form = new SettingsForm(page);
  await form.open(NOTEBOOK);
  for (const cell of ['cell-1', 'cell-2', 'cell-3']) {
    await form.panel.inFront('tag', cell, 'mine');
  }
  await expect(form.panel.step('it_fails')).toBeVisible();
  await form.panel.execute('cellway:step-settings', { step: 'it_fails' });
  await expect(form.node).toContainText('No tag names this step yet');
  await form.field('Cache').selectOption('Never');
  await expect(form.node).toContainText('The steps have tags now');
  const [, , first, second] = await form.save();
  expect(first).toEqual({
    tags: expect.arrayContaining(['mine', 'step:it_fails']),
    cellway: { version: 1, cache: 'disabled' }
  });
  expect(second).toEqual({ tags: ['mine'] });
  await form.undo();
  await expect(form.field('Cache')).toHaveValue('0');
  const [, , undone] = await form.save();
  expect(undone).toEqual({ tags: ['mine'] });
});

test('shows the notebook in front, and what is set in it by others', async ({
  page
}) => {
  const form = new SettingsForm(page);
  await form.open(NOTEBOOK, 'check');
  await form.field('CPU').fill('lots');
  await form.panel.open(
    await giveNotebook('ui-tests/notebooks/greeting.ipynb')
  );
  await form.expectSubject('greet');
  await expect(form.field('CPU')).toHaveValue('');
  await page.getByRole('tab', { name: 'failing.ipynb' }).click();
  await form.expectSubject('check');
  await expect(form.field('CPU')).toHaveValue('lots');
  // What somebody else writes counts for more than what is no value.
  await page.evaluate(() => {
    const panel = window.jupyterapp.shell.currentWidget;
    const { content } = panel as INotebookTracker['currentWidget'] & object;
    content.model?.sharedModel
      .getCell(2)
      .setMetadata('cellway', { version: 1, resources: { cpu: '4' } });
  });
  await expect(form.field('CPU')).toHaveValue('4');
});

for (const theme of ['JupyterLab Light', 'JupyterLab Dark High Contrast']) {
  test(`axe finds nothing serious in the forms in ${theme}`, async ({
    page
  }) => {
    await page.theme.setTheme(theme);
    const form = new SettingsForm(page);
    await form.open(NOTEBOOK, 'report');
    await form.field('CPU').fill('lots');
    await form.field('Add to Variables').click();
    await form.field('Add to Secrets').click();
    await form.field('Secret').fill('credentials');
    await form.field('Volumes').selectOption('Only…');
    await expectAccessible(page, '#cellway-step-settings');
    await form.field('Settings of').selectOption('The notebook');
    await form.node.getByRole('button', { name: 'Volumes' }).click();
    await form.field('Add to Volumes').click();
    await expectAccessible(page, '#cellway-step-settings');
  });
}

test('steps to wait for are walked with the arrow keys', async ({ page }) => {
  const form = new SettingsForm(page);
  await form.open(NOTEBOOK, 'report');
  await form.field('load').focus();
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('Space');
  await expect(form.field('check')).toBeChecked();
  await expect(form.field('load')).not.toBeChecked();
  await page.keyboard.press('Tab');
  await expect(form.field('Do not pass on')).toBeFocused();
  await page.keyboard.press('Shift+Tab');
  await expect(form.field('check')).toBeFocused();
});

test('says so where nothing can be set for what was asked for', async ({
  page
}) => {
  const form = new SettingsForm(page);
  await form.open(NOTEBOOK);
  await form.panel.execute('cellway:step-settings', { step: 'imports' });
  await form.expectSubject('The notebook');
  await expect(form.node).toContainText('Nothing can be set for "imports"');
});
