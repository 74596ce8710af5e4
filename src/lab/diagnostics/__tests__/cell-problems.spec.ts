import { readTaggedCells } from '../../../notebook/tagged-cells';
import { withFixes, type Diagnostic } from '../../../pipeline/diagnostic';
import { runRecord } from '../../__tests__/fake-service';
import type { ShownPipeline } from '../../pipelines/pipeline-model';
import { stateOf, type RunState } from '../../runs/run-state';
import type { RunCell } from '../../sessions/cell-places';
import { cellProblems, type ToldProblem } from '../cell-problems';

const PIPELINE = { steps: [], parameters: [], metrics: [], definitions: [] };

function shownOf(
  sources: readonly string[],
  ...diagnostics: Partial<Diagnostic>[]
): ShownPipeline {
  const cells = sources.map(source => ({
    type: 'code' as const,
    source,
    metadata: {}
  }));
  const notebook = { metadata: {}, cells, ids: sources.map((_, i) => `c${i}`) };
  return {
    tagged: readTaggedCells(notebook),
    pipeline: PIPELINE,
    diagnostics: diagnostics.map(each => ({
      severity: 'warning',
      code: 'code',
      message: 'A message.',
      fixes: [],
      ...each
    })),
    notebook
  };
}

/** A run of two steps, cells 0 and 1, and 2, whose second has failed. */
function failedRun(error: Partial<NonNullable<RunState['steps'][0]['error']>>) {
  return stateOf(
    runRecord('r1', 'failed', {
      steps: [
        { step: 'load', status: 'succeeded' },
        {
          step: 'train',
          status: 'failed',
          error: {
            kind: 'exception',
            name: 'ValueError',
            message: 'no rows',
            cell: 2,
            ...error
          }
        }
      ]
    })
  );
}

const SOURCES = ['a = 1', 'b = 2', 'def f():\n    raise x\n\nf()'];
const RUN_CELLS = SOURCES.map((source, i) => ({ id: `c${i}`, source }));

/** The cell, the text that is marked, and what is told about it. */
function marks(
  shown: ShownPipeline,
  run?: RunState,
  cells: readonly RunCell[] = run ? RUN_CELLS : []
): string[] {
  return [...cellProblems(shown, run, cells)].flatMap(([id, told]) => {
    const { source } = shown.notebook.cells[shown.notebook.ids.indexOf(id)];
    return told.map(
      ({ from, to, message }) => `${id} ${source.slice(from, to)}: ${message}`
    );
  });
}

describe('a diagnostic is marked', () => {
  it.each([
    ['at its range', 'x = y', { start: 4, end: 5 }, 'y'],
    ['on its first line without a range', '\n  x = 1  \ny', undefined, 'x = 1'],
    [
      'on its first line where the range is empty',
      'x = 1\ny',
      { start: 0, end: 0 },
      'x = 1'
    ],
    [
      'before its place where that is between characters',
      'x = (\n',
      { start: 6, end: 6 },
      '('
    ],
    ['nowhere in a cell without text', '', undefined, ''],
    ['no further than the text goes', 'xy', { start: 1, end: 9 }, 'y'],
    ['by UTF-16 offsets', '"😀" + y', { start: 7, end: 8 }, 'y']
  ])('%s', (_, source, range, text) => {
    expect(marks(shownOf([source], { cell: 0, range }))).toEqual([
      `c0 ${text}: A message.`
    ]);
  });

  it('in the order of the source', () => {
    const shown = shownOf(
      ['x y'],
      { cell: 0, range: { start: 2, end: 3 } },
      { cell: 0, range: { start: 0, end: 1 } }
    );
    expect(marks(shown)).toEqual(['c0 x: A message.', 'c0 y: A message.']);
  });

  it('in no cell where it concerns the notebook', () => {
    expect(marks(shownOf(['x'], {}))).toEqual([]);
  });
});

describe('a run that failed is marked', () => {
  it.each([
    ['at the line', { line: 2 }, 'raise x'],
    ['at the last line', { line: 4 }, 'f()'],
    ['on the first line where none is known', {}, 'def f():']
  ])('%s', (_, error, text) => {
    expect(marks(shownOf(SOURCES), failedRun(error))).toEqual([
      `c2 ${text}: ValueError: no rows`
    ]);
  });

  it('with the way out', () => {
    const run = failedRun({ message: 'ValueError: x', hint: 'Do this.' });
    expect(marks(shownOf(SOURCES), run)).toEqual([
      'c2 def f():: ValueError: x\nDo this.'
    ]);
  });

  it('on the first cell of the step where the failure has none', () => {
    const run = failedRun({ kind: 'died', cell: undefined, name: undefined });
    expect(marks(shownOf(SOURCES), run)).toEqual(['c2 def f():: no rows']);
  });

  it('wherever the cell is now', () => {
    const shown = shownOf(['new', ...SOURCES]);
    const notebook = { ...shown.notebook, ids: ['n', 'c0', 'c1', 'c2'] };
    expect(marks({ ...shown, notebook }, failedRun({ line: 4 }))).toEqual([
      'c2 f(): ValueError: no rows'
    ]);
  });

  it.each([
    ['the cell was edited', shownOf(['a = 1', 'b = 2', 'f()']), RUN_CELLS],
    ['the cell is gone', shownOf(['a = 1', 'b = 2']), RUN_CELLS],
    ['its cells are not known', shownOf(SOURCES), []]
  ])('no more where %s', (_, shown, cells) => {
    expect(marks(shown, failedRun({ line: 1 }), cells)).toEqual([]);
  });

  it('by its place where cells have no ids', () => {
    const cells = SOURCES.map(source => ({ source }));
    expect(marks(shownOf(SOURCES), failedRun({ line: 4 }), cells)).toEqual([
      'c2 f(): ValueError: no rows'
    ]);
  });
});

it('what the notebook and the run tell alike is marked once', () => {
  const told = { severity: 'info', code: 'code', message: 'It.' } as const;
  const run = {
    ...stateOf(runRecord('r1', 'succeeded')),
    diagnostics: [
      { ...told, cell: 0 },
      { ...told, cell: 1, hint: 'Do this.' }
    ]
  };
  expect(marks(shownOf(SOURCES, { ...told, cell: 0 }), run)).toEqual([
    'c0 a = 1: It.',
    'c1 b = 2: It.\nDo this.'
  ]);
});

describe('the fixes of what is told', () => {
  const later = (title: string, asked: () => void): Diagnostic =>
    withFixes({ severity: 'info', code: 'c', message: 'm', cell: 0 }, () => {
      asked();
      return [{ title, edits: [] }];
    });
  const toldOf = (diagnostic: Diagnostic): ToldProblem[] => {
    const shown = { ...shownOf(SOURCES), diagnostics: [diagnostic] };
    return [...(cellProblems(shown, undefined, []).get('c0') ?? [])];
  };

  it('are made when they are asked for, and once', () => {
    const asked = jest.fn();
    const [problem] = toldOf(later('Mend', asked));
    JSON.stringify(problem);
    expect(asked).not.toHaveBeenCalled();
    const titles = [problem.fixes, problem.fixes].map(each => each[0].title);
    expect(titles).toEqual(['Mend', 'Mend']);
    expect(asked).toHaveBeenCalledTimes(1);
  });

  it('are those of the notebook as it is', () => {
    const [before] = toldOf(later('Mend', jest.fn()));
    const [now] = toldOf(later('Mend otherwise', jest.fn()));
    expect(JSON.stringify(before)).toBe(JSON.stringify(now));
    before.takeFixes(now);
    expect(before.fixes.map(each => each.title)).toEqual(['Mend otherwise']);
  });
});
