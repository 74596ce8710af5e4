import { NotebookActions, type NotebookPanel } from '@jupyterlab/notebook';
import { goToCell } from '../../sessions/go-to-cell';

/**
 * Selects all cells of a step and scrolls to the first.
 *
 * @param ids - of the cells, at least one
 * @param focus - whether the keyboard goes there too
 */
export async function goToStep(
  panel: NotebookPanel,
  ids: readonly string[],
  focus: boolean
): Promise<void> {
  const { content } = panel;
  const cells = content.widgets.filter(cell => ids.includes(cell.model.id));
  const [first] = cells;
  if (!first) {
    return;
  }
  if (focus) {
    await goToCell(panel, first.model.id);
  } else {
    NotebookActions.expandParent(first, content);
    content.deselectAll();
    content.mode = 'command';
    const index = content.widgets.indexOf(first);
    content.activeCellIndex = index;
    await content.scrollToItem(index, 'smart');
  }
  if (cells.length > 1) {
    cells.forEach(cell => content.select(cell));
  }
}
