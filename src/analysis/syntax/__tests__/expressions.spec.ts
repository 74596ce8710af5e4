import type { PythonParser } from '../parser';
import { loadParser } from './load-parser';
import { shapes } from './shape';

let parser: PythonParser;

beforeAll(async () => {
  parser = await loadParser();
});

const BIG = Array.from({ length: 5000 }, () => 'x').join(' + ');

describe('expressions', () => {
  it.each([
    // Precedence is Python's, also where the grammar's is not.
    ['a + b * c - d', '((a + (b * c)) - d)'],
    ['a ^ b & c | d', '((a ^ (b & c)) | d)'],
    ['a ** b ** -c', '(a ** (b ** (- c)))'],
    ['-a ** b', '(- (a ** b))'],
    ['(a + b) * c', '((a + b) * c)'],
    ['a << b + c', '(a << (b + c))'],
    ['not a in b', '(not (a in b))'],
    ['a and b and c or d', '((a and b and c) or d)'],
    ['a < b <= c', '(a < b < c)'],
    ['a not in b', '(a not in b)'],
    ['a is not b', '(a is not b)'],
    ['a if b else c if d else e', '(a if b else (c if d else e))'],
    // Stars, also where the grammar does not expect them.
    ['x = *a, *f(b)', 'x = tuple(*a, *f(b))'],
    ['x = *[1], 2', 'x = tuple(*list(1), 2)'],
    ['x = *a | b,', 'x = tuple(*(a | b))'],
    ['a[*b.c, 1]', 'a[tuple(*b.c, 1)]'],
    ['f(*a or b)', 'f(*(a or b))'],
    ['[*a, *{b}, *range(3)]', 'list(*a, *set(b), *range(3))'],
    // Calls, subscripts, slices.
    ['f(a, *b, c=d, **e)', 'f(a, *b, c=d, **e)'],
    ['f(x for x in y)', 'f(generator(x for x in y))'],
    ['a.b[c](d).e', 'a.b[c](d).e'],
    ['a[1:2, ::3]', 'a[tuple(slice(1, 2), slice(3))]'],
    ['a[b,]', 'a[tuple(b)]'],
    ['a[:]', 'a[slice()]'],
    // Collections and comprehensions.
    ['{a: b, **c}', 'dict(a: b, **c)'],
    ['{}', 'dict()'],
    ['{a, b}', 'set(a, b)'],
    ['()', 'tuple()'],
    ['(a,)', 'tuple(a)'],
    ['((a))', 'a'],
    ['[a for b in c if d for e in f]', 'list(a for b in c if d for e in f)'],
    ['{a: b for c in d}', 'dict(a, b for c in d)'],
    ['(a async for b in c)', 'generator(a for b in c)'],
    // Functions in expressions.
    ['lambda: 0', '(lambda : 0)'],
    ['lambda a, /, b=1, *c, d, **e: a', '(lambda a/, b=1, *c, d!, **e: a)'],
    ['lambda *, k: k', '(lambda k!: k)'],
    ['(a := f(b))', '(a := f(b))'],
    ['x = yield', 'x = (yield)'],
    ['x = yield from a', 'x = (yield from a)'],
    ['await a.b()', '(await a.b())'],
    // Soft keywords are names nearly everywhere.
    ['match = type(case)', 'match = type(case)'],
    ['match(x)', 'match(x)'],
    ['match[a].b = print', 'match[a].b = print'],
    ['type(a).b = c', 'type(a).b = c'],
    ['type [a] = b', 'type[a] = b'],
    ['_ = exec', '_ = exec'],
    ['print >>a, b', 'tuple((print >> a), b)'],
    ['print -1', '(print - 1)'],
    ['a = b = c, d', 'a = b = tuple(c, d)'],
    ['a \\\n  .b \\\n  .c', 'a.b.c'],
    ['(a # why\n  .b)', 'a.b'],
    ['...', 'Ellipsis'],
    // Letters that are one letter for Python.
    ['ﬁ = ªº', 'fi = ao']
  ])('%s', (source, expected) => {
    const tree = parser.parse(source);
    expect(tree.errors).toEqual([]);
    expect(shapes(tree.body)).toBe(expected);
  });

  it('does not mind how deep an expression is', () => {
    expect(parser.parse(`y = ${BIG}`).errors).toEqual([]);
    const nested = `${'('.repeat(500)}x${')'.repeat(500)}`;
    expect(shapes(parser.parse(nested).body)).toBe('x');
  });

  it('says so where it is nested too deeply', () => {
    const depth = 50_000;
    const source = `a = 1\nb = ${'-'.repeat(depth)}1\nc = 2`;
    const tree = parser.parse(source);
    expect(tree.body.map(({ kind }) => kind)).toEqual([
      'Assign',
      'SyntaxError',
      'Assign'
    ]);
    expect(tree.errors[0].message).toBe('this is nested too deeply');
  });
});

describe('annotations', () => {
  it.each([
    ['x: int', 'x: int'],
    ['x: list[int] | None = a', 'x: (list[int] | None) = a'],
    ['x: a.b[c, d]', 'x: a.b[tuple(c, d)]'],
    ['x: a[1:2]', 'x: a[slice(1, 2)]'],
    ['x: "Later" = a', 'x: "Later" = a'],
    ['x.y: Callable[[a], b]', 'x.y: Callable[tuple(list(a), b)]'],
    ['x: tuple[*Ts, *b[c]]', 'x: tuple[tuple(*Ts, *b[c])]']
  ])('%s', (source, expected) => {
    const tree = parser.parse(source);
    expect(tree.errors).toEqual([]);
    expect(shapes(tree.body)).toBe(expected);
  });
});
