import type { RunEvent } from '../run-event';
import { ShownOutputs } from '../shown-outputs';
import type { CellOutput } from '../step-result';

const base = { time: '2025-01-31T23:59:59.000Z', step: 'one' };

function text(said: string, cell = 0, name = 'stdout'): RunEvent {
  const output = { output_type: 'stream', name, text: said };
  return { ...base, type: 'output', cell, output };
}

function display(id: string, shown: string): CellOutput {
  return {
    output_type: 'display_data',
    data: { 'text/plain': shown },
    transient: { display_id: id }
  };
}

function shownBy(...events: RunEvent[]): ShownOutputs {
  const shown = new ShownOutputs();
  events.forEach(each => shown.add(each));
  return shown;
}

describe('what cells show', () => {
  it('joins text of one stream', () => {
    const { cells } = shownBy(text('a'), text('b'), text('c', 0, 'stderr'));
    expect(cells.get(0)).toEqual([
      { output_type: 'stream', name: 'stdout', text: 'ab' },
      { output_type: 'stream', name: 'stderr', text: 'c' }
    ]);
  });

  it('is emptied at once, or at the next output', () => {
    const clear = { ...base, type: 'clear', cell: 0 } as const;
    const now = shownBy(text('a'), { ...clear, wait: false });
    expect(now.cells.get(0)).toEqual([]);
    const later = shownBy(text('a'), { ...clear, wait: true });
    expect(later.cells.get(0)).toHaveLength(1);
    later.add(text('b'));
    expect(later.cells.get(0)).toMatchObject([{ text: 'b' }]);
  });

  it('is exchanged in every cell that shows it', () => {
    const output = display('x', 'old');
    const { cells } = shownBy(
      { ...base, type: 'output', cell: 0, output },
      { ...base, type: 'output', cell: 1, output: display('y', 'other') },
      { ...base, type: 'output', cell: 2, output },
      { ...base, type: 'update', cell: 2, output: display('x', 'new') }
    );
    const seen = [0, 1, 2].map(cell => cells.get(cell)?.[0]?.data);
    expect(seen).toEqual([
      { 'text/plain': 'new' },
      { 'text/plain': 'other' },
      { 'text/plain': 'new' }
    ]);
  });

  it('knows the cell that runs', () => {
    const begun = {
      ...base,
      type: 'cell',
      cell: 3,
      status: 'running'
    } as const;
    expect(shownBy(begun).running).toBe(3);
    expect(shownBy(begun).cells.get(3)).toEqual([]);
    const ended = { ...begun, status: 'failed' } as const;
    expect(shownBy(begun, ended).running).toBeUndefined();
  });
});
