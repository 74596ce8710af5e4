/** Which variable goes from which step to which. */
import { createBuild, type Build, type Cell } from './outline';

let build: Build;

beforeAll(async () => {
  build = await createBuild();
});

/** Sources of the steps a, b, c… */
function steps(...sources: readonly string[]): Cell[] {
  return sources.map((source, i) => [`step:${'abcdefgh'[i]}`, source]);
}

type Row = readonly [
  about: string,
  sources: readonly string[],
  flows: readonly string[]
];

describe('a variable comes from', () => {
  it.each<Row>([
    ['the step that binds it', ['x = 1', 'print(x)'], ['b.x <- a']],
    [
      'the last one that binds it',
      ['x = 1', 'x = 2', 'print(x)'],
      ['c.x <- b']
    ],
    [
      'code that cannot be read, unless it is a builtin',
      ['x = 1', 'exec(code())', 'print(x)', 'print(len(""))'],
      ['b.x <- a', 'c.x <- b']
    ],
    [
      'one that a sum of thousands of terms ends with',
      ['x = 1', 'y = 2', `z = ${'y + '.repeat(5000)}x`],
      ['c.x <- a', 'c.y <- b']
    ],
    [
      'one that may bind it, which takes it too',
      ['x, c = 1, 0', 'if c:\n    x = 2', 'print(x)'],
      ['b.c <- a', 'b.x <- a', 'c.x <- b']
    ],
    [
      'one that binds it on every path, which does not',
      ['x, c = 1, 0', 'if c:\n    x = 2\nelse:\n    x = 3', 'print(x)'],
      ['b.c <- a', 'c.x <- b']
    ],
    [
      'a loop that may not run',
      ['x = 1', 'for x in open("f"):\n    pass', 'print(x)'],
      ['b.x <- a', 'c.x <- b']
    ],
    [
      'a loop that does',
      ['x = 1', 'for x in range(3):\n    pass', 'print(x)'],
      ['c.x <- b']
    ],
    [
      'a try that may end early',
      ['x = 1', 'try:\n    x = int("2")\nexcept ValueError:\n    pass', 'x'],
      ['b.x <- a', 'c.x <- b']
    ],
    [
      'a path that raises into a handler',
      [
        'x, c = 0, 1',
        'try:\n    if c:\n        x = 1\n        raise ValueError\nexcept ValueError:\n    pass',
        'print(x)'
      ],
      ['b.c <- a', 'b.x <- a', 'c.x <- b']
    ],
    [
      'a function that binds it',
      ['x = 1\ndef f():\n    global x\n    x = 2', 'f()', 'print(x)'],
      ['c.x <- b']
    ],
    ['no step, where a step makes its own', ['x = 1', 'x = 2\nprint(x)'], []],
    [
      'no step, where it is local',
      ['x = 1', 'def f(x):\n    return x\nprint([x for x in "ab"], f(2))'],
      []
    ],
    [
      'no step once it is deleted',
      ['x = 1', 'del x', 'print(x)'],
      ['b.x <- a']
    ],
    [
      'the one that makes it again after it is deleted',
      ['x = 1', 'del x\nx = 2', 'print(x)'],
      ['b.x <- a', 'c.x <- b']
    ]
  ])('%s', (_, sources, flows) => {
    expect(build(...steps(...sources)).flows).toEqual(flows);
  });
});

describe('a change makes a version', () => {
  it.each<Row>([
    ['by a method', ['x = []', 'x.append(1)', 'x'], ['b.x <- a', 'c.x <- b']],
    ['by an item', ['x = {}', 'x[1] = 2', 'x'], ['b.x <- a', 'c.x <- b']],
    ['by `del`', ['x = [1]', 'del x[0]', 'x'], ['b.x <- a', 'c.x <- b']],
    ['by `+=`', ['x = []', 'x += [1]', 'x'], ['b.x <- a', 'c.x <- b']],
    [
      'by a function of the notebook',
      ['x = []\ndef f(y):\n    y.append(1)', 'f(x)', 'x'],
      ['b.x <- a', 'c.x <- b']
    ],
    [
      'by unknown code',
      ['x = []', 'import unknown\nunknown.f(x)', 'x'],
      ['b.x <- a', 'c.x <- b']
    ],
    [
      'not by reading',
      ['x = []', 'print(x, len(x), x[:1])', 'x'],
      ['b.x <- a', 'c.x <- a']
    ],
    [
      'not by rebinding another name',
      ['x = []', 'y = x\ny = 2', 'x'],
      ['b.x <- a', 'c.x <- a']
    ],
    [
      'of every name of the object',
      ['x = []\ny = x', 'y.append(1)', 'print(x)'],
      ['b.x <- a', 'b.y <- a', 'c.x <- b']
    ],
    [
      'of what holds the object',
      ['x = []\ny = [x]', 'x.append(1)', 'print(y)'],
      ['b.x <- a', 'b.y <- a', 'c.y <- b']
    ],
    [
      'of what the object is a part of, several steps later',
      ['x = []', 'y = {"x": x}', 'z = [y]', 'z[0]["x"].append(1)', 'print(x)'],
      ['b.x <- a', 'c.x <- b', 'c.y <- b', 'd.x <- c', 'd.z <- c', 'e.x <- d']
    ],
    [
      'by a counter that a method keeps in its class',
      [
        'class A:\n    n = 0\n    def f(self):\n        type(self).n += 1',
        'A().f()',
        'print(A.n)'
      ],
      ['b.A <- a', 'c.A <- b']
    ],
    [
      'by the setter of a property',
      [
        'x = []\nclass A:\n    @property\n    def p(self): return 1\n    @p.setter\n    def p(self, v): x.append(v)\na = A()',
        'a.p = 3',
        'print(x)'
      ],
      ['b.a <- a', 'b.x <- a', 'c.x <- b']
    ],
    [
      'by what an exception handler has of the try',
      [
        'x = []\ndef f():\n    y = []\n    try:\n        y = x\n        raise ValueError\n    except ValueError:\n        y.append(1)',
        'f()',
        'print(x)'
      ],
      ['b.x <- a', 'c.x <- b']
    ],
    [
      'through a closure',
      [
        'def make():\n    n = []\n    return lambda: n.append(1), lambda: n\nadd, get = make()',
        'add()',
        'print(get())'
      ],
      ['b.add <- a', 'b.get <- a', 'c.get <- b']
    ],
    [
      'of an iterator that is used up',
      ['x = iter([1, 2])', 'next(x)', 'print(list(x))'],
      ['b.x <- a', 'c.x <- b']
    ]
  ])('%s', (_, sources, flows) => {
    expect(build(...steps(...sources)).flows).toEqual(flows);
  });

  it('only of what a later step reads', () => {
    const built = build(
      ...steps('x = []\ny = []', 'x.append(1)\ny.append(2)', 'y')
    );
    expect(built.flows).toEqual(['b.x <- a', 'b.y <- a', 'c.y <- b']);
    expect(built.built.pipeline.steps.map(each => each.writes)).toEqual([
      ['x', 'y'],
      ['y'],
      []
    ]);
  });

  it('of values that a later step changes, where they share', () => {
    const built = build(...steps('x = []', 'y = x', 'y.append(1)', 'print(x)'));
    expect(built.flows).toContain('d.x <- c');
    expect(built.flows).toContain('c.x <- b');
  });

  it('not where nobody changes what they share', () => {
    const built = build(...steps('x = []', 'y = x', 'print(x)', 'print(y)'));
    expect(built.edges).toEqual(['a < b', 'a < c', 'b < d']);
  });
});

describe('a call reads what the function reads', () => {
  it.each<Row>([
    [
      'where it is called',
      ['k = 1', 'def f(): return k', 'k = 2', 'f()'],
      ['d.k <- c']
    ],
    [
      'through other functions',
      ['k = 1', 'def f(): return k\ndef g(): return f()', 'g()'],
      ['c.k <- a']
    ],
    [
      'through a method',
      ['k = 1', 'class A:\n    def f(self): return k\nx = A()', 'x.f()'],
      ['c.k <- a', 'c.x <- b']
    ],
    [
      'through a container',
      ['k = 1', 'def f(): return k\nx = [f]', 'x[0]()'],
      ['c.k <- a', 'c.x <- b']
    ],
    [
      'through a library that calls it',
      ['k = 1', 'def f(x): return x + k', 'sorted([1], key=f)'],
      ['c.k <- a']
    ],
    [
      'when `map` is used up, not when it is made',
      ['k = 1\ndef f(x): return x + k', 'm = map(f, [1])', 'k = 5', 'list(m)'],
      ['b.k <- a', 'd.k <- c', 'd.m <- b']
    ],
    [
      'through `print` of an instance',
      [
        'k = "!"',
        'class A:\n    def __repr__(self): return k\nx = A()',
        'print(x)'
      ],
      ['c.k <- a', 'c.x <- b']
    ],
    [
      'not where it is only passed on',
      ['k = 1', 'def f(): return k\nx = [f]', 'y = x'],
      ['c.x <- b']
    ]
  ])('%s', (_, sources, flows) => {
    expect(build(...steps(...sources)).flows).toEqual(flows);
  });
});

describe('code that cannot be read', () => {
  it('takes all variables, and may make those that are read below', () => {
    const built = build(
      ...steps('x = 1', 'y = 2', 'exec("z = 3")', 'z + y', '1')
    );
    expect(built.flows).toEqual([
      'c.x <- a',
      'c.y <- b',
      'd.y <- c',
      'd.z <- c'
    ]);
    expect(built.told).toEqual(['info opaque 2: exec("z = 3")']);
  });

  it.each(['exec("x")', 'eval("x")', 'globals()', 'locals()', '%run other.py'])(
    'is %s',
    source => {
      expect(build(['step:a', source]).told).toEqual([
        `info opaque 0: ${source}`
      ]);
    }
  );

  it('is no `globals()["name"]`', () => {
    const built = build(
      ...steps('globals()["x"] = 1', 'print(globals()["x"])')
    );
    expect(built.flows).toEqual(['b.x <- a']);
    expect(built.told).toEqual([]);
  });
});

describe('does not take long', () => {
  it.each([
    ['calls on unknown objects in a chain', `x = unknown${'.a()'.repeat(100)}`],
    [
      'functions that each call the next one twice',
      [
        ...Array.from(
          { length: 30 },
          (_, i) => `def f${i}(): return f${i + 1}() + f${i + 1}()`
        ),
        'def f30(): return 1',
        'f0()'
      ].join('\n')
    ],
    ['a sum of many terms', `x = ${'y + '.repeat(3000)}1`],
    [
      'a large table',
      `x = {${Array.from({ length: 5000 }, (_, i) => `"${i}": [${i}]`).join(', ')}}`
    ],
    [
      'a long cell',
      `x = {}\n${Array.from({ length: 2000 }, (_, i) => `x[${i}] = [x]`).join('\n')}`
    ]
  ])('for %s', (_, source) => {
    const start = performance.now();
    build(['step:a', `import unknown\n${source}`], ['step:b', 'print(x)']);
    expect(performance.now() - start).toBeLessThan(5000);
  });

  it('for three hundred steps', () => {
    const start = performance.now();
    const sources = Array.from({ length: 300 }, (_, i): Cell => [
      `step:s${i}`,
      `v${i} = [x]\nx["${i}"] = v${i}\nopen("${i}.txt", "w").write("x")`
    ]);
    const { pipeline } = build(['', 'x = {}'], ...sources).built;
    expect(pipeline.steps).toHaveLength(301);
    expect(performance.now() - start).toBeLessThan(5000);
  });
});
