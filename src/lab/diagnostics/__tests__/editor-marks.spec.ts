import { EditorView } from '@codemirror/view';
import type { CellProblem } from '../cell-problems';
import { markedProblems, markProblems, type DoFix } from '../editor-marks';
import { problemsAt } from '../fix-menu';
import { nextPlace } from '../go-to-problem';

function problem(from: number, to: number): CellProblem {
  return {
    severity: 'warning',
    code: 'code',
    message: 'A message.',
    from,
    to,
    isOfRun: false,
    fixes: []
  };
}

const DO_NOTHING: DoFix = () => undefined;

describe('the marks of an editor', () => {
  let view: EditorView;
  let changes: number;

  beforeEach(() => {
    changes = 0;
    view = new EditorView({
      doc: 'x = y',
      extensions: EditorView.updateListener.of(() => changes++)
    });
  });

  afterEach(() => {
    view.destroy();
  });

  const marked = (): string[] =>
    markedProblems(view.state).map(({ from, to }) =>
      view.state.sliceDoc(from, to)
    );

  it('move with the text', () => {
    markProblems(view, [problem(4, 5)], 'x = y', DO_NOTHING);
    view.dispatch({ changes: { from: 0, insert: '# first\n' } });
    expect(marked()).toEqual(['y']);
  });

  it('stay while somebody is typing', () => {
    markProblems(view, [problem(4, 5)], 'x = y', DO_NOTHING);
    view.dispatch({ changes: { from: 0, insert: 'xx' } });
    markProblems(view, [problem(0, 1), problem(4, 5)], 'x = y', DO_NOTHING);
    expect(marked()).toEqual(['y']);
  });

  it('are drawn once', () => {
    const problems = [problem(4, 5)];
    markProblems(view, problems, 'x = y', DO_NOTHING);
    markProblems(view, problems, 'x = y', DO_NOTHING);
    expect(changes).toBe(1);
  });

  it('are drawn again where an edit has taken them away', () => {
    const problems = [problem(4, 5)];
    markProblems(view, problems, 'x = y', DO_NOTHING);
    view.dispatch({ changes: { from: 4, to: 5 } });
    view.dispatch({ changes: { from: 4, insert: 'y' } });
    markProblems(view, problems, 'x = y', DO_NOTHING);
    expect(marked()).toEqual(['y']);
  });

  it('go, whatever the editor shows', () => {
    markProblems(view, [problem(4, 5)], 'x = y', DO_NOTHING);
    view.dispatch({ changes: { from: 0, insert: 'xx' } });
    markProblems(view, [], 'x = y', DO_NOTHING);
    expect(marked()).toEqual([]);
  });

  it('do not touch an editor without problems', () => {
    markProblems(view, [], 'x = y', DO_NOTHING);
    expect(changes).toBe(0);
  });
});

describe('the next problem', () => {
  const places = [
    { index: 1, from: 0 },
    { index: 1, from: 8 },
    { index: 3, from: 2 }
  ];

  it.each([
    ['below in the cell', { index: 1, at: 0 }, 1, 1],
    ['in a cell below', { index: 1, at: 8 }, 1, 2],
    ['the first behind the last', { index: 3, at: 2 }, 1, 0],
    [
      'the first of the active cell in command mode',
      { index: 1, at: -1 },
      1,
      0
    ],
    ['above in the cell', { index: 1, at: 8 }, -1, 0],
    ['in a cell above', { index: 2, at: -1 }, -1, 1],
    ['the last before the first', { index: 0, at: 0 }, -1, 2]
  ] as const)('is %s', (_, from, direction, expected) => {
    expect(nextPlace(places, from, direction)).toBe(places[expected]);
  });

  it('is none where there is no problem', () => {
    expect(nextPlace([], { index: 0, at: 0 }, 1)).toBeUndefined();
  });
});

describe('the problems that a fix is offered for', () => {
  const placed = [
    [0, 3],
    [4, 6],
    [9, 12]
  ].map(([from, to]) => ({ problem: problem(from, to), from, to }));

  it.each([
    ['at the cursor', { from: 0, to: 7 }, 4, [1]],
    ['at the end of their text', { from: 0, to: 7 }, 3, [0]],
    ['on the line of the cursor', { from: 0, to: 7 }, 7, [0, 1]],
    ['in the cell in command mode', undefined, 0, [0, 1, 2]]
  ])('are those %s', (_, line, head, expected) => {
    expect(problemsAt(placed, line, head)).toEqual(
      expected.map(index => placed[index])
    );
  });
});
