/** To be loaded when a notebook is first edited: it reads tags and settings. */
import type { NotebookPanel } from '@jupyterlab/notebook';
import { applyEdits, checkEdits } from '../../notebook/editing/apply-edits';
import type { Edit } from '../../notebook/editing/edit';
import { EditError, type EditFault } from '../../notebook/editing/edit-fault';
import { applyChange } from '../pipelines/apply-change';
import { readShownNotebook } from '../pipelines/shown-notebook';
import { isReadOnly } from './read-only';

const READ_ONLY: EditFault = {
  code: 'read-only',
  message: 'This notebook can only be read',
  suggestion: 'Save it under another name, and go on with that.'
};

/**
 * Does to an open notebook what was asked for, as one change to undo.
 *
 * @throws EditError where it cannot be done; then nothing is changed
 */
export function editNotebook(
  panel: NotebookPanel,
  edits: readonly Edit[]
): void {
  const { model } = panel.context;
  const before = readShownNotebook(model);
  const fault = isReadOnly(panel) ? READ_ONLY : checkEdits(before, edits);
  if (fault) {
    throw new EditError(fault);
  }
  applyChange(model, before, applyEdits(before, edits));
}
