import { withTime, type FakeEvent } from '../../__tests__/fake-service';
import { RunDetails } from '../run-details';

let details: RunDetails;

beforeEach(() => {
  details = new RunDetails();
});

function hear(...events: FakeEvent[]): void {
  events.forEach(event => details.apply(withTime(event)));
}

const output = (content: object, cell = 0): FakeEvent =>
  ({ type: 'output', step: 'load', cell, output: content }) as FakeEvent;

const print = (text: string, cell = 0): FakeEvent =>
  output({ output_type: 'stream', name: 'stdout', text }, cell);

const show = (data: object, display_id?: string): FakeEvent =>
  output({
    output_type: 'display_data',
    data,
    metadata: {},
    ...(display_id && { transient: { display_id } })
  });

const PICTURE = { 'image/png': 'abc', 'text/plain': '<Figure>' };

const shown = (): unknown[] =>
  details
    .of('load')
    .outputs.cells.flatMap(each => each.outputs.map(({ data }) => data));

describe('what events tell of a step', () => {
  it('is text in its log, and plots and tables beside it', () => {
    hear(
      print('a\n'),
      show(PICTURE),
      output({ output_type: 'execute_result', data: { 'text/plain': '42' } }),
      output({ output_type: 'error', traceback: ['Traceback', 'ValueError'] })
    );
    expect(details.of('load').log.text).toBe('a\n42\nTraceback\nValueError');
    expect(shown()).toEqual([PICTURE]);
  });

  it('goes when the cell clears it, at once or with what comes next', () => {
    const clear = (wait: boolean): FakeEvent => ({
      type: 'clear',
      step: 'load',
      cell: 0,
      wait
    });
    hear(print('a\n'), show(PICTURE), clear(true));
    expect(details.of('load').log.text).toBe('a');
    hear(print('b\n'));
    expect([details.of('load').log.text, shown()]).toEqual(['b', []]);
    hear(clear(false));
    expect(details.of('load').log.text).toBe('');
  });

  it('is exchanged under its display id', () => {
    hear(show({ 'image/png': 'old' }, 'one'), show(PICTURE), {
      type: 'update',
      step: 'load',
      cell: 1,
      output: {
        output_type: 'display_data',
        data: { 'image/png': 'new' },
        metadata: {},
        transient: { display_id: 'one' }
      }
    });
    expect(shown()).toEqual([{ 'image/png': 'new' }, PICTURE]);
  });

  it('is the progress of a loop until the cell ends', () => {
    hear(
      print('\r 20%|██| 2/10 [00:01<00:04]'),
      print('\r 30%|███| 3/10 [00:01<00:04]')
    );
    expect(details.of('load').progress).toMatchObject({ done: 3, all: 10 });
    hear({ type: 'cell', step: 'load', cell: 0, status: 'succeeded' });
    expect(details.of('load').progress).toBeUndefined();
  });

  it('begins anew with another try', () => {
    hear(print('first\n'), show(PICTURE));
    hear({ type: 'step', step: 'load', status: 'running' }, print('second\n'));
    expect(details.of('load').log.text).toBe('second');
    expect(shown()).toEqual([]);
    expect(details.of('load').ended).toBeUndefined();
    hear({ type: 'step', step: 'load', status: 'succeeded', seconds: 1 });
    expect(details.of('load').ended).toBeGreaterThan(0);
  });

  it('lets go of the oldest plots where there are too many', () => {
    for (let i = 0; i < 50; i++) {
      hear(show({ 'image/png': String(i).padEnd(2 ** 20) }));
    }
    const { outputs } = details.of('load');
    expect(outputs.length).toBeLessThan(35);
    expect(outputs.length + outputs.dropped).toBe(50);
    expect((shown().pop() as Record<string, string>)['image/png'].trim()).toBe(
      '49'
    );
  });
});
