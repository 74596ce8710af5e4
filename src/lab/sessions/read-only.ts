import type { NotebookPanel } from '@jupyterlab/notebook';
import { DRIVE_NAME } from '../drive/drive-path';

/** Whether a notebook is what a run left: it can be read, not run. */
export function isExecuted({ context }: NotebookPanel): boolean {
  return context.path.startsWith(`${DRIVE_NAME}:`);
}

/** Whether nothing that is done to a notebook could be saved. */
export function isReadOnly(panel: NotebookPanel): boolean {
  const { model, contentsModel } = panel.context;
  return (
    isExecuted(panel) || model.readOnly || contentsModel?.writable === false
  );
}
