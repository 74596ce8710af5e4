import { loadParser } from '../../syntax/__tests__/load-parser';
import type { PythonParser } from '../../syntax/parser';
import type { FunctionDef, Statement } from '../../syntax/tree';
import { walk } from '../../syntax/walk';
import { resolveScopes } from '../resolve';
import type { Scope, ScopeOwner } from '../scope';

let parser: PythonParser;

beforeAll(async () => {
  parser = await loadParser();
});

/** `f(local names; free: names; global: names)[inner scopes]`. */
function describeScope(scope: Scope): string {
  const placed = (place: string): string =>
    [...scope.symbols.values()]
      .filter(symbol => symbol.place === place)
      .map(symbol => symbol.name)
      .sort()
      .join(' ');
  const free = placed('free');
  const global = placed('global');
  const names =
    placed('local') +
    (free ? `; free: ${free}` : '') +
    (global ? `; global: ${global}` : '');
  const inner = scope.children.map(describeScope).join(', ');
  return `${scope.name}(${names})${inner ? `[${inner}]` : ''}`;
}

function scopesOf(source: string): string {
  const tree = parser.parse(source);
  expect(tree.errors).toEqual([]);
  return describeScope(resolveScopes(tree).module);
}

describe('scopes', () => {
  it.each([
    // Functions.
    ['def f(a, b=c): d = a', 'top(f; global: c)[f(a b d)]'],
    ['def f(): x\nx = 1', 'top(f x)[f(; global: x)]'],
    ['def f():\n  x = 1\n  def g(): return x', 'top(f)[f(g x)[g(; free: x)]]'],
    [
      'def f():\n  x = 1\n  def g():\n    def h(): return x',
      'top(f)[f(g x)[g(h; free: x)[h(; free: x)]]]'
    ],
    [
      'def f():\n  x = 1\n  def g():\n    nonlocal x\n    x = 2',
      'top(f)[f(g x)[g(; free: x)]]'
    ],
    ['def f():\n  global x\n  x = 1', 'top(f; global: x)[f(; global: x)]'],
    [
      'def f():\n  x = 1\n  def g():\n    global x\n    def h(): x',
      'top(f; global: x)[f(g x)[g(h; global: x)[h(; global: x)]]]'
    ],
    ['@a\ndef f(b: c = d) -> e: pass', 'top(f; global: a c d e)[f(b)]'],
    ['def f():\n  x: a = b', 'top(f)[f(x; global: a b)]'],
    ['def f():\n  del x', 'top(f)[f(x)]'],
    ['def f():\n  import a.b, c.d as e\n  from g import h', 'top(f)[f(a e h)]'],
    [
      'def f():\n  for x in y: pass\n  with a as b: pass',
      'top(f)[f(b x; global: a y)]'
    ],
    ['def f():\n  try: pass\n  except A as e: pass', 'top(f)[f(e; global: A)]'],
    ['lambda a, b=c: a + d', 'top(; global: c)[lambda(a b; global: d)]'],
    // Classes.
    ['class A(B, k=C):\n  x = 1\n  y = x', 'top(A; global: B C)[A(x y)]'],
    [
      'class A:\n  x = 1\n  def f(self): return x',
      'top(A)[A(f x)[f(self; global: x)]]'
    ],
    [
      'def f():\n  x = 1\n  class A:\n    y = x\n    x = 2\n    def g(self): x',
      'top(f)[f(A x)[A(g x y)[g(self; free: x)]]]'
    ],
    [
      'class A:\n  def f(self): super().f()',
      'top(A)[A(f)[f(self; free: __class__; global: super)]]'
    ],
    [
      'class A:\n  def f(self): __class__',
      'top(A)[A(f)[f(self; free: __class__)]]'
    ],
    [
      'class _A:\n  __x = 1\n  def f(self, __y): __x, __z__, self.__w',
      'top(_A)[_A(_A__x f)[f(_A__y self; global: _A__x __z__)]]'
    ],
    // Comprehensions.
    ['[x for x in y if z]', 'top(; global: y)[listcomp(x; global: z)]'],
    [
      '{x: y for x in a for y in b(x)}',
      'top(; global: a)[dictcomp(x y; global: b)]'
    ],
    ['{x for x in x}', 'top(; global: x)[setcomp(x)]'],
    [
      'class A:\n  x = 1\n  y = [x for _ in x]',
      'top(A)[A(x y)[listcomp(_; global: x)]]'
    ],
    ['(a for b in c)', 'top(; global: c)[genexpr(b; global: a)]'],
    [
      '[[y for y in x] for x in z]',
      'top(; global: z)[listcomp(x)[listcomp(y)]]'
    ],
    // `:=` binds outside of comprehensions.
    ['[y := x for x in z]', 'top(; global: y z)[listcomp(x; global: y)]'],
    [
      'def f(): return [y := x for x in z]',
      'top(f)[f(y; global: z)[listcomp(x; free: y)]]'
    ],
    [
      'def f(): return [[y := 1 for a in b] for c in d]',
      'top(f)[f(y; global: d)[listcomp(c; free: y; global: b)[listcomp(a; free: y)]]]'
    ],
    ['(x := 1)', 'top(x)'],
    ['lambda: (x := 1)', 'top()[lambda(x)]'],
    // Patterns.
    ['match a:\n  case [b, *c] | P(x=b, y=c): d', 'top(b c; global: P a d)'],
    ['match a:\n  case {"k": E.v, **rest}: pass', 'top(rest; global: E a)'],
    // Type parameters.
    [
      'def f[T: a](x: T = b) -> T: T',
      'top(f; global: b)[f(T)[T(; global: a), f(x; free: T)]]'
    ],
    ['class A[T](B[T]):\n  x: T', 'top(A)[A(T; global: B)[A(x; free: T)]]'],
    ['type X[T] = list[T]', 'top(X)[X(T)[X(; free: T; global: list)]]'],
    ['type X = Y', 'top(X)[X(; global: Y)]'],
    // The module itself.
    ['import a.b\nfrom c import d as e', 'top(a e)'],
    ['x += 1\ny[z] = 2\nw.v = 3', 'top(x; global: w y z)'],
    ['from __future__ import annotations\nx: a', 'top(annotations x)'],
    ['await f(x)', 'top(; global: f x)'],
    // IPython.
    ['%time x = y', 'top(x; global: y)'],
    ['%timeit x = y\nz', 'top(; global: z)[timeit(x; global: y)]'],
    ['%%capture out\nx = 1', 'top(out x)'],
    ['def f(y): x = !ls {y} $z', 'top(f)[f(x y; global: z)]']
  ])('%j', (source, expected) => expect(scopesOf(source)).toBe(expected));
});

describe('symbols', () => {
  function symbol(source: string, name: string): object | undefined {
    return resolveScopes(parser.parse(source)).module.symbols.get(name);
  }

  it.each([
    ['x = 1', { assigned: true, referenced: false, place: 'local' }],
    ['x', { assigned: false, referenced: true, place: 'global' }],
    ['x += 1', { assigned: true, referenced: false }],
    ['x: int', { assigned: true }],
    ['del x', { assigned: true }],
    ['import x', { assigned: true, imported: true }],
    ['def f(): global x', { declared: true, place: 'global' }],
    ['y = 1\nx\nx = 2', { first: { start: 6, end: 7 } }],
    ['def x(): pass', { first: { start: 4, end: 5 } }]
  ])('%j', (source, expected) =>
    expect(symbol(source, 'x')).toMatchObject({ name: 'x', ...expected })
  );

  it('does not make a name of an annotated expression in brackets', () =>
    expect(symbol('(x): int', 'x')).toBeUndefined());
});

describe('the scope of a node', () => {
  it('is that of its own body', () => {
    const tree = parser.parse(
      'def f[T](): pass\nclass A: pass\ntype X = a\n' +
        'b = lambda: [c for c in d]\n%timeit e'
    );
    const table = resolveScopes(tree);
    const found: string[] = [];
    walk(tree.body, node => {
      if (isOwner(node)) {
        const scope = table.of(node);
        expect(scope.owner).toBe(node);
        found.push(`${node.kind}: ${scope.kind}`);
      }
    });
    expect(found).toEqual([
      'FunctionDef: function',
      'ClassDef: class',
      'TypeAlias: type parameters',
      'Lambda: lambda',
      'Comprehension: comprehension',
      'Escape: function'
    ]);
    const [generic] = tree.body as FunctionDef[];
    expect(table.of(generic).parent?.kind).toBe('type parameters');
  });

  it('is not known for a node of another tree', () => {
    const [other] = parser.parse('def f(): pass').body as FunctionDef[];
    const table = resolveScopes(parser.parse('def f(): pass'));
    expect(() => table.of(other)).toThrow(
      'no scope belongs to this FunctionDef'
    );
  });
});

function isOwner(node: Statement | { kind: string }): node is ScopeOwner {
  return [
    'FunctionDef',
    'ClassDef',
    'TypeAlias',
    'Lambda',
    'Comprehension',
    'Escape'
  ].includes(node.kind);
}
