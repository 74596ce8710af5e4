import type { JupyterFrontEnd } from '@jupyterlab/application';
import type { INotebookTracker } from '@jupyterlab/notebook';
import { expect, type Locator, type Page } from '@playwright/test';

declare global {
  interface Window {
    jupyterapp: JupyterFrontEnd;
  }
}

type Arguments = Record<string, string | number | boolean | object>;

/** The panel and the notebook in front, as a person uses them. */
export class Panel {
  readonly node: Locator;

  constructor(readonly page: Page) {
    this.node = page.getByRole('region', { name: 'Cellway' });
  }

  /** Goes to a page of JupyterLab or Jupyter Notebook, and waits until it is there. */
  static async at(page: Page, address: string): Promise<Panel> {
    await page.goto(address);
    await page.waitForFunction(() => window.jupyterapp);
    await page.evaluate(() => window.jupyterapp.restored);
    return new Panel(page);
  }

  /** Opens a notebook, without a kernel, and the panel. */
  async open(path: string): Promise<void> {
    await this.execute('docmanager:open', {
      path,
      kernelPreference: { shouldStart: false, canStart: false }
    });
    await this.execute('cellway:show-panel', { focus: false });
    await expect(this.node.getByText('Steps', { exact: true })).toBeVisible();
    // A notebook takes the keys a moment after it was opened, from whatever has them then.
    await expect(
      this.page.locator('.jp-Notebook-cell:focus-within')
    ).toBeVisible();
  }

  async execute(command: string, args: Arguments = {}): Promise<void> {
    await this.page.evaluate(
      async ([id, given]) => {
        await window.jupyterapp.commands.execute(id, given as never);
      },
      [command, args] as const
    );
  }

  /** A button of the panel's toolbar. */
  button(name: 'run' | 'cancel' | 'resume'): Locator {
    return this.node.locator(`[data-jp-item-name="${name}"] jp-button`);
  }

  /** Playwright takes only HTML's own buttons for disabled. */
  async expectButton(
    name: 'run' | 'cancel' | 'resume',
    state: 'enabled' | 'disabled'
  ): Promise<void> {
    const disabled = String(state === 'disabled');
    const button = this.button(name);
    await expect(button).toHaveAttribute('aria-disabled', disabled);
  }

  /** The rows of steps. */
  get rows(): Locator {
    return this.node.locator('.jp-Cellway-step');
  }

  /** The button of a step's row that has its name. */
  row(step: string): Locator {
    return this.node.getByRole('button', { name: step, exact: true });
  }

  /** The dot of a step in the lanes beside the rows. */
  dotOf(step: string): Locator {
    return this.step(step).locator('.jp-Cellway-dot');
  }

  step(name: string): Locator {
    return this.rows.filter({
      has: this.page.getByRole('button', { name, exact: true })
    });
  }

  /** Waits until a step is in a state. */
  async expectStep(name: string, status: string | RegExp): Promise<void> {
    const sign = this.step(name).locator('.jp-Cellway-status');
    await expect(sign).toHaveAccessibleName(status);
  }

  /** Shows or hides what a step takes, gives and printed. */
  async unfold(name: string): Promise<void> {
    await this.step(name).getByLabel(`Details of ${name}`).click();
  }

  /** Waits until the run as a whole is in a state, as it is said aloud too. */
  async expectRun(status: string): Promise<void> {
    await expect(this.node.getByRole('status')).toContainText(
      `Run: ${status}.`
    );
  }

  /** Waits until there are so many runs, of which the newest, which may end before it is ever seen to run, is in a state. */
  async expectRuns(count: number, newest: string): Promise<void> {
    await expect(this.runs).toHaveCount(count);
    const sign = this.runs.first().locator('.jp-Cellway-status');
    await expect(sign).toHaveAccessibleName(newest);
    await this.expectRun(newest);
  }

  /** The runs in the list, newest first. */
  get runs(): Locator {
    return this.node.locator('.jp-Cellway-run');
  }

  /** Waits until a cell, by its id, is the active one of the notebook in front. */
  async expectActiveCell(id: string): Promise<void> {
    await expect.poll(() => this.inFront('active')).toBe(id);
  }

  /** Waits until JupyterLab has forgotten how it read the notebook: what is done before is not undone. */
  async expectNothingToUndo(): Promise<void> {
    await expect.poll(() => this.inFront('undoable')).toBe('false');
  }

  /** The line, from 1, that the cursor of the active cell is in. */
  async cursorLine(): Promise<number> {
    return Number(await this.inFront('line'));
  }

  /** Replaces the source of a cell, as typing would; it is not saved. */
  async edit(id: string, source: string): Promise<void> {
    await this.inFront('edit', id, source);
  }

  async deleteCell(id: string): Promise<void> {
    await this.inFront('delete', id);
  }

  /** Does something to a cell of the notebook in front, or asks for something. */
  async inFront(
    what:
      'active' | 'line' | 'undoable' | 'edit' | 'tag' | 'delete' | 'activate',
    id = '',
    text = ''
  ): Promise<string> {
    return this.page.evaluate(
      async ([what, id, text]) => {
        const panel = window.jupyterapp.shell
          .currentWidget as INotebookTracker['currentWidget'];
        // A file that comes only now would take the place of what is done.
        await panel?.context.ready;
        const shared = panel?.content.model?.sharedModel;
        if (!panel || !shared) {
          throw new Error('No notebook is in front.');
        }
        const { content } = panel;
        const index = shared.cells.findIndex(cell => cell.getId() === id);
        switch (what) {
          case 'active':
            break;
          case 'undoable':
            return String(shared.canUndo());
          case 'edit':
            shared.getCell(index).setSource(text);
            break;
          case 'tag':
            shared.getCell(index).setMetadata('tags', [text]);
            break;
          case 'delete':
            shared.deleteCell(index);
            break;
          case 'activate':
            content.activeCellIndex = index;
            break;
          case 'line': {
            const position = content.activeCell?.editor?.getCursorPosition();
            return String((position?.line ?? -1) + 1);
          }
        }
        return content.activeCell?.model.id ?? '';
      },
      [what, id, text] as const
    );
  }
}
