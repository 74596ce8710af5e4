import type { ILabShell, JupyterFrontEnd } from '@jupyterlab/application';
import { SplitPanel, TabPanel, type Widget } from '@lumino/widgets';

/** Where views stand, apart from the notebook. */
export interface ViewPlace {
  readonly app: JupyterFrontEnd;
  /** Null in Notebook 7, whose main area has room for the notebook alone. */
  readonly labShell: ILabShell | null;
}

/** The views beside each notebook, by the id of the notebook's widget. */
const beside = new Map<string, Set<Widget>>();

/**
 * Shows a view in the main area, in a tab of its own; in Notebook 7 below the
 * notebook, where tabs are as well.
 */
export function showView(view: Widget, { app, labShell }: ViewPlace): void {
  if (!view.isAttached) {
    app.shell.add(view, labShell ? 'main' : 'down', { type: 'Cellway' });
  }
  app.shell.activateById(view.id);
  if (!labShell) {
    bringToFront(view);
    giveRoom(view, { least: 80, share: 0.4 });
  }
}

/**
 * Shows a view to the right of its notebook: as a tab, where another one of
 * ours is there already, so that the notebook is not squeezed. In Notebook 7
 * it is in the sidebar, which is narrow.
 *
 * @param notebook - the id of the notebook's widget
 */
export function showBeside(
  view: Widget,
  notebook: string,
  { app: { shell }, labShell }: ViewPlace
): void {
  if (!view.isAttached) {
    if (labShell) {
      const neighbour = neighbourOf(notebook);
      shell.add(view, 'main', {
        type: 'Cellway',
        ...(neighbour
          ? { mode: 'tab-after', ref: neighbour.id }
          : { mode: 'split-right', ref: notebook })
      });
      remember(view, notebook);
    } else {
      shell.add(view, 'right', { type: 'Cellway' });
    }
  }
  shell.activateById(view.id);
  if (!labShell) {
    giveRoom(view, { least: 320, share: 0.35 });
  }
}

/** The shell of Notebook 7 leaves the tab below the notebook in front that is there. */
function bringToFront(view: Widget): void {
  const tabs = view.parent?.parent;
  if (tabs instanceof TabPanel) {
    tabs.currentWidget = view;
  }
}

/**
 * The shell of Notebook 7 gives what is beside or below the notebook as little
 * room as it can: the tabs below alone, no view.
 *
 * @param least - in px; where there is as much, a person may have wanted it so
 * @param share - of the room of the notebook and what is around it
 */
function giveRoom(
  view: Widget,
  { least, share }: { readonly least: number; readonly share: number }
): void {
  let area = view;
  while (area.parent && !(area.parent instanceof SplitPanel)) {
    area = area.parent;
  }
  const split = area.parent;
  if (!(split instanceof SplitPanel)) {
    return;
  }
  const { clientWidth, clientHeight } = view.node;
  const isRow = split.orientation === 'horizontal';
  if ((isRow ? clientWidth : clientHeight) >= least) {
    return;
  }
  const index = split.widgets.indexOf(area);
  const sizes = split.relativeSizes();
  const others = 1 - sizes[index];
  split.setRelativeSizes(
    sizes.map((size, at) =>
      at === index ? share : (size / others) * (1 - share)
    )
  );
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
