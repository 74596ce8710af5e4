import { parseTag } from '../dialect/parse-tag';
import { formatTag } from '../dialect/tags';
import type { NotebookView } from '../tagged-notebook';
import type { Edit } from './edit';
import type { EditFault } from './edit-fault';
import { findFault } from './find-fault';
import { insertCell } from './insert-cell';
import { mergeSteps } from './merge-steps';
import { removeSetting } from './remove-setting';
import { renameStep } from './rename-step';
import { rewriteSource, rewriteTags, type ListedTag } from './rewrite-cells';
import { selectNodes } from './select-nodes';
import { setNotebookSettings } from './set-notebook-settings';
import { setRole } from './set-role';
import { setStepSettings } from './set-step-settings';
import { setVolume } from './set-volume';
import { splitStep } from './split-step';

/**
 * The notebook after the edits, one after the other. Only tags, our key and,
 * by `replace-source`, sources are other than before; cells stay in their
 * order, and those that `insert-cell` adds say so. An edit that cannot be done, see `checkEdits`, changes nothing.
 */
export function applyEdits(
  notebook: NotebookView,
  edits: readonly Edit[]
): NotebookView {
  return edits.reduce(
    (view, edit) => (findFault(view, edit) ? view : applyEdit(view, edit)),
    notebook
  );
}

/** Why the first of the edits that cannot be done, after those before it, cannot. */
export function checkEdits(
  notebook: NotebookView,
  edits: readonly Edit[]
): EditFault | undefined {
  let view = notebook;
  for (const edit of edits) {
    const fault = findFault(view, edit);
    if (fault) {
      return fault;
    }
    view = applyEdit(view, edit);
  }
  return undefined;
}

/** As `applyEdits`, of an edit that can be done. */
function applyEdit(notebook: NotebookView, edit: Edit): NotebookView {
  switch (edit.kind) {
    case 'add-tag':
      return rewriteTags(notebook, edit.cell, tags =>
        tags.some(tag => textOf(tag) === edit.tag)
          ? tags
          : [...tags, parseTag(edit.tag).tag]
      );
    case 'remove-tag':
      return rewriteTags(notebook, edit.cell, tags =>
        tags.filter(tag => textOf(tag) !== edit.tag)
      );
    case 'set-role':
      return setRole(notebook, edit.cells, edit.role);
    case 'rename-step':
      return renameStep(notebook, edit.from, edit.to);
    case 'merge-steps':
      return mergeSteps(notebook, edit.steps);
    case 'split-step':
      return splitStep(notebook, edit.cell, edit.name);
    case 'set-step-settings':
      return setStepSettings(notebook, edit.step, edit.settings);
    case 'select-nodes':
      return selectNodes(notebook, edit.steps, edit.labels);
    case 'set-notebook-settings':
      return setNotebookSettings(notebook, edit.settings);
    case 'set-volume':
      return setVolume(notebook, edit.volume, edit.change);
    case 'remove-setting':
      return removeSetting(notebook, edit.cell, edit.path);
    case 'insert-cell':
      return insertCell(notebook, edit.cell, edit.source, edit.role);
    case 'replace-source': {
      const { source } = notebook.cells[edit.cell];
      const { start, end } = edit.range;
      const text = source.slice(0, start) + edit.text + source.slice(end);
      return rewriteSource(notebook, edit.cell, text);
    }
  }
}

function textOf(tag: ListedTag): string | undefined {
  return tag.kind === 'foreign' ? undefined : formatTag(tag);
}
