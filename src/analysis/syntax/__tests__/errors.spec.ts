import type { PythonParser } from '../parser';
import { loadParser } from './load-parser';
import { shapes } from './shape';

let parser: PythonParser;

beforeAll(async () => {
  parser = await loadParser();
});

/** Errors as `line:message`. */
function errors(source: string): string[] {
  return parser.parse(source).errors.map(({ start, message }) => {
    const line = source.slice(0, start).split('\n').length;
    return `${line}: ${message}`;
  });
}

describe('a cell that is being typed', () => {
  it.each([
    ['x = ', 'error {x = ?}', '1: this line is not finished'],
    ['df.', 'error {df.}', '1: this line is not finished'],
    ['x = a +', 'error {x = (a + ?)}', '1: this line is not finished'],
    ['import ', 'error {import }', '1: this line is not finished'],
    ['from a import', 'error {from a import }', '1: this line is not finished'],
    ['f(a, b=', 'error {f(a, b=?)}', "1: '(' was never closed"],
    ['x = [1, f(2', 'error {x = list(1, f(2))}', "1: '(' was never closed"],
    ['x = {"a": b', 'error {x = dict("a": b)}', "1: '{' was never closed"],
    ['[i for i', 'error {list(i for i in ?)}', "1: '[' was never closed"],
    ['lambda x', 'error {(lambda x: ?)}', '1: this line is not finished'],
    [
      'x = a if b',
      'error {x = (a if b else ?)}',
      '1: this line is not finished'
    ],
    [
      'x = "abc',
      'error {x = "abc"}',
      '1: unterminated string: the closing quote is missing'
    ],
    [
      'f("abc',
      'error {f("abc")}',
      '1: unterminated string: the closing quote is missing'
    ],
    [
      'x = f"{a',
      'error {x = f[a]}',
      '1: unterminated string: the closing quote is missing'
    ],
    ['x = """a', 'error {x = "a"}', '1: unterminated triple-quoted string'],
    ['for x in y', 'error {for x in y {}}', "1: expected ':'"],
    ['for x in', 'error {for x in ? {}}', '1: this line is not finished'],
    ['def f(a', 'error {def f(a) {}}', "1: '(' was never closed"],
    ['def f', 'error {def f() {}}', '1: this line is not finished'],
    ['class A(B)', 'error {class A(B) {}}', "1: expected ':'"],
    [
      'with open(f) as',
      'error {with open(f) as ? {}}',
      '1: this line is not finished'
    ],
    ['if a:', 'if a {}', "1: expected an indented block after 'if'"],
    ['if a:\nb', 'if a {}; b', "1: expected an indented block after 'if'"],
    ['try:\n  a', 'try {a}', "1: expected 'except' or 'finally' after 'try'"],
    ['match a:\n', 'match a', "1: expected a 'case' after 'match'"]
  ])('%s', (source, expected, message) => {
    expect(shapes(parser.parse(source).body)).toBe(expected);
    expect(errors(source)).toEqual([message]);
  });
});

describe('a mistake', () => {
  it.each([
    ['x = a b', '1: invalid syntax'],
    ['x = (a]', "1: ']' does not close '('"],
    ['x = a)', "1: unmatched ')'"],
    ['f(x) = 3', '1: only names, items and attributes can be assigned'],
    ['for f(x) in y: pass', '1: invalid syntax'],
    [
      'if x = 3:\n  y',
      "1: a value cannot be assigned here: did you mean '=='?"
    ],
    [
      'print x',
      "1: missing parentheses in call to 'print': did you mean print(...)?"
    ],
    [
      'exec "a"',
      "1: missing parentheses in call to 'exec': did you mean exec(...)?"
    ],
    ['a\n  b', '2: unexpected indent'],
    [
      'if a:\n    b\n  c',
      '3: unindent does not match any outer indentation level'
    ],
    ['a\nelse:\n  b', "2: 'else' without what it belongs to"],
    ['@a\nx = 1', '1: only a function or a class can be decorated'],
    ['f(a as b)', "1: 'as' cannot stand here"]
  ])('%s', (source, message) => expect(errors(source)).toEqual([message]));
});

describe('what stands around an error is understood', () => {
  it.each([
    ['a = 1\nb = (\nc = 2', 'a = 1; error {b = tuple()}; c = 2'],
    [
      'def f(a):\n    x = \n    return a\ny = f(1)',
      'def f(a) {error {x = ?}; return a}; y = f(1)'
    ],
    [
      'if a:\n  b = [1,\nelif c:\n  d\nelse:\n  e',
      'if a {error {b = list(1)}} else {if c {d} else {e}}'
    ],
    ['if a\n  b\nelse:\n  c\nd', 'error {if a {}}; b; error {}; c; d'],
    ['a\n  b = 1\nc', 'a; b = 1; c'],
    ['a\n  b = f(1\nc', 'a; error {b = f(1)}; c'],
    [
      'class A:\n  def f(self):\n    x = 1\n   y = 2\n  def g(self): pass',
      'class A() {def f(self) {x = 1}; y = 2; def g(self) {pass}}'
    ],
    [
      'match a:\n  case [b, c]\n    d\n  case e:\n    f',
      'match a case reads() captures() any {d} case reads() captures(e) any {f}'
    ],
    ['@a(\ndef f(): b\nc', 'error {a()}; def f() {b}; c'],
    ['try:\n  a\nexcept B as\n  c\nd', 'try {a}; error {B}; c; d'],
    ['x = "a\ny = 1', 'error {x = "a"}; y = 1'],
    [
      'def f():\n    !ls\n    x = (1,\n    return 3\ny = 2',
      'def f() {<shell |ls>; error {x = tuple(1)}; return 3}; y = 2'
    ]
  ])('%s', (source, expected) => {
    const tree = parser.parse(source);
    expect(shapes(tree.body)).toBe(expected);
    expect(tree.errors).not.toEqual([]);
  });

  it('does not spend seconds on a cell that is no Python at all', () => {
    const line = 'SELECT name FROM people WHERE age > 3 ORDER BY name\n';
    const started = performance.now();
    const tree = parser.parse(line.repeat(300));
    expect(tree.errors).toHaveLength(300);
    expect(performance.now() - started).toBeLessThan(5000);
  });
});
