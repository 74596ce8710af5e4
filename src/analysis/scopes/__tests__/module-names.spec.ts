import { resolveScopes } from '../resolve';
import { loadParser } from '../../syntax/__tests__/load-parser';
import type { PythonParser } from '../../syntax/parser';
import type { ModuleNames } from './module-names/module-names';
import { moduleNames } from './module-names/module-names';

let parser: PythonParser;

beforeAll(async () => {
  parser = await loadParser();
});

function namesOf(source: string): ModuleNames {
  const tree = parser.parse(source);
  return moduleNames(tree, resolveScopes(tree));
}

function sorted(names: Iterable<string>): string {
  return [...names].sort().join(' ');
}

describe('reads and definitions of a cell', () => {
  it.each([
    // Plain statements.
    ['df', 'df', ''],
    ['x = y', 'y', 'x'],
    ['x = y = z', 'z', 'x y'],
    ['a, (b, *c) = d', 'd', 'a b c'],
    ['d[k] = v', 'd k v', ''],
    ['a.b = c', 'a c', ''],
    ['x += 1', 'x', 'x'],
    ['x: int = y', 'int y', 'x'],
    ['x: int', 'int', ''],
    ['list = [1]', '', 'list'],
    ['import a.b, c as d\nfrom e import f as g', '', 'a d g'],
    ['import os.path\nos.getcwd()', 'os', 'os'],
    ['f"{x:{w}}"', 'w x', ''],
    ['await g(k)', 'g k', ''],
    // Blocks: some names stay, some do not.
    ['if c:\n  x = 1', 'c', ''],
    ['for i in xs: y = i', 'i xs', ''],
    ['with open(p) as f: x = f', 'f open p', 'f x'],
    ['try:\n  x = 1\nexcept E as e:\n  print(e)', 'E e print', ''],
    ['print((n := 10))', 'print', 'n'],
    ['[m := v for v in vs]', 'vs', ''],
    ['match p:\n  case {"k": v, **r}: x = v', 'p v', ''],
    // What is bound inside stays inside.
    ['y = [k for k in ks]', 'ks', 'y'],
    ['y = {k: v for k, v in d}', 'd', 'y'],
    ['f = lambda q: q + c', 'c', 'f'],
    ['f = lambda a, b=d: a', 'd', 'f'],
    ['sum(x for x in xs if x > lo)', 'lo sum xs', ''],
    // Functions and classes.
    ['def f(a=d): return a + g', 'd g', 'f'],
    ['@dec\ndef f() -> T: pass', 'T dec', 'f'],
    ['async def f(): return await g(k)', 'g k', 'f'],
    ['def f():\n  x = 1\n  return x', '', 'f'],
    ['def f():\n  y = x\n  x = 1', '', 'f'],
    ['def f():\n  global n\n  n += 1', 'n', 'f'],
    ['def f():\n  def g(): return n', 'n', 'f'],
    ['class A(B):\n  y = z\n  def m(self): return k', 'B k z', 'A'],
    ['class A:\n  x = 1\n  def m(self): return x', 'x', 'A'],
    ['class A:\n  def m(self): return super().m()', 'super', 'A'],
    ['class A:\n  def m(self): return __x', '_A__x', 'A'],
    ['def f[T: B](a: T) -> C[T]: return T', 'B C', 'f'],
    ['type X[T] = dict[K, T]', 'K dict', 'X'],
    // Deleting.
    ['del x', 'x', ''],
    ['x = 1\ndel x', 'x', ''],
    ['del x[i], y.z', 'i x y', ''],
    // IPython.
    ['%time x = f(y)', 'f y', 'x'],
    ['%timeit x = f(y)', 'f y', ''],
    ['%%capture out\nx = y', 'y', 'out x'],
    ['x = !ls {d} $e', 'd e', 'x'],
    ['%matplotlib inline\nplt.plot(x)', 'plt x', ''],
    ['df?', '', '']
  ])('%j reads "%s" and defines "%s"', (source, read, defined) => {
    const names = namesOf(source);
    expect(sorted(names.read.keys())).toBe(read);
    expect(sorted(names.defined)).toBe(defined);
  });

  it('says where a name is read first', () => {
    const source = 'x = 1\nprint(y, x)\ny';
    const { read } = namesOf(source);
    expect(read.get('y')).toEqual({ start: 12, end: 13 });
    expect(read.get('x')).toEqual({ start: 15, end: 16 });
  });
});

describe('what is certain and what is not', () => {
  it.each([
    // source, certainly, maybe, deleted
    ['if c: x = 1\nelse: x = y = 2', 'x', 'y', ''],
    ['if c: x = 1\nelif d: x = 2\nelse: raise E', 'x', '', ''],
    ['if True: x = 1\nelse: y = 1', 'x', '', ''],
    ['for i in xs: x = i', '', 'i x', ''],
    ['for i in range(3): x = i', 'i x', '', ''],
    ['for i in range(n): x = i', '', 'i x', ''],
    ['for i in [1, 2]:\n  if c: break\n  x = i\ny = 1', 'i y', 'x', ''],
    ['for i in [1]:\n  if c: continue\n  x = i', 'i', 'x', ''],
    ['for i in xs:\n  pass\nelse: x = 1', 'x', 'i', ''],
    ['while c: x = 1', '', 'x', ''],
    ['while True:\n  x = 1\n  if c: break\n  y = 1', 'x', 'y', ''],
    ['while True:\n  y = 1', '', 'y', ''],
    ['try: x = f()\nexcept E: x = None', 'x', '', ''],
    ['try:\n  x = f()\n  y = g()\nexcept E: pass', '', 'x y', ''],
    ['try: x = f()\nexcept E: raise', 'x', '', ''],
    [
      'try: f()\nexcept E as e: x = e\nelse: x = 1\nfinally: y = 1',
      'x y',
      '',
      ''
    ],
    ['with a as b: x = 1', 'b x', '', ''],
    ['with suppress(E): x = f()', '', 'x', ''],
    ['match a:\n  case 1: x = 1\n  case b: x = y = 2', 'x', 'b y', ''],
    ['match a:\n  case 1: x = 1', '', 'x', ''],
    ['match a:\n  case [b, c] if b: x = 1\n  case _: x = 2', 'x', 'b c', ''],
    ['c and (x := 1)', '', 'x', ''],
    ['(x := 1) and c', 'x', '', ''],
    ['(x := 1) if c else (x := y)', 'x', '', ''],
    ['[x := i for i in y]', '', 'x', ''],
    ['x = 1\ndel x', '', '', 'x'],
    ['x = 1\nif c: del x', '', 'x', ''],
    ['del x', '', '', 'x'],
    ['if c: del x', '', '', ''],
    ['del (x, [y])', '', '', 'x y'],
    ['try: x = 1\nexcept E as e: pass', '', 'x', ''],
    ['x = (\ny = 1', 'y', 'x', ''],
    ['raise E\nx = 1', '', '', '']
  ])('%j', (source, defined, maybe, deleted) => {
    const names = namesOf(source);
    expect(sorted(names.defined)).toBe(defined);
    expect(sorted(names.maybeDefined)).toBe(maybe);
    expect(sorted(names.deleted)).toBe(deleted);
  });

  it('knows what functions bind when they are called', () => {
    const source =
      'def f():\n  global a\n  a = 1\n' +
      'def g():\n  global b\n  print(b)\n' +
      '[c := 1 for _ in d]';
    const names = namesOf(source);
    expect(sorted(names.boundByCalls)).toBe('a');
    expect(sorted(names.maybeDefined)).toBe('c');
  });
});

describe('definitions', () => {
  it('are listed with what they read, and when', () => {
    const source = `import a.b, c as d
from e import *
@deco
def f(x: T = default, *, y=g()) -> R:
    return f(x) + free + (lambda: later)()
class A(Base, metaclass=M):
    z = at_once
    def m(self, w=once):
        return at_call
if k:
    def f(): return [q for q in qs]
`;
    const found = namesOf(source).definitions.map(
      ({ kind, name, span, conditional, freeNames }) => ({
        is: `${conditional ? 'maybe ' : ''}${kind} ${name}`,
        text: source.slice(span.start, span.end),
        atDefinition: sorted(freeNames.atDefinition),
        atCall: sorted(freeNames.atCall)
      })
    );
    expect(found).toEqual([
      { is: 'import a', text: 'a.b', atDefinition: '', atCall: '' },
      { is: 'import d', text: 'c as d', atDefinition: '', atCall: '' },
      {
        is: 'import *',
        text: 'from e import *',
        atDefinition: '',
        atCall: ''
      },
      {
        is: 'function f',
        text: 'f',
        atDefinition: 'R T deco default g',
        atCall: 'f free later'
      },
      {
        is: 'class A',
        text: 'A',
        atDefinition: 'Base M at_once once',
        atCall: 'at_call'
      },
      { is: 'maybe function f', text: 'f', atDefinition: '', atCall: 'qs' }
    ]);
  });
});
