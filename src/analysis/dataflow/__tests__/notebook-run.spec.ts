/** What one step does, by the abstract run alone. */
import { resolveScopes } from '../../scopes/resolve';
import { loadParser } from '../../syntax/__tests__/load-parser';
import type { PythonParser } from '../../syntax/parser';
import { StepsAbove } from '../candidates';
import type { StepEffects } from '../effects';
import { NotebookRun } from '../notebook-run';

let parser: PythonParser;

beforeAll(async () => {
  parser = await loadParser();
});

/** Runs one cell a step; each step sees all before it. */
function run(...sources: readonly string[]): StepEffects[] {
  return new NotebookRun().run(
    sources.map((source, step) => {
      const tree = parser.parse(source);
      const scopes = resolveScopes(tree);
      const code = { cell: step, statements: tree.body, scopes };
      return { candidates: new StepsAbove(step), cells: [code] };
    })
  );
}

function last(effects: readonly StepEffects[]): StepEffects {
  return effects[effects.length - 1];
}

/** `x` for a read that is certain, `x?` for one that is not. */
function reads(...sources: readonly string[]): string[] {
  return [...last(run(...sources)).reads].map(
    ([name, { certain }]) => name + (certain ? '' : '?')
  );
}

function binds(...sources: readonly string[]): string[] {
  return [...last(run(...sources)).binds].map(
    ([name, { certain, deleted }]) =>
      (deleted ? '-' : '') + name + (certain ? '' : '?')
  );
}

describe('reads', () => {
  it.each([
    ['x', ['x']],
    ['x = x', ['x']],
    ['x = 1\nx', []],
    ['x += 1', ['x']],
    ['del x', ['x']],
    ['x.y = 1', ['x']],
    ['x[y] = z', ['z', 'x', 'y']],
    ['if a:\n    b', ['a', 'b?']],
    ['if a:\n    b\nb', ['a', 'b']],
    ['if a:\n    b = 1\nb', ['a', 'b?']],
    ['if a:\n    b = 1\nelse:\n    b = 2\nb', ['a']],
    ['for x in y:\n    z', ['y', 'z?']],
    ['for x in range(3):\n    z', ['range', 'z']],
    ['while a:\n    b', ['a', 'b?']],
    ['try:\n    a\nexcept b:\n    c', ['a?', 'b?', 'c?']],
    ['with a as b:\n    c', ['a', 'c']],
    ['a or b', ['a', 'b']],
    ['a if b else c', ['b', 'a', 'c']],
    ['[x + y for x in z]', ['z', 'y']],
    ['lambda x: x + y', []],
    ['(lambda x: x + y)(1)', ['y']],
    ['def f(x=a) -> b:\n    return c', ['a', 'b?']],
    ['def f():\n    return c\nf()', ['c']],
    ['def f():\n    c = 1\n    return c\nf()', []],
    ['class A(b):\n    x = c\n    def f(self):\n        d', ['b', 'c']],
    ['class A:\n    x = 1\n    y = x', []],
    ['match a:\n    case b.c:\n        d', ['a', 'b?', 'd?']],
    ['f"{a} {b:{c}}"', ['a', 'b', 'c']],
    ['x: a = b', ['a', 'b']],
    ['import a.b\na.c', []],
    ['!ls {a} $b', ['a?', 'b?']],
    ['df.query("x > @limit")', ['df']]
  ])('%s', (source, expected) => {
    expect(reads(source)).toEqual(expected);
  });

  it('the variables of a query of pandas', () => {
    expect(
      reads('import pandas as pd\npd.DataFrame().query("x > @limit")')
    ).toEqual(['limit']);
  });

  it('what functions of earlier steps read, when they are called', () => {
    expect(reads('def f():\n    return x + y', 'y = 1\nf()')).toEqual([
      'f',
      'x'
    ]);
  });
});

describe('binds', () => {
  it.each([
    ['x = 1', ['x']],
    ['x, (y, *z) = a', ['x', 'y', 'z']],
    ['x: int', []],
    ['x: int = 1', ['x']],
    ['x += 1', ['x']],
    ['(x := 1)', ['x']],
    ['[y := x for x in a]', ['y']],
    ['if a:\n    x = 1', ['x?']],
    ['if a:\n    x = 1\nelse:\n    x = 2', ['x']],
    ['if a:\n    x = 1\nelse:\n    raise a', ['x']],
    ['for x in a:\n    y = 1', ['x?', 'y?']],
    ['for x in [1]:\n    y = 1', ['x', 'y']],
    ['while a:\n    x = 1\nelse:\n    y = 1', ['x?', 'y?']],
    ['with a as x:\n    y = 1', ['x', 'y']],
    ['try:\n    x = 1\nexcept a:\n    y = 1', ['x?', 'y?']],
    ['try:\n    x = 1\nfinally:\n    y = 1', ['x', 'y']],
    ['try:\n    x = 1\nexcept a:\n    raise', ['x']],
    ['try:\n    pass\nexcept a as x:\n    pass', []],
    ['def f():\n    global x\n    x = 1', ['f']],
    ['def f():\n    global x\n    x = 1\nf()', ['f', 'x']],
    ['class A:\n    x = 1', ['A']],
    ['import a.b, c as d', ['a', 'd']],
    ['from a import b, c as d', ['b', 'd']],
    ['x = 1\ndel x', ['-x']],
    ['x = 1\nif a:\n    del x', ['-x']],
    ['match a:\n    case [x]:\n        y = 1', ['x?', 'y?']],
    ['match a:\n    case x:\n        y = 1', ['x', 'y']],
    ['x = !ls', ['x']],
    ['globals()["x"] = 1', ['x']]
  ])('%s', (source, expected) => {
    const found = binds(source).filter(
      name => !/^-?a\??$/.test(name) || source.includes('import')
    );
    expect(found).toEqual(expected);
  });

  it.each([
    ['x = 1', true],
    ['x = 1\nif x:\n    pass\nelse:\n    x = 2', false],
    ['if a:\n    x = 1\nelse:\n    x = 2', false],
    ['if a:\n    x = 1\nx = 2', true]
  ])('%s in one place only: %s', (source, only) => {
    expect(last(run(source)).binds.get('x')?.only).toBe(only);
  });
});

describe('changes', () => {
  /** Whether the second of two steps may change what the first calls `x`. */
  function changes(made: string, code: string): boolean {
    const [first, second] = run(`import lib\n${made}`, code);
    const objects = [...(first.binds.get('x')?.value ?? [])];
    return objects.some(object => second.mutated.has(object));
  }

  it.each([
    ['x = []', 'x.append(1)', true],
    ['x = []', 'y = x\ny.append(1)', true],
    ['x = []', 'for y in [x]:\n    y.append(1)', true],
    ['x = []', '(lambda y: y.append(1))(x)', true],
    ['x = []', 'lib.unknown(x)', true],
    ['x = []', 'lib.unknown([x])', true],
    ['x = []', 'list.append(x, 1)', true],
    ['x = []', 'setattr(x, "a", 1)', true],
    ['x = []', 'x, y = [], x', false],
    ['x = []', 'x.count(1)', false],
    ['x = []', 'y = x + [1]\ny.append(1)', false],
    ['x = []', 'y = list(x)\ny.append(1)', false],
    ['x = []', 'y = x[:]\ny.append(1)', false],
    ['x = [[]]', 'y = x[:]\ny[0].append(1)', false],
    ['x = (i for i in "ab")', 'next(x)', true],
    ['x = (i for i in "ab")', 'list(x)', true],
    ['x = [1]', 'list(x)', false],
    ['x = lib.thing()', 'x.anything()', true],
    ['x = lib.thing()', 'x.a.b = 1', true],
    ['x = lib.thing()', 'x.head()', false],
    ['x = lib.thing()', 'print(x, x.shape)', false],
    ['x = lambda y: y', 'max([[1], [2]], key=x).append(1)', false],
    ['x = lambda y: y', 'max([[1], [2]], key=x)[0] = 1', false]
  ])('%s; %s: %s', (made, code, expected) => {
    expect(changes(made, code)).toBe(expected);
  });
});

describe('asks for the identity', () => {
  it.each(['x is y', 'x is not None'])('%s', code => {
    const [first, second] = run('x = []\ny = []', code);
    const [object] = first.binds.get('x')?.value ?? [];
    expect(second.identified.has(object)).toBe(true);
  });
});

describe('goes on', () => {
  it.each([
    'def f(n):\n    return f(n - 1)\nf(3)',
    'def f(n):\n    return g(n)\ndef g(n):\n    return f(n)\nf(1)',
    'class A(A):\n    pass\nA()',
    'x = []\nx.append(x)\nprint(x)',
    'f = lambda: f()\nf()',
    'class A:\n    def __getattr__(self, n):\n        return self.n\nA().x',
    'def f(*a, **k):\n    return f(*a, **k)\nf(*[1], **{"a": 1})',
    'return 1',
    'yield 1',
    'break',
    'nonlocal x'
  ])('after %s', source => {
    expect(binds(`${source}\nend = 1`)).toBeDefined();
  });
});
