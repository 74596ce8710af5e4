import type { NotebookPanel } from '@jupyterlab/notebook';
import type { Block, TaggedNotebook } from '../../notebook/tagged-notebook';

/** The selected cells, the active one among them, by their places in the notebook. */
export function selectedCells({ content }: NotebookPanel): readonly number[] {
  return content.widgets.flatMap((widget, index) =>
    content.isSelectedOrActive(widget) ? [index] : []
  );
}

/** Whether there is code among the selected cells: only that belongs to steps. */
export function hasSelectedCode({ content }: NotebookPanel): boolean {
  return content.widgets.some(
    widget => widget.model.type === 'code' && content.isSelectedOrActive(widget)
  );
}

/** The steps of cells, in the order of the notebook. */
export function stepsOf(
  { blocks }: TaggedNotebook,
  cells: readonly number[]
): readonly Block[] {
  return blocks.filter(
    block =>
      block.kind === 'step' && block.cells.some(cell => cells.includes(cell))
  );
}

/** The step whose code comes last above a step. */
export function stepAbove(
  { blocks }: TaggedNotebook,
  step: Block
): Block | undefined {
  const lastAbove = ({ cells }: Block): number =>
    Math.max(-1, ...cells.filter(cell => cell < step.cells[0]));
  return blocks
    .filter(block => block.kind === 'step' && lastAbove(block) >= 0)
    .sort((one, other) => lastAbove(one) - lastAbove(other))
    .at(-1);
}

/** The steps that merging cells with what is above makes one: those of the cells, else that of the cell and the one above. */
export function stepsToMerge(
  tagged: TaggedNotebook,
  cells: readonly number[]
): readonly string[] {
  const steps = stepsOf(tagged, cells);
  const [first] = steps;
  const above = first && stepAbove(tagged, first);
  const merged = steps.length > 1 || !above ? steps : [above, ...steps];
  return merged.flatMap(({ name }) => name ?? []);
}

/** The first of the cells that is in a step, where a step of its own could begin; undefined where one does already. */
export function splitPlace(
  tagged: TaggedNotebook,
  cells: readonly number[]
): number | undefined {
  const [step] = stepsOf(tagged, cells);
  const cell = step?.cells.find(each => cells.includes(each));
  return cell === step?.cells[0] ? undefined : cell;
}
