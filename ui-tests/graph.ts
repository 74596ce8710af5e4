import type { NotebookPanel } from '@jupyterlab/notebook';
import { expect, type Locator, type Page } from '@playwright/test';
import { Panel } from './panel';

/** The graph in its tab or in the sidebar, as a person uses it. */
export class Graph {
  private constructor(
    readonly page: Page,
    readonly node: Locator
  ) {}

  /** Opens a notebook and the graph beside it. */
  static async open(page: Page, path: string): Promise<Graph> {
    const panel = new Panel(page);
    await panel.execute('docmanager:open', {
      path,
      kernelPreference: { shouldStart: false, canStart: false }
    });
    await panel.execute('cellway:open-graph');
    const graph = Graph.inTab(page);
    await expect(graph.steps.first()).toBeVisible();
    return graph;
  }

  static inTab(page: Page): Graph {
    return new Graph(page, page.locator('.jp-CellwayGraph-widget'));
  }

  static inPanel(page: Page): Graph {
    const panel = page.getByRole('region', { name: 'Cellway' });
    return new Graph(page, panel.locator('.jp-CellwayGraph'));
  }

  get steps(): Locator {
    return this.node.locator('[data-step]');
  }

  step(id: string): Locator {
    return this.node.locator(`[data-step="${id}"]`);
  }

  /** The place of a step, with the classes that say how it is shown. */
  place(id: string): Locator {
    const step = this.page.locator(`[data-step="${id}"]`);
    return this.node.locator('li').filter({ has: step });
  }

  get labels(): Locator {
    return this.node.locator('.jp-CellwayGraph-label');
  }

  button(name: string): Locator {
    return this.node.getByRole('button', { name, exact: true });
  }

  /** The scale that is shown, in percent. */
  async scale(): Promise<number> {
    return parseInt(await this.button('Full size').innerText(), 10);
  }

  /** Does something to the open notebook, which need not be in front. */
  async notebook<T>(
    what: (panel: NotebookPanel, given: string) => T,
    given = ''
  ): Promise<T> {
    return this.page.evaluate<T, string>(
      `(given => {
        const widgets = [...window.jupyterapp.shell.widgets('main')];
        const panel = widgets.find(each => each.content && each.context);
        return (${what.toString()})(panel, given);
      })(${JSON.stringify(given)})` as never,
      given
    );
  }

  /** The ids of the cells that are selected in the notebook. */
  async selected(): Promise<string[]> {
    return this.notebook(({ content }) =>
      content.widgets
        .filter(cell => content.isSelectedOrActive(cell))
        .map(cell => cell.model.id)
    );
  }

  /** The ids of the cells of the step that is pointed at. */
  async lit(): Promise<string[]> {
    return this.notebook(({ content }) =>
      content.widgets
        .filter(cell => cell.hasClass('jp-mod-cellwayLit'))
        .map(cell => cell.model.id)
    );
  }
}
