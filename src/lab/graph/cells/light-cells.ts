import '../../../../style/lit-cells.css';
import type { Notebook } from '@jupyterlab/notebook';

const LIT = 'jp-mod-cellwayLit';

/**
 * Marks cells, for as long as their step is pointed at.
 *
 * @returns ends that
 */
export function lightCells(
  { widgets }: Notebook,
  ids: readonly string[]
): () => void {
  const cells = widgets.filter(cell => ids.includes(cell.model.id));
  cells.forEach(cell => cell.addClass(LIT));
  return () => cells.forEach(cell => cell.removeClass(LIT));
}
