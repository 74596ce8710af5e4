import { runRecord } from '../../__tests__/fake-service';
import {
  compareDurations,
  compareMetrics,
  compareParameters,
  numberOf
} from '../compare';
import { compareCode } from '../compare-code';
import { plotMetrics } from '../metrics-plot';

const RUNS = [
  runRecord('a', 'succeeded', { parameters: { n: '1', m: '2' } }),
  runRecord('b', 'succeeded', { parameters: { n: '1', m: '3', k: '4' } })
];

describe('runs beside each other', () => {
  it('tell where their parameters and metrics differ', () => {
    expect(compareParameters(RUNS)).toEqual([
      { name: 'n', values: ['1', '1'], isDifferent: false },
      { name: 'm', values: ['2', '3'], isDifferent: true },
      { name: 'k', values: ['', '4'], isDifferent: true }
    ]);
    expect(compareMetrics(RUNS, { b: { loss: '3' } })).toEqual([
      { name: 'loss', values: ['', '3'], isDifferent: true }
    ]);
  });

  it('tell how long each step took', () => {
    const rows = compareDurations(RUNS, each => `${each.step} ${each.status}`);
    expect(rows[1]).toEqual({
      name: 'train',
      values: ['train succeeded', 'train succeeded'],
      isDifferent: false
    });
  });

  it.each([
    ['0.25', 0.25],
    ['1e-3', 0.001],
    ['np.float64(0.5)', 0.5],
    ['-3', -3],
    ['', undefined],
    ['nan', undefined],
    ['None', undefined],
    ['(1, 2)', undefined]
  ])('have metrics that are numbers: %j is %j', (text, number) => {
    expect(numberOf(text)).toBe(number);
  });

  it('are drawn where there is a number, and else are not', () => {
    const colours = { text: '#111', grid: '#222', bar: '#333' };
    const row = (...values: string[]) => ({
      name: 'loss',
      values,
      isDifferent: true
    });
    const plot = plotMetrics([row('1', '', '2.5')], ['a', 'b', 'c'], colours);
    expect(plot).toMatchObject({
      data: {
        values: [
          { metric: 'loss', run: 'a', value: 1 },
          { metric: 'loss', run: 'c', value: 2.5 }
        ]
      }
    });
    expect(plotMetrics([row('x')], ['a'], colours)).toBeUndefined();
  });
});

const notebook = (
  ...cells: readonly (readonly [id: string | undefined, source: string])[]
): string =>
  JSON.stringify({
    cells: [
      { cell_type: 'markdown', id: 'm', source: 'text' },
      ...cells.map(([id, source]) => ({ cell_type: 'code', id, source }))
    ]
  });

describe('what has changed in the code', () => {
  it('is told line by line, of the cells that have changed', () => {
    const before = notebook(['a', 'x = 1'], ['b', 'one\ntwo\nthree']);
    const after = notebook(['b', 'one\n2\nthree'], ['a', 'x = 1']);
    expect(compareCode(before, after)).toEqual([
      {
        cell: 1,
        kind: 'changed',
        lines: [
          { kind: 'same', text: 'one' },
          { kind: 'removed', text: 'two' },
          { kind: 'added', text: '2' },
          { kind: 'same', text: 'three' }
        ]
      }
    ]);
  });

  it('is nothing where only the end of a file differs, or text', () => {
    const before = notebook(['a', 'x']);
    expect(compareCode(before, before.replace('text', 'other'))).toEqual([]);
    expect(
      compareCode(notebook(['a', 'x\ny\n']), notebook(['a', 'x\ny\nz']))[0]
        .lines
    ).toEqual([
      { kind: 'same', text: 'x' },
      { kind: 'same', text: 'y' },
      { kind: 'added', text: 'z' }
    ]);
  });

  it('knows cells that came and went, also without ids', () => {
    const kinds = (before: string, after: string): string[] =>
      compareCode(before, after).map(each => `${each.kind} ${each.cell}`);
    expect(
      kinds(notebook(['a', 'x'], ['b', 'y']), notebook(['c', 'z']))
    ).toEqual(['added 1', 'removed 1', 'removed 2']);
    expect(
      kinds(
        notebook([undefined, 'x'], [undefined, 'y']),
        notebook([undefined, 'x'], [undefined, 'z'])
      )
    ).toEqual(['changed 2']);
  });
});
