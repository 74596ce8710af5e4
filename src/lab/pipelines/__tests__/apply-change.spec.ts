import { NotebookModel } from '@jupyterlab/notebook';
import { applyEdits } from '../../../notebook/editing/apply-edits';
import type { Edit } from '../../../notebook/editing/edit';
import { applyChange } from '../apply-change';
import { readShownNotebook } from '../shown-notebook';

const RENAME: Edit = { kind: 'rename-step', from: 'a', to: 'load' };
const DESCRIBE: Edit = {
  kind: 'set-notebook-settings',
  settings: { description: 'd' }
};

describe.each([
  ['the whole notebook', false],
  ['each cell', true]
])('where %s has its undo', (_, disableDocumentWideUndoRedo) => {
  let notebook: NotebookModel;

  beforeEach(() => {
    notebook = new NotebookModel({ disableDocumentWideUndoRedo });
    notebook.fromJSON({
      nbformat: 4,
      nbformat_minor: 5,
      metadata: { kernelspec: { name: 'python3', display_name: 'P' } },
      cells: [
        cell('x = "é\u{1F600}"', { tags: ['step:a', 'mine'], novel: [1] }),
        cell('y', {}),
        cell('z', { tags: ['step:b', 'prev:a'] })
      ]
    });
    notebook.sharedModel.clearUndoHistory();
  });

  afterEach(() => notebook.dispose());

  function cell(source: string, metadata: object): never {
    return {
      cell_type: 'code',
      id: source.slice(0, 1),
      source,
      metadata,
      outputs: [],
      execution_count: null
    } as never;
  }

  function edit(...edits: Edit[]): void {
    const before = readShownNotebook(notebook);
    applyChange(notebook, before, applyEdits(before, edits));
  }

  function json(): string {
    return JSON.stringify(notebook.toJSON());
  }

  it('a change of cells and of the notebook is undone and done again at once', () => {
    const before = json();
    edit(RENAME, DESCRIBE);
    const after = json();
    expect(after).toContain('prev:load');
    expect(after).toContain('"description":"d"');
    notebook.sharedModel.undo();
    expect(json()).toBe(before);
    expect(notebook.sharedModel.canUndo()).toBe(false);
    notebook.sharedModel.redo();
    expect(json()).toBe(after);
    expect(notebook.dirty).toBe(true);
  });

  it('a new cell is undone and done again with all else', () => {
    const before = json();
    const shared = notebook.sharedModel;
    edit(
      {
        kind: 'replace-source',
        cell: 2,
        range: { start: 0, end: 1 },
        text: 'w'
      },
      { kind: 'insert-cell', cell: 0, source: 'n = 1', role: 'parameters' },
      { kind: 'rename-step', from: 'a', to: 'load' },
      { kind: 'insert-cell', cell: 4, source: 'print(n)', role: 'metrics' }
    );
    const after = json();
    const sources = (): string[] => shared.cells.map(each => each.getSource());
    expect(sources()).toEqual([
      'n = 1',
      'x = "é\u{1F600}"',
      'y',
      'w',
      'print(n)'
    ]);
    const ids = shared.cells.map(each => each.getId());
    expect(ids.slice(1, 4)).toEqual(['x', 'y', 'z']);
    expect(new Set(ids).size).toBe(5);
    expect(notebook.toJSON().cells[0].metadata).toEqual({
      tags: ['pipeline-parameters'],
      trusted: true
    });
    expect(after).toContain('prev:load');
    shared.undo();
    expect(json()).toBe(before);
    expect(shared.canUndo()).toBe(false);
    shared.redo();
    expect(json()).toBe(after);
  });

  it('what is typed in a new cell is no part of its insertion', () => {
    edit({ kind: 'insert-cell', cell: 1, source: 'n = 1', role: 'parameters' });
    const cell = notebook.sharedModel.getCell(1);
    cell.updateSource(5, 5, '0');
    cell.undo();
    expect(cell.getSource()).toBe('n = 1');
    expect(notebook.sharedModel.cells).toHaveLength(4);
  });

  it('a change of the notebook alone is undone', () => {
    edit(DESCRIBE);
    edit({ kind: 'set-notebook-settings', settings: {} });
    expect(notebook.getMetadata('cellway')).toBeUndefined();
    notebook.sharedModel.undo();
    expect(notebook.getMetadata('cellway')).toMatchObject({ description: 'd' });
    notebook.sharedModel.undo();
    expect(notebook.getMetadata('cellway')).toBeUndefined();
    expect(notebook.getMetadata('kernelspec')).toBeDefined();
  });

  it('each change is one, however fast they come', () => {
    notebook.sharedModel.insertCell(3, cell('w', {}));
    const before = json();
    edit(RENAME);
    const renamed = json();
    edit({ kind: 'merge-steps', steps: ['load', 'b'] });
    notebook.sharedModel.insertCell(4, cell('v', {}));
    notebook.sharedModel.undo();
    notebook.sharedModel.undo();
    expect(json()).toBe(renamed);
    notebook.sharedModel.undo();
    expect(json()).toBe(before);
  });

  it('what others write to the notebook is not undone', () => {
    edit(DESCRIBE);
    notebook.setMetadata('kernelspec', { name: 'other', display_name: 'O' });
    notebook.sharedModel.undo();
    expect(notebook.getMetadata('cellway')).toBeUndefined();
    expect(notebook.getMetadata('kernelspec')).toMatchObject({ name: 'other' });
    expect(notebook.sharedModel.canUndo()).toBe(false);
  });

  it('only what is other is written', () => {
    const written: string[] = [];
    notebook.sharedModel.changed.connect((__, { metadataChange }) => {
      written.push(...(metadataChange?.keys() ?? []));
    });
    notebook.sharedModel.cells.forEach((each, index) => {
      each.changed.connect((__, { metadataChange }) => {
        written.push(
          ...[...(metadataChange?.keys() ?? [])].map(key => `${index} ${key}`)
        );
      });
    });
    edit(RENAME, DESCRIBE);
    edit({ kind: 'set-notebook-settings', settings: {} });
    edit({ kind: 'add-tag', cell: 0, tag: 'mine' });
    expect(written.sort()).toEqual(['0 tags', '2 tags', 'cellway', 'cellway']);
  });

  it('a source is undone where its typing is', () => {
    const shared = notebook.sharedModel.getCell(0);
    const changes: unknown[] = [];
    shared.changed.connect((__, { sourceChange }) => {
      changes.push(sourceChange);
    });
    edit({
      kind: 'replace-source',
      cell: 0,
      range: { start: 6, end: 8 },
      text: '\u{1F601}'
    });
    expect(shared.getSource()).toBe('x = "é\u{1F601}"');
    expect(changes).toEqual([
      [{ retain: 6 }, { insert: '\u{1F601}' }, { delete: 2 }]
    ]);
    shared.undo();
    expect(shared.getSource()).toBe('x = "é\u{1F600}"');
  });

  it('a source is undone apart from what was typed just before and after', () => {
    const shared = notebook.sharedModel.getCell(0);
    shared.setSource('one');
    const range = { start: 0, end: 3 };
    edit({ kind: 'replace-source', cell: 0, range, text: 'two' });
    shared.updateSource(3, 3, '!');
    shared.undo();
    expect(shared.getSource()).toBe('two');
    shared.undo();
    expect(shared.getSource()).toBe('one');
  });
});
