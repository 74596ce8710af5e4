import { printedMetrics } from '../run-metrics';

const METRICS = [
  { name: 'loss', cell: 0 },
  { name: 'accuracy', cell: 0 },
  { name: 'seconds', cell: 2 }
];

const stream = (text: unknown, name = 'stdout'): unknown => ({
  output_type: 'stream',
  name,
  text
});

const notebook = (...outputs: unknown[][]): unknown => ({
  cells: outputs.map(each => ({ cell_type: 'code', outputs: each }))
});

describe('the metrics of a run', () => {
  it('are what their cells printed, one a line', () => {
    const executed = notebook(
      [
        stream(['0.25\n', '0.9']),
        stream('a warning\n', 'stderr'),
        stream('7\n')
      ],
      [{ output_type: 'display_data', data: { 'text/plain': 'x' } }],
      [stream('12\n')]
    );
    expect(printedMetrics(METRICS, executed)).toEqual({
      loss: '0.25',
      accuracy: '0.97',
      seconds: '12'
    });
  });

  it('are left out where nobody knows which line is which', () => {
    const executed = notebook([stream('1\n2\n3\n')], [], [stream('12\n')]);
    expect(printedMetrics(METRICS, executed)).toEqual({ seconds: '12' });
  });

  it.each([
    undefined,
    null,
    {},
    { cells: 3 },
    notebook(),
    notebook([], [], [])
  ])('are none where the notebook tells nothing: %j', executed => {
    expect(printedMetrics(METRICS, executed)).toEqual({});
  });
});
