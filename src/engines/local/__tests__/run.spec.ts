import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { runToEnd, temporaryFolder, type Code } from './notebooks';

const SUM: readonly Code[] = [
  ['imports', 'import math'],
  ['pipeline-parameters', 'n = 3'],
  ['step:one', 'x = n + 1\nprint("x", x)'],
  ['text', '# Two'],
  ['step:two', 'y = [x, math.floor(2.5)]\nprint("y", y)'],
  ['skip', 'print("never")'],
  ['step:three', 'print("sum", sum(y), x)']
];

describe('a run', () => {
  it('gives each step what it reads, and shows what each cell prints', async () => {
    const ran = await runToEnd(SUM);
    expect(ran.status).toBe('succeeded');
    expect(ran.texts).toEqual(['', '', 'x 4\n', 'y [4, 2]\n', '', 'sum 6 4\n']);
  });

  it('gives parameters their values', async () => {
    const ran = await runToEnd(SUM, { parameters: { n: '10' } });
    expect(ran.texts[5]).toBe('sum 13 11\n');
  });

  it('numbers cells as Run All does, and leaves old outputs out', async () => {
    const { store } = await runToEnd(SUM);
    const text = await readFile(store.run('test').executed, 'utf8');
    const { cells } = JSON.parse(text) as {
      cells: { execution_count?: number | null }[];
    };
    expect(cells.map(each => each.execution_count)).toEqual([
      1,
      2,
      3,
      undefined,
      4,
      null,
      5
    ]);
    expect(text).not.toContain('old');
  });

  it('never writes the notebook', async () => {
    const folder = await temporaryFolder();
    await runToEnd(SUM, { folder });
    const text = await readFile(join(folder, 'notebook.ipynb'), 'utf8');
    expect(text).toContain('old');
  });

  it('tells what happens in order, and from any point on', async () => {
    const { events } = await runToEnd(SUM);
    const told = events.map(each =>
      each.type === 'step'
        ? `${each.step} ${each.status}`
        : each.type === 'cell'
          ? `cell ${each.cell} ${each.status}`
          : each.type
    );
    expect(told).toEqual([
      'start',
      ...['one running', 'cell 2 running', 'output', 'cell 2 succeeded'],
      'one succeeded',
      ...['two running', 'cell 4 running', 'output', 'cell 4 succeeded'],
      'two succeeded',
      ...['three running', 'cell 6 running', 'output', 'cell 6 succeeded'],
      'three succeeded',
      'run'
    ]);
  });
});
