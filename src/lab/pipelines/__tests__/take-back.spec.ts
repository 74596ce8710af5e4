import { NotebookModel } from '@jupyterlab/notebook';
import { applyEdits } from '../../../notebook/editing/apply-edits';
import { applyChange } from '../apply-change';
import { readShownNotebook } from '../shown-notebook';
import { recordChange } from '../take-back';

describe.each([
  ['the whole notebook', false],
  ['each cell', true]
])('where %s has its undo, a change that is taken back', (_, isByCell) => {
  let notebook: NotebookModel;
  let takeBack: () => void;

  beforeEach(() => {
    notebook = new NotebookModel({
      disableDocumentWideUndoRedo: isByCell
    });
    notebook.fromJSON({
      nbformat: 4,
      nbformat_minor: 5,
      metadata: {},
      cells: ['x', 'y'].map(id => ({
        cell_type: 'code',
        id,
        source: id,
        metadata: { tags: ['mine'] },
        outputs: [],
        execution_count: null
      }))
    } as never);
    notebook.sharedModel.clearUndoHistory();
    takeBack = recordChange(notebook, () => {
      const before = readShownNotebook(notebook);
      const edits = [0, 1].map(cell => ({
        kind: 'add-tag' as const,
        cell,
        tag: 'skip'
      }));
      applyChange(notebook, before, applyEdits(before, edits));
    });
  });

  afterEach(() => notebook.dispose());

  function tags(): unknown[] {
    return notebook.sharedModel.cells.map(each => each.getMetadata('tags'));
  }

  it('can be done again', () => {
    takeBack();
    expect(tags()).toEqual([['mine'], ['mine']]);
    notebook.sharedModel.redo();
    expect(tags()).toEqual([
      ['mine', 'skip'],
      ['mine', 'skip']
    ]);
  });

  it('leaves what was typed since', () => {
    notebook.sharedModel.getCell(0).setSource('typed');
    takeBack();
    expect(tags()).toEqual([['mine'], ['mine']]);
    expect(notebook.sharedModel.getCell(0).getSource()).toBe('typed');
  });

  it('leaves the tags that somebody has changed since', () => {
    notebook.sharedModel.getCell(0).setMetadata('tags', ['step:a']);
    takeBack();
    expect(tags()).toEqual([['step:a'], ['mine']]);
  });

  it('finds the cells that were moved, and misses those that are gone', () => {
    notebook.sharedModel.moveCell(1, 0);
    takeBack();
    expect(tags()).toEqual([['mine'], ['mine']]);
    notebook.sharedModel.deleteCell(0);
    takeBack();
    expect(tags()).toEqual([['mine']]);
  });

  it('does nothing to a notebook that was closed', () => {
    notebook.dispose();
    expect(takeBack).not.toThrow();
  });
});
