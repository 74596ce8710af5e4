import { YNotebook } from '@jupyter/ydoc';
import { planCopy, showOutputs } from '../copy-outputs';

const text = (value: string): never =>
  ({ output_type: 'stream', name: 'stdout', text: value }) as never;

const EXECUTED = {
  cells: [
    {
      id: 'a',
      cell_type: 'code',
      source: 'x = 1',
      execution_count: 1,
      outputs: []
    },
    { id: 'b', cell_type: 'markdown', source: '# b' },
    {
      id: 'c',
      cell_type: 'code',
      source: ['print(\n', 'x)'],
      execution_count: 2,
      outputs: [text('1\n')]
    },
    {
      id: 'd',
      cell_type: 'code',
      source: 'y',
      execution_count: null,
      outputs: []
    }
  ]
};

const shown = (id: string, source: string, type = 'code'): never =>
  ({ id, source, type }) as never;

describe('the outputs of a run', () => {
  it('belong to the cells of the same id and source, wherever those are now', () => {
    const cells = [
      shown('new', ''),
      shown('c', 'print(\nx)'),
      shown('a', 'x = 1')
    ];
    expect(planCopy(EXECUTED, cells)).toEqual({
      copies: [
        { index: 2, outputs: [], executionCount: 1 },
        { index: 1, outputs: [text('1\n')], executionCount: 2 }
      ],
      changed: 0
    });
  });

  it('are left out where a cell has changed or gone, or did not run', () => {
    const cells = [shown('c', 'print(2)'), shown('d', 'y')];
    expect(planCopy(EXECUTED, cells)).toEqual({ copies: [], changed: 2 });
  });

  it('find cells by their place where there are no ids', () => {
    const [first, ...rest] = EXECUTED.cells;
    const old = { cells: [{ ...first, id: undefined }, ...rest] };
    const { copies } = planCopy(old, [shown('zz', 'x = 1')]);
    expect(copies).toMatchObject([{ index: 0 }]);
  });

  it.each([true, false])(
    'are shown as one change that can be undone (per cell: %p)',
    disableDocumentWideUndoRedo => {
      // It warns of itself, wherever it makes a cell.
      jest.spyOn(console, 'warn').mockImplementation();
      const notebook = new YNotebook({ disableDocumentWideUndoRedo });
      for (const id of ['a', 'c']) {
        notebook.addCell({
          id,
          cell_type: 'code',
          source: id,
          outputs: [text('old\n')],
          execution_count: 7
        } as never);
      }
      notebook.clearUndoHistory();
      const before = showOutputs(notebook, [
        { index: 0, outputs: [], executionCount: 1 },
        { index: 1, outputs: [text('new\n')], executionCount: 2 }
      ]);
      const told = (): unknown =>
        notebook.cells.map(cell => {
          const { outputs, execution_count: count } = cell.toJSON() as never;
          return [count, outputs];
        });
      expect(told()).toEqual([
        [1, []],
        [2, [text('new\n')]]
      ]);
      const old = [
        [7, [text('old\n')]],
        [7, [text('old\n')]]
      ];
      notebook.undo();
      expect(told()).toEqual(old);
      notebook.redo();
      showOutputs(notebook, before);
      expect(told()).toEqual(old);
    }
  );
});
