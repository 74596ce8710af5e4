import { findHeadings, nameOfHeading, stepLevel } from '../blocks/headings';
import { checkStepName } from '../dialect/step-names';
import { readTaggedCells } from '../tagged-cells';
import type { NotebookView } from '../tagged-notebook';
import { code, notebook, text } from './views';

function steps(view: NotebookView): [string, string | undefined, string][] {
  return readTaggedCells(view).blocks.map(({ kind, name, origin, cells }) => [
    origin,
    name ?? kind,
    cells.join(',')
  ]);
}

describe('a notebook without step tags', () => {
  it('has a step for each heading of the level that occurs most', () => {
    expect(
      steps(
        notebook(
          text('# Churn'),
          code('import pandas'),
          text('## 1. Load the data'),
          code('a'),
          text('### Detail'),
          code('b'),
          text('## Train'),
          code('c'),
          text('## Nothing here'),
          text('## Train\n\nwords'),
          code('d')
        )
      )
    ).toEqual([
      ['start', 'start', '1'],
      ['heading', 'load_the_data', '3,5'],
      ['heading', 'train', '7'],
      ['heading', 'train_2', '10']
    ]);
  });

  it('takes the higher of two levels that occur as often', () => {
    expect(
      steps(
        notebook(text('# A\n## B'), code('x'), text('## C\n# D'), code('y'))
      )
    ).toEqual([
      ['heading', 'a', '1'],
      ['heading', 'd', '3']
    ]);
  });

  it('takes the last heading of a cell for the code below', () => {
    expect(steps(notebook(text('# A'), text('# B\n# C'), code('x')))).toEqual([
      ['heading', 'c', '2']
    ]);
  });

  it('is one step without headings', () => {
    expect(steps(notebook(code('a'), text('words'), code('b')))).toEqual([
      ['whole', 'notebook', '0,2']
    ]);
    expect(steps(notebook(text('words')))).toEqual([]);
    expect(steps(notebook())).toEqual([]);
  });

  it('keeps its special cells, which nothing joins', () => {
    expect(
      steps(
        notebook(
          code('x = 1', 'parameters'),
          code('a', 'remove-cell'),
          code('no', 'skip'),
          code('b', 'step:')
        )
      )
    ).toEqual([
      ['tag', 'parameters', '0'],
      ['whole', 'notebook', '1,3'],
      ['tag', 'skip', '2']
    ]);
  });

  it('gives blank cells to a step that is there', () => {
    expect(
      steps(notebook(code(''), text('# A'), code(''), code('x'), code(' ')))
    ).toEqual([['heading', 'a', '3,4']]);
  });

  it('still has settings on the first cell of a step', () => {
    const { blocks, problems } = readTaggedCells(
      notebook(code('a', 'limit:cpu:1'), code('b', 'limit:cpu:2 prev:x'))
    );
    expect(blocks[0].settings).toEqual({ resources: { cpu: '1' } });
    expect(problems.map(({ code, cell }) => [code, cell])).toEqual([
      ['prev-without-step', 1],
      ['not-first-cell', 1]
    ]);
  });
});

describe('findHeadings', () => {
  const levels = (source: string): (number | string)[][] =>
    findHeadings([text(source)]).map(heading => [heading.level, heading.text]);

  it.each<[string, string, (number | string)[][]]>([
    [
      'all levels',
      '# a\n###### f\n####### g',
      [
        [1, 'a'],
        [6, 'f']
      ]
    ],
    [
      'closing marks',
      '# a #\n## b ##  \n# c#',
      [
        [1, 'a'],
        [2, 'b'],
        [1, 'c#']
      ]
    ],
    [
      'empty ones',
      '#\n## ##',
      [
        [1, ''],
        [2, '']
      ]
    ],
    ['a blank that is needed', '#a\n#\tb', [[1, 'b']]],
    ['indentation', '   # a\n    # code', [[1, 'a']]],
    [
      'CRLF',
      '# a\r\n# b\r\n',
      [
        [1, 'a'],
        [1, 'b']
      ]
    ],
    ['fences', '```python\n# no\n```\n# a', [[1, 'a']]],
    ['fences of tildes', '~~~\n# no\n```\n# no\n~~~\n# a', [[1, 'a']]],
    ['longer fences', '````\n```\n# no\n````\n# a', [[1, 'a']]],
    ['open fences', '# a\n```\n# no', [[1, 'a']]],
    ['code in a line', '```no fence``` x\n# a', [[1, 'a']]]
  ])('knows %s', (_name, source, expected) => {
    expect(levels(source)).toEqual(expected);
  });

  it('looks at markdown cells only', () => {
    expect(findHeadings([code('# a'), text('# b')])).toEqual([
      { cell: 1, level: 1, text: 'b' }
    ]);
    expect(stepLevel([])).toBeUndefined();
  });
});

describe('nameOfHeading', () => {
  it.each([
    ['Load data', 'load_data'],
    ['1. Load data', 'load_data'],
    ['2.3 Load data', 'load_data'],
    ['Step 1', 'step_1'],
    ['3D plots', 'step_3d_plots'],
    ['**Bold** & `code()`', 'bold_code'],
    ['[Link](http://x.y) <b>here</b>', 'link_here'],
    ["Don't panic", 'dont_panic'],
    ['Évaluation du modèle', 'evaluation_du_modele'],
    ['Feature-engineering', 'feature_engineering'],
    ['🚀 Go!', 'go'],
    ['数据', 'step'],
    ['', 'step'],
    ['2024', 'step_2024'],
    [
      'A very long heading that says far too much for a name',
      'a_very_long_heading_that_says_far_too'
    ]
  ])('makes of %j %s', (heading, name) => {
    expect(nameOfHeading(heading)).toBe(name);
    expect(checkStepName(nameOfHeading(heading))).toBeUndefined();
  });
});
