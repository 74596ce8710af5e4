import { CellAnalyser } from '../../analysis/cell-code';
import { loadParser } from '../../analysis/syntax/__tests__/load-parser';
import { suggestStepName } from '../suggest-name';
import { notebookOf, type Cell } from './outline';

let analyser: CellAnalyser;

beforeAll(async () => {
  analyser = new CellAnalyser(await loadParser());
});

const CASES: readonly [string, readonly Cell[], readonly number[], string][] = [
  [
    'the heading above, whatever text is in between',
    [
      ['', 'x = 1'],
      ['markdown', '# Part\n## 2. Train the model'],
      ['markdown', 'We train.'],
      ['', 'y = 2']
    ],
    [3],
    'train_the_model'
  ],
  [
    'a heading that is selected too',
    [
      ['', 'x = 1'],
      ['markdown', '## Clean'],
      ['', 'y = 2']
    ],
    [2, 1],
    'clean'
  ],
  [
    'what the cells make last',
    [
      ['step:a', 'import os\nraw = 1'],
      ['', 'import re\nfor i in raw: pass\nbigModel = 3\n_hidden = 1'],
      ['', 'print(bigModel)']
    ],
    [1, 2],
    'make_big_model'
  ],
  [
    'a function',
    [
      ['step:a', ''],
      ['', 'def clean_up(x): return x']
    ],
    [1],
    'clean_up'
  ],
  [
    'what the cells do',
    [
      ['step:a', 'import pandas as pd'],
      ['', 'df = pd.read_csv("rain.csv")\nprint(len(df))']
    ],
    [1],
    'load_data'
  ],
  ['what is left where nothing is made', [['', 'del x']], [0], 'step'],
  [
    'the step that begins there',
    [
      ['step:a', 'x = 1'],
      ['', 'y = 2']
    ],
    [0, 1],
    'a'
  ],
  [
    'a name that nobody has',
    [
      ['step:make_model', 'x = 1'],
      ['step:b', 'y = 2'],
      ['', 'model = 2']
    ],
    [2],
    'make_model_2'
  ],
  ['a cell that cannot be read', [['', 'x = = (']], [0], 'step'],
  ['no cell', [], [], 'step']
];

it.each(CASES)('a step gets the name of %s', (_, cells, selected, name) => {
  expect(suggestStepName(notebookOf(cells), selected, analyser)).toBe(name);
});
