import type { PythonParser } from '../parser';
import { loadParser } from './load-parser';
import { shapes } from './shape';

let parser: PythonParser;

beforeAll(async () => {
  parser = await loadParser();
});

function expectShape(source: string, expected: string): void {
  const tree = parser.parse(source);
  expect(tree.errors).toEqual([]);
  expect(shapes(tree.body)).toBe(expected);
}

describe('simple statements', () => {
  it.each([
    ['a; b;', 'a; b'],
    ['(a) = 1', 'a = 1'],
    ['[a, *b] = c, *d = e', 'list(a, *b) = tuple(c, *d) = e'],
    ['a, (b, c) = d', 'tuple(a, tuple(b, c)) = d'],
    ['a += b, c', 'a += tuple(b, c)'],
    ['del a, b.c, (d, e[f])', 'del a, b.c, tuple(d, e[f])'],
    ['return', 'return'],
    ['return a, b', 'return tuple(a, b)'],
    ['raise', 'raise'],
    ['raise A from b', 'raise A, b'],
    ['assert a, b', 'assert a, b'],
    ['global a, b', 'global a, b'],
    ['nonlocal a', 'nonlocal a'],
    ['pass; break; continue', 'pass; break; continue'],
    ['import a.b, c as d', 'import a.b, c as d'],
    ['import a . b', 'import a.b'],
    ['from a.b import (c, d as e,)', 'from a.b import c, d as e'],
    ['from . import a', 'from . import a'],
    ['from ...a import *', 'from ...a import *'],
    ['from __future__ import a', 'from __future__ import a'],
    ['type X = int', 'type X = int'],
    ['type X[T: a, *Ts, **P] = b[T]', 'type X[T: a, Ts, P] = b[T]']
  ])('%s', expectShape);
});

describe('compound statements', () => {
  it.each([
    [
      'if a: b\nelif c:\n  d\nelif e: f\nelse:\n  g',
      'if a {b} else {if c {d} else {if e {f} else {g}}}'
    ],
    ['while a: b\nelse: c', 'while a {b} else {c}'],
    [
      'for a, *b in c, d: e\nelse: f',
      'for tuple(a, *b) in tuple(c, d) {e} else {f}'
    ],
    ['for a.b in *c, *d(): e', 'for a.b in tuple(*c, *d()) {e}'],
    ['async for a in b: c', 'for a in b {c}'],
    ['with a as b, c: d', 'with a as b, c {d}'],
    ['with (a as b, c as (d, e),): f', 'with a as b, c as tuple(d, e) {f}'],
    ['with (a, b): c', 'with a, b {c}'],
    ['with (a, b) as c: d', 'with tuple(a, b) as c {d}'],
    ['with (a) as b: c', 'with a as b {c}'],
    ['async with a() as b.c: d', 'with a() as b.c {d}'],
    [
      'try: a\nexcept B as c: d\nexcept (E, F): g\nexcept: h\nelse: i\nfinally: j',
      'try {a} except B as c {d} except tuple(E, F) {g} except {h} else {i} finally {j}'
    ],
    ['try: a\nexcept* B as c: d', 'try {a} except B as c {d}'],
    ['try: a\nexcept B, C: d', 'try {a} except tuple(B, C) {d}'],
    ['@a.b(c)\n@d\nasync def f(): e', '@a.b(c) @d async def f() {e}'],
    [
      'def f(a: b, /, c=d, *e, g: h = i, **j) -> k: l',
      'def f(a/: b, c=d, *e, g!: h=i, **j) -> k {l}'
    ],
    ['def f(a, *, b): c', 'def f(a, b!) {c}'],
    ['def f(*args: *Ts): a', 'def f(*args: *Ts) {a}'],
    [
      'def f[T: (a, b), *Ts, **P](c: T): d',
      'def f[T: tuple(a, b), Ts, P](c: T) {d}'
    ],
    [
      'def f[T: a = b, U = c, *Ts = *d[e]](): g',
      'def f[T: a = b, U = c, Ts = *d[e]]() {g}'
    ],
    [
      'class A[T](B, *C, metaclass=M, **k):\n  x = 1\n\n  def f(self): pass',
      'class A[T](B, *C, metaclass=M, **k) {x = 1; def f(self) {pass}}'
    ],
    ['class A: pass', 'class A() {pass}'],
    [
      'def match(): print\ndef type(): match',
      'def match() {print}; def type() {match}'
    ]
  ])('%s', expectShape);

  it.each([
    ['case 1 | -2 | "a" | None: x', 'reads() captures() {x}'],
    ['case a: x', 'reads() captures(a) any {x}'],
    ['case _: x', 'reads() captures() any {x}'],
    ['case (a): x', 'reads() captures(a) any {x}'],
    ['case a | b.c: x', 'reads(b.c) captures(a) any {x}'],
    ['case [a, *rest] if a > b: x', 'reads() captures(a, rest) if (a > b) {x}'],
    ['case a, (b, *_): x', 'reads() captures(a, b) {x}'],
    ['case {"k": v, A.B: _, **rest}: x', 'reads(A.B) captures(v, rest) {x}'],
    ['case P(x, y=Q.R() as z): x', 'reads(P, Q.R) captures(x, z) {x}'],
    ['case 1+2j: x', 'reads() captures() {x}'],
    ['case (1 | 2) as a: x', 'reads() captures(a) {x}'],
    ['case _ as a: x', 'reads() captures(a) any {x}']
  ])('match s: %s', (source, expected) =>
    expectShape(`match s:\n  ${source}`, `match s case ${expected}`)
  );

  it('reads several subjects as a tuple', () =>
    expectShape(
      'match a, *b:\n  case c: d',
      'match tuple(a, *b) case reads() captures(c) any {d}'
    ));
});

describe('layout', () => {
  it.each([
    ['', ''],
    ['\n\n# only a comment\n', ''],
    ['\ufeffa = 1', 'a = 1'],
    ['if a:\r\n  b\r\nc\r\n', 'if a {b}; c'],
    ['if a:\r  b\rc', 'if a {b}; c'],
    ['if a:\n\tb\n\tif c:\n\t\td\ne', 'if a {b; if c {d}}; e'],
    ['if a:\n  # x\n\n  b # y\n# z\n  c', 'if a {b; c}'],
    ['def f():\n  (a.\nb)\n  c', 'def f() {a.b; c}'],
    ['x = [\n1,\n  # %no\n% 2\n]'.replace('1,', '1'), 'x = list((1 % 2))'],
    ['    a\n    if b:\n        c', 'a; if b {c}'],
    ['if a:\n  x = """\nno indent\n"""\n  b', 'if a {x = "\\nno indent\\n"; b}']
  ])('%j', expectShape);
});
