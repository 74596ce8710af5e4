import { expect, galata, test } from '../test';
import type { INotebookTracker } from '@jupyterlab/notebook';
import type { Locator } from '@playwright/test';
import { readFile } from 'node:fs/promises';
import { Panel } from '../panel';
import { giveNotebook, onDisk } from '../server';

const NOTEBOOK = 'ui-tests/notebooks/tagging.ipynb';

/** The tags of the cells of NOTEBOOK. */
const BEFORE = {
  load: 'hide-input block:load limit:memory:1Gi',
  text: '',
  sort: '',
  check: '',
  report: 'block:report prev:load'
};

type Tags = Record<keyof typeof BEFORE, string>;

class Tagged extends Panel {
  path = '';

  async start(source = NOTEBOOK): Promise<void> {
    this.path = await giveNotebook(source);
    await this.open(this.path);
    await this.expectNothingToUndo();
    await expect(this.node.locator('.jp-Cellway-step').first()).toBeVisible();
  }

  /** Selects cells from one to another, and leaves their editors. */
  async select(from: keyof Tags, to = from): Promise<void> {
    // Keys are for the notebook that has the focus; a cell that is drawn anew may lose it.
    await expect(async () => {
      await this._select(from, to);
      await expect(
        this.page.locator('.jp-Notebook .jp-Cell.jp-mod-active:focus')
      ).toBeVisible({ timeout: 2000 });
    }).toPass();
  }

  private async _select(from: string, to: string): Promise<void> {
    await this.page.evaluate(
      ([first, last]) => {
        const { content } = window.jupyterapp.shell
          .currentWidget as NonNullable<INotebookTracker['currentWidget']>;
        const index = (id: string): number =>
          content.widgets.findIndex(each => each.model.id === id);
        content.mode = 'command';
        content.deselectAll();
        content.activeCellIndex = index(first);
        content.extendContiguousSelectionTo(index(last));
        content.activate();
      },
      [from, to] as const
    );
  }

  async tags(): Promise<Tags> {
    return this.page.evaluate(() => {
      const { model } = (
        window.jupyterapp.shell.currentWidget as NonNullable<
          INotebookTracker['currentWidget']
        >
      ).content;
      return Object.fromEntries(
        (model?.sharedModel.cells ?? []).map(cell => [
          cell.getId(),
          ((cell.getMetadata('tags') ?? []) as string[]).join(' ')
        ])
      ) as never;
    });
  }

  async expectTags(tags: Partial<Tags>): Promise<void> {
    await expect.poll(() => this.tags()).toEqual({ ...BEFORE, ...tags });
  }

  async press(...keys: string[]): Promise<void> {
    for (const key of keys) {
      await this.page.keyboard.press(key);
    }
  }

  get menu(): Locator {
    return this.page.locator('.lm-Menu');
  }

  get dialog(): Locator {
    return this.page.getByRole('dialog');
  }

  get name(): Locator {
    return this.dialog.getByLabel('Name of the step');
  }
}

const WAYS: readonly [string, (notebook: Tagged) => Promise<void>][] = [
  ['a command', notebook => notebook.execute('cellway:tag-imports')],
  ['keys', notebook => notebook.press('t', 'i')],
  [
    'the menu of the cell',
    async notebook => {
      const cell = notebook.page.locator('.jp-Notebook .jp-Cell').nth(2);
      await cell.locator('.jp-InputPrompt').click({ button: 'right' });
      await notebook.menu.getByText('Cellway', { exact: true }).click();
      await notebook.menu.getByText('Mark as Imports').click();
    }
  ],
  [
    'the button on the cell',
    async notebook => {
      await notebook.page
        .locator('.jp-cell-toolbar [data-jp-item-name="cellway-tag"] jp-button')
        .click();
      await notebook.menu.getByText('Mark as Imports').click();
    }
  ],
  [
    'the menu bar',
    async notebook => {
      await notebook.page.getByRole('menuitem', { name: 'Edit' }).click();
      await notebook.menu.getByText('Pipeline Step').click();
      await notebook.menu.getByText('Mark as Imports').click();
    }
  ],
  [
    'the palette',
    async notebook => {
      await notebook.execute('apputils:activate-command-palette');
      await notebook.page.keyboard.type('mark as imports');
      await notebook.page
        .locator('.lm-CommandPalette-item')
        .filter({ hasText: 'Mark as Imports' })
        .click();
    }
  ]
];

test('each way of tagging does the same', async ({ page }) => {
  const notebook = new Tagged(page);
  await notebook.start();
  for (const [way, tag] of WAYS) {
    await test.step(way, async () => {
      await notebook.select('sort');
      await tag(notebook);
      // What follows stays in its step.
      await notebook.expectTags({ sort: 'imports', check: 'block:load' });
      await notebook.execute('notebook:undo-cell-action');
      await notebook.expectTags({});
    });
  }
});

test("JupyterLab's own tags are the same", async ({ page }) => {
  const notebook = new Tagged(page);
  await notebook.start();
  await notebook.select('sort');
  await page.sidebar.openTab('jp-property-inspector');
  await page.getByText('Common tools').click();
  const tool = page.locator('.jp-CellTags');
  await tool.locator('input.jp-CellTags-Add').click();
  await page.keyboard.type('step:order');
  await page.keyboard.press('Enter');
  await notebook.expectStep('order', 'not run yet');
  await notebook.select('sort');
  await notebook.press('t', 'k');
  await notebook.expectTags({ sort: 'skip', check: 'block:order' });
  const applied = tool.locator('.jp-CellTags-Tag.jp-CellTags-Applied');
  await expect(applied.filter({ hasText: 'skip' })).toBeVisible();
});

for (const [mode, isWide] of [
  ['the whole notebook', true],
  ['each cell', false]
] as const) {
  test.describe(`where ${mode} has its undo`, () => {
    test.use({
      settings: {
        ...galata.DEFAULT_SETTINGS,
        '@jupyterlab/notebook-extension:tracker': {
          ...galata.DEFAULT_SETTINGS['@jupyterlab/notebook-extension:tracker'],
          documentWideUndoRedo: isWide
        }
      }
    });

    test('what is done to steps is undone at once', async ({ page }) => {
      const notebook = new Tagged(page);
      await notebook.start();
      const undo = async (): Promise<void> => {
        await notebook.select('load');
        await notebook.press('z');
        await notebook.expectTags({});
      };

      await notebook.select('load');
      await notebook.execute('cellway:rename-step', { name: 'read' });
      await notebook.expectTags({
        load: 'hide-input block:read limit:memory:1Gi',
        report: 'block:report prev:read'
      });
      await notebook.expectStep('read', 'not run yet');
      await undo();
      await notebook.expectStep('load', 'not run yet');

      await notebook.select('sort', 'check');
      await notebook.execute('cellway:make-step', { name: 'order' });
      await notebook.expectTags({
        sort: 'block:order prev:load',
        report: 'block:report prev:load prev:order'
      });
      await undo();

      await notebook.select('report');
      await notebook.press('t', 'a');
      await notebook.expectTags({ report: 'block:load' });
      await undo();

      await notebook.select('check');
      await notebook.execute('cellway:split-step', { name: 'checked' });
      await notebook.expectTags({
        check: 'block:checked limit:memory:1Gi prev:load',
        report: 'block:report prev:load prev:checked'
      });
      await undo();
      await notebook.press('Shift+Z');
      await notebook.expectTags({
        check: 'block:checked limit:memory:1Gi prev:load',
        report: 'block:report prev:load prev:checked'
      });
    });
  });
}

test('the file differs in tags alone', async ({ page }) => {
  const notebook = new Tagged(page);
  await notebook.start();
  const read = async (): Promise<string> =>
    readFile(onDisk(notebook.path), 'utf8');
  const before = JSON.parse(await read());
  await notebook.select('load', 'report');
  await notebook.execute('cellway:make-step', { name: 'all' });
  await notebook.select('check');
  await notebook.execute('cellway:tag-skip');
  await notebook.execute('docmanager:save');
  const after = JSON.parse(await read());
  before.cells[0].metadata.tags[1] = 'block:all';
  before.cells[3].metadata.tags = ['skip'];
  delete before.cells[4].metadata.tags;
  expect(after).toEqual(before);
});

test('a wrong name is refused as it is typed', async ({ page }) => {
  const notebook = new Tagged(page);
  await notebook.start();
  await notebook.select('sort');
  await notebook.press('t', 's');
  // From the heading above the cell.
  await expect(notebook.name).toHaveValue('sort_the_rows');
  const make = notebook.dialog.getByRole('button', { name: 'Make Step' });
  await expect(make).toBeEnabled();
  await notebook.name.fill('');
  await expect(make).toBeDisabled();
  await expect(notebook.dialog.getByRole('status')).toContainText('empty');
  await page.keyboard.type('Sort rows');
  await expect(notebook.dialog.getByRole('status')).toContainText('capital');
  await page.keyboard.press('Enter');
  await expect(make).toBeDisabled();

  // What is offered instead is taken by keyboard.
  await page.keyboard.press('Tab');
  await page.keyboard.press('Enter');
  await expect(notebook.name).toHaveValue('sort_rows');
  await expect(notebook.name).toBeFocused();
  await expect(make).toBeEnabled();
  await notebook.name.fill('report');
  await expect(notebook.dialog.getByRole('status')).toContainText(
    'join the step “report”'
  );
  await page.keyboard.press('Escape');
  await notebook.expectTags({});

  await notebook.press('t', 'r');
  await notebook.name.fill('report');
  const rename = notebook.dialog.getByRole('button', { name: 'Rename' });
  await expect(rename).toBeDisabled();
  await expect(notebook.dialog.getByRole('status')).toContainText('already');
  await page.keyboard.press('Escape');
  await notebook.expectTags({});
});

test('steps are made by keyboard alone', async ({ page }) => {
  const notebook = new Tagged(page);
  await notebook.start();
  await notebook.select('load');
  await notebook.press('ArrowDown', 'ArrowDown', 'Shift+ArrowDown');
  await notebook.press('t', 't');
  await expect(notebook.menu.getByText('Make Step…')).toBeVisible();
  await notebook.press('Enter');
  await expect(notebook.name).toBeFocused();
  await page.keyboard.type('order');
  await notebook.press('Enter');
  await notebook.expectTags({
    sort: 'block:order prev:load',
    report: 'block:report prev:load prev:order'
  });
  // The keys are the notebook's again.
  await notebook.press('ArrowDown');
  await notebook.expectActiveCell('report');
  await notebook.press('t', 'a');
  await notebook.expectTags({
    sort: 'block:order prev:load',
    report: 'block:order'
  });
  await notebook.press('t', 'u');
  await notebook.expectTags({ sort: 'block:order prev:load', report: '' });
});

test('what cannot be done is not offered, or refused with a way out', async ({
  page
}) => {
  const notebook = new Tagged(page);
  await notebook.start();
  const isEnabled = (command: string): Promise<boolean> =>
    page.evaluate(
      id => window.jupyterapp.commands.isEnabled(id),
      `cellway:${command}`
    );
  await notebook.select('text');
  expect(await isEnabled('make-step')).toBe(false);
  await notebook.select('load');
  expect(await isEnabled('make-step')).toBe(true);
  expect(await isEnabled('merge-step')).toBe(false);
  expect(await isEnabled('split-step')).toBe(false);
  await notebook.select('check');
  expect(await isEnabled('merge-step')).toBe(false);
  expect(await isEnabled('split-step')).toBe(true);
  await notebook.select('report');
  expect(await isEnabled('merge-step')).toBe(true);

  await notebook.execute('cellway:make-step', { name: 'No' });
  await expect(page.getByText('Call it "no".')).toBeVisible();
  await notebook.edit('report', ' ');
  await notebook.press('t', 'i');
  await expect(page.getByText('There is no code in the cell')).toBeVisible();
  await notebook.expectTags({});
});

test('what a run has left is only read', async ({ page }) => {
  const notebook = new Tagged(page);
  await notebook.start('ui-tests/notebooks/greeting.ipynb');
  await notebook.button('run').click();
  await notebook.expectRun('succeeded');
  await notebook.execute('cellway:open-run');
  await expect(
    page.locator('.jp-NotebookPanel:visible .jp-Cell').first()
  ).toBeVisible();
  await expect
    .poll(() =>
      page.evaluate(
        () =>
          (
            window.jupyterapp.shell
              .currentWidget as INotebookTracker['currentWidget']
          )?.context?.path.split(':')[0]
      )
    )
    .toBe('Cellway');
  expect(
    await page.evaluate(() =>
      window.jupyterapp.commands.isEnabled('cellway:make-step')
    )
  ).toBe(false);
});
