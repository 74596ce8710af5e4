import type { ILabShell, JupyterFrontEnd } from '@jupyterlab/application';
import type { Widget } from '@lumino/widgets';

/** The views beside each notebook, by the id of the notebook's widget. */
const beside = new Map<string, Set<Widget>>();

/**
 * Shows a view to the right of its notebook: as a tab, where another one of
 * ours is there already, so that the notebook is not squeezed.
 *
 * @param labShell - null in Notebook 7, whose main area has room for the notebook alone
 * @param notebook - the id of the notebook's widget
 */
export function showBeside(
  { shell, commands }: JupyterFrontEnd,
  labShell: ILabShell | null,
  view: Widget,
  notebook: string
): void {
  if (labShell) {
    if (!view.isAttached) {
      const neighbour = neighbourOf(notebook);
      shell.add(view, 'main', {
        type: 'Cellway',
        ...(neighbour
          ? { mode: 'tab-after', ref: neighbour.id }
          : { mode: 'split-right', ref: notebook })
      });
      remember(view, notebook);
    }
    shell.activateById(view.id);
    return;
  }
  if (!view.isAttached) {
    shell.add(view, 'right', { type: 'Cellway' });
  }
  shell.activateById(view.id);
  if (!view.isVisible) {
    void commands.execute('application:toggle-panel', {
      side: 'right',
      id: view.id
    });
  }
}

function neighbourOf(notebook: string): Widget | undefined {
  return [...(beside.get(notebook) ?? [])].find(view => view.isAttached);
}

function remember(view: Widget, notebook: string): void {
  const views = beside.get(notebook) ?? new Set();
  beside.set(notebook, views.add(view));
  view.disposed.connect(() => {
    views.delete(view);
    if (views.size === 0) {
      beside.delete(notebook);
    }
  });
}
