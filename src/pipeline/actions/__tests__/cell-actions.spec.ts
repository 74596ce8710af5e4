/** What is offered at a place where nothing is wrong. Each is done, and the notebook looked at again. */
import * as fc from 'fast-check';
import { CellAnalyser } from '../../../analysis/cell-code';
import { loadParser } from '../../../analysis/syntax/__tests__/load-parser';
import { applyEdits, checkEdits } from '../../../notebook/editing/apply-edits';
import type { NotebookView } from '../../../notebook/tagged-notebook';
import { source, tags } from '../../__tests__/arbitrary-cells';
import { notebookOf, type Cell } from '../../__tests__/outline';
import { buildPipeline } from '../../build';
import type { Fix } from '../../diagnostic';
import { cellActions } from '../cell-actions';

let analyser: CellAnalyser;

beforeAll(async () => {
  analyser = new CellAnalyser(await loadParser());
});

function actionsAt(notebook: NotebookView, cell: number, at?: number): Fix[] {
  const built = buildPipeline(notebook, analyser);
  const place = at === undefined ? { cell } : { cell, at };
  return cellActions({ ...built, notebook, analyser }, place);
}

type Row = readonly [
  what: string,
  cells: readonly Cell[],
  /** In the source of the last cell; whole: the cell as a whole. */
  at: string,
  title: string | undefined,
  sources?: readonly string[]
];

const PARAMETERS: Cell = ['pipeline-parameters', 'n = 3'];

const ROWS: readonly Row[] = [
  [
    'a line goes to the parameters, with its comment',
    [PARAMETERS, ['step:fit', 'lr = 0.01  # rate\nprint(lr)']],
    '0.01',
    'Make lr a parameter, in cell 1',
    ['n = 3\nlr = 0.01  # rate', 'print(lr)']
  ],
  [
    'so does one of several lines',
    [PARAMETERS, ['step:fit', 'grid = [\n  1,\n  2\n]\nprint(grid)']],
    '2',
    'Make grid a parameter, in cell 1',
    ['n = 3\ngrid = [\n  1,\n  2\n]', 'print(grid)']
  ],
  [
    'a cell of nothing else is tagged',
    [['step:fit', 'lr: float = 0.01\nepochs, seed = 5, 1']],
    '5',
    'Make lr, epochs and seed parameters',
    ['lr: float = 0.01\nepochs, seed = 5, 1']
  ],
  [
    'what is computed cannot be given',
    [PARAMETERS, ['step:fit', 'lr = 1 / n\nprint(lr)']],
    'lr',
    undefined
  ],
  [
    'what was read before would be another value',
    [
      PARAMETERS,
      ['step:a', 'def f():\n    return lr'],
      ['step:b', 'lr = 1\nf()']
    ],
    'lr = 1',
    undefined
  ],
  [
    'what is made before would come after',
    [PARAMETERS, ['step:a', 'lr = 1\nprint(lr)\nlr = 2\nprint(lr)']],
    'lr = 2',
    undefined
  ],
  [
    'a parameter is one already',
    [
      ['pipeline-parameters', 'lr = 1'],
      ['step:a', 'print(1)\nlr = 2']
    ],
    'lr = 2',
    undefined
  ],
  [
    'code that nobody can read may read it',
    [PARAMETERS, ['step:a', 'exec("print(1)")'], ['step:b', 'lr = 2\nlr']],
    'lr = 2',
    undefined
  ],
  [
    'without a cell of parameters there is a new one',
    [['step:a', 'lr = 2\nprint(lr)']],
    'lr = 2',
    'Make lr a parameter, in a new cell',
    ['lr = 2', 'print(lr)']
  ],
  [
    'it stands behind the imports, before all steps',
    [
      ['imports', 'import os'],
      ['step:a', 'x = os.sep'],
      ['step:b', 'lr = 2\nprint(lr, x)']
    ],
    'lr = 2',
    'Make lr a parameter, in a new cell',
    ['import os', 'lr = 2', 'x = os.sep', 'print(lr, x)']
  ],
  [
    'it stands before its step where something above has the name',
    [
      ['imports', 'import os'],
      ['step:a', 'lr = os.sep\nprint(lr)'],
      ['step:b', 'lr = 2  # rate\nprint(lr)']
    ],
    'lr = 2',
    'Make lr a parameter, in a new cell',
    ['import os', 'lr = os.sep\nprint(lr)', 'lr = 2  # rate', 'print(lr)']
  ],
  [
    'the line above it would be shown in its place',
    [PARAMETERS, ['step:fit', '7 * n\nlr = 0.01']],
    'lr',
    undefined
  ],
  [
    'its annotation is not there yet',
    [PARAMETERS, ['step:fit', 'Rate = float\nlr: Rate = 0.01\nprint(lr)']],
    'lr',
    undefined
  ],
  [
    'a step of the same cell that reads it before keeps it',
    [['step:a', 'def f():\n    return lr\nlr = 2\nf()']],
    'lr = 2',
    undefined
  ],
  [
    'in a loop it is no parameter',
    [PARAMETERS, ['step:a', 'for i in [1]:\n    lr = 2\n    print(lr)']],
    'lr = 2',
    undefined
  ],
  [
    'a cell of functions is for all steps',
    [
      ['step:a', 'x = 1'],
      ['', 'import os\ndef f():\n    return os.sep']
    ],
    'whole',
    'Make cell 2 a functions cell',
    ['x = 1', 'import os\ndef f():\n    return os.sep']
  ],
  [
    'but not one that does something',
    [['step:a', 'def f():\n    return 1\nprint(f())']],
    'whole',
    undefined
  ]
];

it.each(ROWS.map(row => ({ what: row[0], row })))('$what', ({ row }) => {
  const [, cells, text, title, sources] = row;
  const notebook = notebookOf(cells);
  const last = cells.length - 1;
  const at = text === 'whole' ? undefined : cells[last][1].indexOf(text);
  const [action] = actionsAt(notebook, last, at);
  expect(action?.title).toBe(title);
  if (action) {
    const after = applyEdits(notebook, action.edits);
    expect(after.cells.map(each => each.source)).toEqual(sources);
    const { diagnostics, pipeline } = buildPipeline(after, analyser);
    expect(diagnostics).toEqual([]);
    expect(pipeline.steps.map(each => each.name)).not.toContain('parameters');
  }
});

it('an action can be done, makes no error, and keeps all code', () => {
  const line = fc.constantFrom('n = 1', 'm = [2]', 'k: int = 3', 'print(n, m)');
  const cell: fc.Arbitrary<Cell> = fc.tuple(
    tags,
    fc.oneof(
      source,
      fc.array(line, { maxLength: 3 }).map(lines => lines.join('\n'))
    )
  );
  const errorsOf = (notebook: NotebookView): number =>
    buildPipeline(notebook, analyser).diagnostics.filter(
      each => each.severity === 'error'
    ).length;
  const linesOf = ({ cells }: NotebookView): string[] =>
    cells
      .flatMap(each => each.source.split('\n'))
      .filter(each => each.trim() !== '')
      .sort();
  fc.assert(
    fc.property(fc.array(cell, { maxLength: 5 }), cells => {
      const notebook = notebookOf(cells);
      const before = errorsOf(notebook);
      for (const index of cells.keys()) {
        for (const { title, edits } of actionsAt(notebook, index)) {
          const after = applyEdits(notebook, edits);
          expect([title, checkEdits(notebook, edits)]).toEqual([
            title,
            undefined
          ]);
          expect([title, errorsOf(after) <= before]).toEqual([title, true]);
          expect([title, linesOf(after)]).toEqual([title, linesOf(notebook)]);
        }
      }
    }),
    { numRuns: 100 }
  );
});
