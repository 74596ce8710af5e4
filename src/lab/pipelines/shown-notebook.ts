import type { INotebookModel } from '@jupyterlab/notebook';
import type { CellType } from '../../notebook/cell';
import type { JsonObject } from '../../notebook/json/value';
import type { NotebookView } from '../../notebook/tagged-notebook';

/** A notebook as an editor shows it, with the ids by which its cells are found again. */
export interface ShownNotebook extends NotebookView {
  readonly ids: readonly string[];
}

export function readShownNotebook(model: INotebookModel): ShownNotebook {
  const { cells, metadata } = model.sharedModel;
  return {
    metadata: metadata as JsonObject,
    cells: cells.map(cell => ({
      type: typeOf(cell.cell_type),
      source: cell.getSource(),
      metadata: cell.getMetadata() as JsonObject
    })),
    ids: cells.map(cell => cell.getId())
  };
}

function typeOf(type: string): CellType {
  return type === 'code' || type === 'markdown' ? type : 'raw';
}

/** The language of a notebook's code; undefined where it does not say. */
export function languageOf({ metadata }: NotebookView): string | undefined {
  const { kernelspec, language_info: info } = metadata;
  return textAt(kernelspec, 'language') ?? textAt(info, 'name');
}

/** Whether Cellway can run it; one that does not say is taken for Python. */
export function isPython(notebook: NotebookView): boolean {
  return /^i?python[\d.]*$/i.test(languageOf(notebook) ?? 'python');
}

function textAt(value: unknown, key: string): string | undefined {
  const text =
    typeof value === 'object' && value !== null
      ? (value as Record<string, unknown>)[key]
      : undefined;
  return typeof text === 'string' && text !== '' ? text : undefined;
}
