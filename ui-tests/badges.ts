import type { NotebookPanel } from '@jupyterlab/notebook';
import { expect, type Locator } from '@playwright/test';
import { Panel } from './panel';

/** The badges of the notebook in front, as a person uses them. */
export class Badges extends Panel {
  /** Opens a notebook, without a kernel, and waits for its badges; the panel stays closed. */
  override async open(path: string): Promise<void> {
    await this.execute('docmanager:open', {
      path,
      kernelPreference: { shouldStart: false, canStart: false }
    });
    await expect(this.all.first()).toBeVisible();
  }

  /** Goes to a cell, by its id, until its badge is seen: what is drawn meanwhile above it moves it away. */
  async see(badge: string, cell: string): Promise<void> {
    await expect(async () => {
      await this.goTo(cell);
      await expect(this.of(badge)).toBeInViewport({ timeout: 2000 });
    }).toPass();
  }

  /** Goes to a cell, by its id, wherever it is. */
  async goTo(id: string): Promise<void> {
    await this.page.evaluate(async cell => {
      const { content } = window.jupyterapp.shell
        .currentWidget as NotebookPanel;
      const index = content.widgets.findIndex(each => each.model.id === cell);
      content.activeCellIndex = index;
      await content.scrollToItem(index);
    }, id);
  }

  get notebook(): Locator {
    return this.page.locator('.jp-NotebookPanel:visible');
  }

  get all(): Locator {
    return this.notebook.locator('.jp-CellwayBadge');
  }

  /** The badge where a step begins. */
  of(step: string): Locator {
    return this.named(`Step ${step}`);
  }

  /** A badge by what it is called aloud. */
  named(name: string): Locator {
    return this.notebook.getByRole('group', { name, exact: true });
  }

  /** The button with the name of a step. */
  name(step: string): Locator {
    return this.of(step).getByRole('button', { name: `Step ${step}` });
  }

  /** A cell, by its index. */
  cell(index: number): Locator {
    return this.notebook.locator(
      `.jp-Cell[data-windowed-list-index="${index}"]`
    );
  }

  menuItem(label: string): Locator {
    return this.page.getByRole('menuitem', { name: label, exact: true });
  }
}
