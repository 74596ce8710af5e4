/** Which steps a notebook has, in which order, and what each may see. */
import { createBuild, type Build, type Cell } from './outline';

let build: Build;

beforeAll(async () => {
  build = await createBuild();
});

/** What it is about, the cells, the steps and the direct edges between them. */
type Row = readonly [
  about: string,
  cells: readonly Cell[],
  steps: readonly string[],
  edges: readonly string[]
];

describe('steps', () => {
  it.each<Row>([
    ['none in an empty notebook', [], [], []],
    ['none of text alone', [['markdown', '# Title']], [], []],
    [
      'a whole notebook without tags or headings is one',
      [
        ['', 'x = 1'],
        ['', 'x + 1']
      ],
      ['notebook 0,1'],
      []
    ],
    [
      'headings make steps where there are no tags',
      [
        ['markdown', '## Load it'],
        ['', 'x = 1'],
        ['markdown', '## Show'],
        ['', 'print(x)']
      ],
      ['load_it 1', 'show 3'],
      ['load_it < show']
    ],
    [
      'untagged cells join the step above',
      [
        ['step:a', 'x = 1'],
        ['', 'y = x'],
        ['step:b', 'print(y)']
      ],
      ['a 0,1', 'b 2'],
      ['a < b']
    ],
    [
      'untagged cells above the first tag are the step start',
      [
        ['', 'x = 1'],
        ['step:b', 'print(x)']
      ],
      ['start 0', 'b 1'],
      ['start < b']
    ],
    [
      'skipped cells are in none',
      [
        ['step:a', 'x = 1'],
        ['skip', 'x = 2'],
        ['step:b', 'print(x)']
      ],
      ['a 0', 'b 2'],
      ['a < b']
    ],
    [
      'cells of one name that only a skipped cell parts are one step',
      [
        ['step:a', 'x = 1'],
        ['skip', 'x = 2'],
        ['step:a', 'x += 1'],
        ['step:b', 'print(x)']
      ],
      ['a 0,2', 'b 3'],
      ['a < b']
    ],
    [
      'cells of one name that another step parts are two, the second after the first',
      [
        ['step:a', 'x = 1'],
        ['step:b', 'y = 2'],
        ['step:a', 'z = 3'],
        ['step:c', 'print(x, y, z)']
      ],
      ['a 0', 'b 1', 'a (2) 2', 'c 3'],
      ['a < a (2)', 'a < c', 'b < c', 'a (2) < c']
    ],
    [
      'a third part comes after both of the others',
      [
        ['step:a', '1'],
        ['step:b', '2'],
        ['step:a', '3'],
        ['step:b', '4'],
        ['step:a', '5']
      ],
      ['a 0', 'b 1', 'a (2) 2', 'b (2) 3', 'a (3) 4'],
      ['a < a (2)', 'b < b (2)', 'a < a (3)', 'a (2) < a (3)']
    ],
    [
      'a cell with nothing in it is a step all the same',
      [
        ['step:a', ''],
        ['step:b', '# later']
      ],
      ['a 0', 'b 1'],
      []
    ]
  ])('%s', (_, cells, steps, edges) => {
    const built = build(...cells);
    expect(built.steps).toEqual(steps);
    expect(built.edges).toEqual(edges);
  });
});

describe('cells for all steps', () => {
  it.each<Row>([
    [
      'imports and functions that only define are no steps',
      [
        ['imports', '"""What it needs."""\nimport os'],
        ['functions', 'def f():\n    return os.sep\n\npass'],
        ['step:a', 'print(f())']
      ],
      ['a 2'],
      []
    ],
    [
      'a constant among the imports runs once, in a step of its own',
      [
        ['imports', 'import os\nSEED = 1'],
        ['step:a', 'print(SEED)'],
        ['step:b', 'print(os.sep)']
      ],
      ['imports 0', 'a 1', 'b 2'],
      ['imports < a']
    ],
    [
      'so does a function that is a value',
      [
        ['functions', 'def f(seen=[]):\n    return seen'],
        ['step:a', 'print(f())']
      ],
      ['functions 0', 'a 1'],
      ['functions < a']
    ],
    [
      'and an import that may fail',
      [
        ['imports', 'try:\n    import a\nexcept ImportError:\n    a = None'],
        ['step:a', 'print(a)']
      ],
      ['imports 0', 'a 1'],
      ['imports < a']
    ],
    [
      'settings of modules are repeated',
      [
        ['imports', 'import pandas as pd\npd.set_option("display.width", 9)'],
        ['step:a', 'print(pd.DataFrame())']
      ],
      ['a 1'],
      []
    ],
    [
      'parameters are no step',
      [
        ['pipeline-parameters', 'n = 1'],
        ['step:a', 'print(n)']
      ],
      ['a 1'],
      []
    ],
    [
      'what parameters are computed into is one',
      [
        ['pipeline-parameters', 'n = 1\ntwice = n * 2'],
        ['step:a', 'print(twice)']
      ],
      ['parameters 0', 'a 1'],
      ['parameters < a']
    ],
    [
      'metrics are a step',
      [
        ['step:a', 'score = 1'],
        ['pipeline-metrics', 'print(score)']
      ],
      ['a 0', 'metrics 1'],
      ['a < metrics']
    ],
    [
      'a step may be called as they are',
      [
        ['imports', 'print("hello")'],
        ['step:imports', 'x = 1'],
        ['step:b', 'print(x)']
      ],
      ['imports 0', 'imports (2) 1', 'b 2'],
      ['imports (2) < b']
    ]
  ])('%s', (_, cells, steps, edges) => {
    const built = build(...cells);
    expect(built.steps).toEqual(steps);
    expect(built.edges).toEqual(edges);
  });
});

describe('prev', () => {
  const branches: readonly Cell[] = [
    ['step:a', 'x = 1'],
    ['step:b prev:a', 'y = x'],
    ['step:c prev:a', 'z = x'],
    ['step:d prev:b prev:c', 'print(x, y, z)'],
    ['step:e', 'print("alone")']
  ];

  it('orders steps, whatever flows', () => {
    expect(build(...branches).orders).toEqual([
      'a < b: prev',
      'a < c: prev',
      'b < d: prev',
      'c < d: prev'
    ]);
  });

  it('lets a step see all that comes before it', () => {
    expect(build(...branches).flows).toEqual([
      'b.x <- a',
      'c.x <- a',
      'd.x <- a',
      'd.y <- b',
      'd.z <- c'
    ]);
  });

  it('hides what other branches make', () => {
    const built = build(
      ['step:a', 'x = 1'],
      ['step:b prev:a', 'x = 2'],
      ['step:c prev:a', 'print(x)']
    );
    expect(built.flows).toEqual(['c.x <- a']);
  });

  it('makes roots of the steps without one, once there is any', () => {
    const cells: readonly Cell[] = [
      ['step:a', 'x = 1'],
      ['step:b', 'print(x)']
    ];
    expect(build(...cells).flows).toEqual(['b.x <- a']);
    const built = build(...cells, ['step:c prev:a', 'print(x)']);
    expect(built.flows).toEqual(['c.x <- a']);
  });

  it('hides nothing of what is no step', () => {
    const built = build(
      ['', 'a = 1'],
      ['imports', 'import os\nb = 2'],
      ['functions', 'c = 3'],
      ['pipeline-parameters', 'd = 4'],
      ['step:one', 'e = a + b + c + d'],
      ['step:two prev:one', 'print(a, b, c, d, e)'],
      ['step:three', 'print(a, b, c, d, os.sep)']
    );
    expect(built.flows.filter(flow => flow.startsWith('three'))).toEqual([
      'three.a <- start',
      'three.b <- imports',
      'three.c <- functions'
    ]);
    expect(built.taken).toContain('three takes d');
    expect(built.told).toEqual([]);
  });
});

it('the setting `after` orders steps and hides nothing', () => {
  const built = build(
    ['step:a', 'x = 1'],
    ['step:b', 'y = 2'],
    ['step:c', 'print(x)', { cellway: { version: 1, after: ['b'] } }]
  );
  expect(built.orders).toEqual(['b < c: prev']);
  expect(built.flows).toEqual(['c.x <- a']);
});
