import fc from 'fast-check';
import { NotebookDocument } from '../../notebook/document';
import { ExecutedNotebook } from '../executed-notebook';
import { executionCounts } from '../execution-counts';

interface Cell {
  readonly cell_type: string;
  readonly execution_count?: number | null;
  readonly outputs?: readonly { readonly execution_count?: number | null }[];
}

function notebook(...sources: string[]): NotebookDocument {
  const cells = sources.map(source => {
    const [, tag, code] = /^(?:#(\S+) )?([^]*)$/.exec(source) ?? [];
    return {
      cell_type: tag === 'text' ? 'markdown' : 'code',
      metadata: tag === undefined ? {} : { tags: [tag] },
      source: code,
      ...(tag !== 'text' && {
        execution_count: 99,
        outputs: [{ output_type: 'stream', name: 'stdout', text: 'old' }]
      })
    };
  });
  return NotebookDocument.parse(
    JSON.stringify({ cells, metadata: {}, nbformat: 4, nbformat_minor: 5 })
  );
}

function cellsOf(executed: ExecutedNotebook): readonly Cell[] {
  return (JSON.parse(executed.text) as { cells: Cell[] }).cells;
}

function countsOf(executed: ExecutedNotebook): (number | null | undefined)[] {
  return cellsOf(executed).map(each => each.execution_count);
}

describe('the numbers of cells', () => {
  it('are those that Run All gives', () => {
    const all = notebook(
      '#imports import os',
      '#text words',
      '   \n',
      '#skip never()',
      '#step:a x = 1',
      'y = 2'
    );
    expect([...executionCounts(all)]).toEqual([
      [0, 1],
      [4, 2],
      [5, 3]
    ]);
  });
});

describe('the executed notebook', () => {
  const all = notebook(
    '#imports import os',
    '#step:a a',
    '#step:b b',
    '#functions f'
  );
  const counts = executionCounts(all);
  const stepless = new Set([0, 3]);

  it('has no outputs but those of the run', () => {
    const executed = new ExecutedNotebook(all, counts, stepless);
    expect(executed.text).not.toContain('old');
    expect(countsOf(executed)).toEqual([null, null, null, null]);
  });

  it('counts cells without a step as run with those below them', () => {
    const executed = new ExecutedNotebook(all, counts, stepless);
    executed.set(1, []);
    expect(countsOf(executed)).toEqual([1, 2, null, null]);
    executed.set(2, []);
    expect(countsOf(executed)).toEqual([1, 2, 3, null]);
    executed.complete();
    expect(countsOf(executed)).toEqual([1, 2, 3, 4]);
  });

  it('gives the value of a cell the number of the cell', () => {
    const executed = new ExecutedNotebook(all, counts, stepless);
    const value = { output_type: 'execute_result', execution_count: 7 };
    executed.set(2, [value]);
    expect(cellsOf(executed)[2].outputs).toEqual([
      { output_type: 'execute_result', execution_count: 3 }
    ]);
  });

  it('is the same in whatever order cells end', () => {
    const output = { output_type: 'stream', name: 'stdout', text: 'x' };
    const order = fc.shuffledSubarray([1, 2], { minLength: 2 });
    const expected = new ExecutedNotebook(all, counts, stepless);
    [1, 2].forEach(cell => expected.set(cell, [output]));
    fc.assert(
      fc.property(order, fc.boolean(), (cells, look) => {
        const executed = new ExecutedNotebook(all, counts, stepless);
        for (const cell of cells) {
          executed.set(cell, [output]);
          if (look) {
            expect(executed.text).toContain('"x"');
          }
        }
        expect(executed.text).toBe(expected.text);
      })
    );
  });
});
