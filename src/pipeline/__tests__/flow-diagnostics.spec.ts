/** What is told of variables that go from step to step. */
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

describe('branches', () => {
  it.each<Row>([
    [
      'a variable that another branch changes',
      [
        ['step:a', 'x = [1]'],
        ['step:b prev:a', 'x.append(2)'],
        ['step:c prev:a', 'print(x)']
      ],
      ['warning branches-differ 2: x']
    ],
    [
      'a variable that another branch binds anew',
      [
        ['step:a', 'x = 1'],
        ['step:b prev:a', 'x = 2'],
        ['step:c prev:a', 'print(x)']
      ],
      ['warning branches-differ 2: x']
    ],
    [
      'a file that another branch writes',
      [
        ['step:a', 'open("x", "w")'],
        ['step:b prev:a', 'open("x", "a")'],
        ['step:c prev:a', 'open("x")']
      ],
      ['warning branches-differ 2: open("x")']
    ],
    [
      'a variable that two branches change and a third step takes',
      [
        ['step:a', 'x = [1]'],
        ['step:b prev:a', 'x.append(2)'],
        ['step:c prev:a', 'x.append(3)'],
        ['step:d prev:b prev:c', 'print(x)']
      ],
      ['warning branches-differ 2: x', 'warning two-writers 3: x']
    ]
  ])('tell of %s', (_, cells, told) => {
    expect(build(...cells).told).toEqual(told);
  });

  it.each<Row>([
    [
      'only look',
      [
        ['step:a', 'x = [1]'],
        ['step:b prev:a', 'print(x)'],
        ['step:c prev:a', 'print(x)\nopen("f")'],
        ['step:d prev:a', 'open("f")']
      ],
      []
    ],
    [
      'have a name each for itself',
      [
        ['step:a', '1'],
        ['step:b prev:a', 'x = 1\nprint(x)'],
        ['step:c prev:a', 'x = 2\nprint(x)']
      ],
      []
    ],
    [
      'bind anew what the last of them decides',
      [
        ['step:a', 'x = 1'],
        ['step:b prev:a', 'x = 2'],
        ['step:c prev:a', 'x = 3'],
        ['step:d prev:b prev:c', 'print(x)']
      ],
      []
    ]
  ])('tell nothing where they %s', (_, cells, told) => {
    expect(build(...cells).told).toEqual(told);
  });

  it('offer to put the step after the other one', () => {
    expect(
      fixes(
        ['step:a', 'x = [1]'],
        ['step:b prev:a', 'x.append(2)'],
        ['step:c prev:a', 'print(x)']
      )
    ).toEqual([
      {
        title: 'Run c after b',
        edits: [{ kind: 'add-tag', cell: 2, tag: 'prev:b' }]
      }
    ]);
  });
});

describe('class-redefined', () => {
  const first = 'class A:\n    x = 1\na = A()';

  it.each<Row>([
    [
      'in a later step',
      [
        ['step:a', first],
        ['step:b', 'class A:\n    x = 2'],
        ['step:c', 'print([a])']
      ],
      ['info class-redefined 2: a']
    ],
    [
      'in the same one',
      [
        ['step:a', `${first}\nclass A:\n    x = 2`],
        ['step:b', 'print(a)']
      ],
      ['info class-redefined 1: a']
    ]
  ])(
    'is told of an instance of a class that is defined again %s',
    (_, cells, told) => {
      expect(build(...cells).told).toEqual(told);
    }
  );

  it('is not told where the instance is made afterwards', () => {
    const built = build(
      ['step:a', 'class A:\n    x = 1'],
      ['step:b', 'class A:\n    x = 2\na = A()'],
      ['step:c', 'print(a)']
    );
    expect(built.told).toEqual([]);
  });
});

describe('not-storable', () => {
  it.each([
    ['an open file', 'x = open("f")'],
    ['an open file', 'import gzip\nx = gzip.open("f")'],
    ['a lock or thread', 'import threading\nx = threading.Lock()'],
    ['a database connection', 'import sqlite3\nx = sqlite3.connect("f")'],
    ['a connection or process', 'import subprocess\nx = subprocess.Popen("f")'],
    [
      'a reader or writer of an open file',
      'import csv\nx = csv.reader(y)\ny = 1'
    ],
    ['a generator', 'x = (i for i in "ab")'],
    ['a generator', 'def f():\n    yield 1\nx = f()'],
    ['a coroutine', 'async def f():\n    pass\nx = f()'],
    ['an open file', 'x = [{1: open("f")}]']
  ])('is %s: %s', (what, source) => {
    const built = build(['step:a', source], ['step:b', 'print(x)']);
    expect(built.told).toContain('warning not-storable 0: x');
    expect(built.messages).toContainEqual(
      expect.stringContaining(`x holds ${what}, which cannot go`)
    );
  });

  it('is a function that keeps results that depend on variables', () => {
    const built = build(
      [
        'step:a',
        'import functools\nk = 1\n@functools.cache\ndef f():\n    return k'
      ],
      ['step:b', 'f()']
    );
    expect(built.told).toEqual(['warning not-storable 0: f']);
  });

  it('is told once, with a way out', () => {
    const cells: Cell[] = [
      ['step:a', 'x = open("f")'],
      ['step:b', 'x.read()'],
      ['step:c', 'x.read()']
    ];
    expect(build(...cells).told).toEqual(['warning not-storable 0: x']);
    expect(fixes(...cells)).toEqual([
      {
        title: 'Merge b into a',
        edits: [{ kind: 'merge-steps', steps: ['a', 'b'] }]
      }
    ]);
  });

  it('is nothing that stays in its step', () => {
    const built = build(
      ['step:a', 'with open("f") as f:\n    x = f.read()'],
      ['step:b', 'print(x)']
    );
    expect(built.told).toEqual([]);
  });
});
