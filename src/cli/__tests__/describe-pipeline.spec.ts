import { stripVTControlCharacters } from 'node:util';
import { CellAnalyser } from '../../analysis/cell-code';
import { loadParser } from '../../analysis/syntax/__tests__/load-parser';
import { code, notebook, text } from '../../notebook/__tests__/views';
import type { CellView } from '../../notebook/cell';
import { buildPipeline } from '../../pipeline/build';
import { describePipeline } from '../describe-pipeline';

let analyser: CellAnalyser;

beforeAll(async () => {
  analyser = new CellAnalyser(await loadParser());
});

/** The text without colours. */
function describeCells(...cells: readonly CellView[]): string[] {
  const view = notebook(...cells);
  const built = buildPipeline(view, analyser);
  const described = describePipeline('a/b.ipynb', built, view);
  return stripVTControlCharacters(described).split('\n');
}

describe('describePipeline', () => {
  it('shows the steps, what each takes and gives, and what is told', () => {
    expect(
      describeCells(
        text('# Title'),
        code('n = 3', 'pipeline-parameters'),
        code('xs = list(range(n))', 'step:load'),
        code('ys = xs'),
        code('print(xs, ys,\n  zs)', 'step:show')
      )
    ).toEqual([
      'a/b.ipynb: 2 steps, 1 parameter',
      '',
      '  load  cells 3, 4',
      '        parameters n',
      '        gives xs, ys',
      '  show  cell 5, after load',
      '        takes xs, ys from load',
      '',
      'warning cell 5, line 2: zs is not known here: no cell above makes it. Make it in one, or import it. [unknown-name]'
    ]);
  });

  it('counts one and many', () => {
    expect(describeCells(code('1'))[0]).toBe('a/b.ipynb: 1 step, 0 parameters');
  });

  it('names the cell where something is wrong with all of it', () => {
    expect(describeCells(code('1', 'step:a prev:b')).at(-1)).toMatch(
      /^error cell 1: .* \[prev-unknown\]$/
    );
  });

  it('is short for a notebook without code', () => {
    expect(describeCells()).toEqual(['a/b.ipynb: 0 steps, 0 parameters', '']);
  });
});
