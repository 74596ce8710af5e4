import { NotebookActions, type NotebookPanel } from '@jupyterlab/notebook';

/**
 * Makes a cell the active one and scrolls to it.
 *
 * @param line - of the cell, from 1: the cursor goes there
 * @returns whether the cell is there
 */
export async function goToCell(
  panel: NotebookPanel,
  id: string,
  line?: number
): Promise<boolean> {
  const { content } = panel;
  const index = content.widgets.findIndex(each => each.model.id === id);
  const cell = content.widgets[index];
  if (!cell) {
    return false;
  }
  // It may be below a heading that is folded.
  NotebookActions.expandParent(cell, content);
  content.deselectAll();
  content.activeCellIndex = index;
  await content.scrollToItem(index, 'smart');
  await cell.ready;
  if (line !== undefined && cell.editor) {
    cell.inputHidden = false;
    content.mode = 'edit';
    const last = cell.editor.lineCount - 1;
    const position = { line: Math.min(line - 1, last), column: 0 };
    cell.editor.setCursorPosition(position);
    cell.editor.revealPosition(position);
    cell.editor.focus();
  } else {
    content.mode = 'command';
    content.activate();
  }
  return true;
}
