/** Notebooks in the real JupyterLab, as a person opens and closes them. */
/* global requestAnimationFrame, window */

/**
 * Opens a notebook.
 *
 * @returns the time in ms until its first cell is there and it can be scrolled
 */
export function openNotebook({ page }, path) {
  return page.evaluate(async path => {
    const begin = performance.now();
    const widget = await window.jupyterapp.commands.execute('docmanager:open', {
      path,
      kernelPreference: { shouldStart: false, canStart: false }
    });
    await widget.context.ready;
    await widget.revealed;
    await widget.content.widgets[0].ready;
    await new Promise(resolve => requestAnimationFrame(resolve));
    await new Promise(resolve => setTimeout(resolve));
    return performance.now() - begin;
  }, path);
}

/** Until JupyterLab has made all cells, which it does while nothing else is to be done. */
export async function allCellsThere({ page }) {
  await page.waitForFunction(
    () =>
      window.jupyterapp.shell.currentWidget.content.widgets.every(
        cell => !cell.isPlaceholder()
      ),
    undefined,
    { timeout: 120_000 }
  );
}

/**
 * Closes a tab of the main area, by how the id of its widget begins; where that
 * is not given, the notebook, without asking whether to save.
 */
export function closeTab({ page }, prefix) {
  return page.evaluate(prefix => {
    const widgets = [...window.jupyterapp.shell.widgets('main')];
    const widget = widgets.find(each =>
      prefix ? each.id.startsWith(prefix) : each.context
    );
    if (!widget) {
      throw new Error(`There is no tab to close: ${prefix ?? 'notebook'}`);
    }
    if (widget.context) {
      widget.context.model.dirty = false;
    }
    widget.close();
  }, prefix);
}
