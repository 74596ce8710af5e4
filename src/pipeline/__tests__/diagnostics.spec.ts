/** All that is told: severity, code, cell, the source it stands on, what mends it. */
import type { Fix } from '../diagnostic';
import { createBuild, type Build, type Cell } from './outline';

let build: Build;

beforeAll(async () => {
  build = await createBuild();
});

function fixes(...cells: readonly Cell[]): Fix[] {
  return build(...cells).built.diagnostics.flatMap(each => each.fixes);
}

type Row = readonly [
  about: string,
  cells: readonly Cell[],
  told: readonly string[]
];

describe('unknown-name', () => {
  it.each<Row>([
    [
      'nothing makes it',
      [['step:a', 'print(x)']],
      ['warning unknown-name 0: x']
    ],
    [
      'only a later step makes it',
      [
        ['step:a', 'print(x)'],
        ['step:b', 'x = 1']
      ],
      ['warning unknown-name 0: x']
    ],
    [
      'only a skipped cell makes it',
      [
        ['skip', 'x = 1'],
        ['step:a', 'print(x)']
      ],
      ['warning unknown-name 1: x']
    ],
    [
      'a step has deleted it',
      [
        ['step:a', 'x = 1'],
        ['step:b', 'del x'],
        ['step:c', 'print(x)']
      ],
      ['warning unknown-name 2: x']
    ],
    [
      'a step may have deleted it',
      [
        ['step:a', 'x = 1'],
        ['step:b', 'if x:\n    del x'],
        ['step:c', 'print(x)']
      ],
      ['info unknown-name 2: x']
    ],
    [
      'a step makes it that does not come before',
      [
        ['step:a', 'x = 1'],
        ['step:b prev:a', 'y = 1'],
        ['step:c', 'print(x)']
      ],
      ['warning unknown-name 2: x']
    ],
    [
      'a function that is called reads it',
      [
        ['functions', 'def f():\n    return x'],
        ['step:a', 'f()']
      ],
      ['warning unknown-name 0: x']
    ],
    ['it is added to', [['step:a', 'n += 1']], ['warning unknown-name 0: n']],
    [
      'a comprehension reads it',
      [['step:a', '[y for z in "a"]']],
      ['warning unknown-name 0: y']
    ],
    [
      'it is the name of a file',
      [['step:a', '__file__']],
      ['warning unknown-name 0: __file__']
    ]
  ])('where %s', (_, cells, told) => {
    expect(build(...cells).told).toEqual(told);
  });

  it.each<Row>([
    [
      'a builtin',
      [['step:a', 'print(len, __name__, display, get_ipython)']],
      []
    ],
    ['read in a branch', [['step:a', 'if 0:\n    x']], []],
    ['read in a loop', [['step:a', 'while 0:\n    x']], []],
    ['a variable of the shell', [['step:a', '!echo $HOME {x}']], []],
    [
      'read where it may be missing',
      [['step:a', 'try:\n    x\nexcept NameError:\n    x = 1']],
      []
    ],
    ['read by a function that nobody calls', [['', 'def f():\n    x']], []],
    ['what a star import may bind', [['step:a', 'from m import *\nx']], []],
    [
      'what opaque code may bind',
      [
        ['step:a', 'exec("x = 1")'],
        ['step:b', 'x']
      ],
      ['info opaque 0: exec("x = 1")']
    ]
  ])('is not told of %s', (_, cells, told) => {
    expect(build(...cells).told).toEqual(told);
  });

  it('says where the name is made', () => {
    expect(build(['step:a', 'x'], ['step:b', 'x = 1']).messages).toEqual([
      'x is not known here: the first cell that makes it is below, in step b. Move that cell up.'
    ]);
  });

  it('says which step has deleted it', () => {
    expect(
      build(
        ['step:a', 'x = 1'],
        ['step:b', 'if x:\n    del x'],
        ['step:c', 'print(x)']
      ).messages
    ).toEqual([
      'x may not be known here: it is deleted in step b. Make it again.'
    ]);
  });

  it('offers to run the step after the one that makes it', () => {
    expect(
      fixes(
        ['step:a', 'x = 1'],
        ['step:b prev:a', 'y = 1'],
        ['step:c', 'pass'],
        ['', 'print(x)']
      )
    ).toEqual([
      {
        title: 'Run c after a',
        edits: [{ kind: 'add-tag', cell: 2, tag: 'prev:a' }]
      }
    ]);
  });
});

describe('output-history', () => {
  it.each(['_', '__', '_3', 'Out', 'In', '_i1', '_oh'])('is %s', name => {
    expect(build(['step:a', '1'], ['step:b', name]).told).toEqual([
      `warning output-history 1: ${name}`
    ]);
  });

  it('is not a variable of that name', () => {
    const built = build(['step:a', 'for _ in "ab": pass'], ['step:b', '_']);
    expect(built.told).toEqual([]);
    expect(built.flows).toEqual(['b._ <- a']);
  });
});

describe('remarks', () => {
  it.each([
    ['%store x', 'warning unsupported-magic 0: %store x'],
    ['%who', 'warning unsupported-magic 0: %who'],
    ['%reset -f', 'warning unsupported-magic 0: %reset -f'],
    ['x = input("?")', 'warning input-call 0: input("?")'],
    ['exec("1")', 'info opaque 0: exec("1")'],
    [
      'import random\nrandom.random()',
      'info not-reproducible 0: random.random()'
    ]
  ])('%s', (source, told) => {
    expect(build(['step:a', source]).told).toEqual([told]);
  });
});

describe('syntax-error', () => {
  it.each([
    ['x = (1', 'error syntax-error 0: ('],
    ['x = 1\ny = = 2', expect.stringMatching(/^error syntax-error 0: /)],
    ['def f(:\n    pass', expect.stringMatching(/^error syntax-error 0: /)]
  ])('is told of %s', (source, told) => {
    expect(build(['step:a', source]).told).toContainEqual(told);
  });

  it('leaves the rest of the notebook as it is', () => {
    const built = build(['step:a', 'x = 1\ny = = 2'], ['step:b', 'print(x)']);
    expect(built.flows).toEqual(['b.x <- a']);
  });
});

describe('tags', () => {
  it.each<Row>([
    ['a name that is none', [['step:Upper', '1']], ['error step-name 0']],
    [
      'a step that there is not',
      [['step:a prev:b', '1']],
      ['error prev-unknown 0']
    ],
    [
      'a step below',
      [
        ['step:a prev:b', '1'],
        ['step:b', '1']
      ],
      ['error prev-below 0']
    ],
    [
      'two meanings of a cell',
      [['imports step:a', 'import os']],
      ['warning tag-beside-special 0']
    ],
    [
      'metrics that do not come last',
      [
        ['pipeline-metrics', 'pass'],
        ['step:a', '1']
      ],
      ['info metrics-before-step 0']
    ]
  ])('tell of %s', (_, cells, told) => {
    expect(build(...cells).told).toEqual(told);
  });
});

it('diagnostics stand in the order of the notebook', () => {
  const built = build(
    ['step:a', 'x; y\nz = input()'],
    ['step:b', '_\nx'],
    ['step:Bad', '1']
  );
  expect(built.told).toEqual([
    'warning unknown-name 0: x',
    'warning unknown-name 0: y',
    'warning input-call 0: input()',
    'warning output-history 1: _',
    'warning unknown-name 1: x',
    'error step-name 2'
  ]);
});
