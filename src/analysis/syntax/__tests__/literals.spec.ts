import type { PythonParser } from '../parser';
import type { Constant } from '../tree';
import { loadParser } from './load-parser';
import { shapes } from './shape';

let parser: PythonParser;

beforeAll(async () => {
  parser = await loadParser();
});

function constant(source: string): Constant {
  const tree = parser.parse(source);
  expect(tree.errors).toEqual([]);
  const [statement] = tree.body;
  if (
    statement.kind !== 'ExpressionStatement' ||
    statement.value.kind !== 'Constant'
  ) {
    throw new Error(`not a literal: ${source}`);
  }
  return statement.value;
}

describe('strings', () => {
  it.each([
    ['"a"', 'a'],
    ["'a' \"b\"\\\n'''c'''", 'abc'],
    ['("a"\n "b")', 'ab'],
    [String.raw`'\n\t\\\'\"'`, '\n\t\\\'"'],
    [String.raw`'\x41\u00e9\U0001f600\101\0'`, 'Aé😀A\0'],
    [String.raw`'\q\8'`, '\\q\\8'],
    ["'a\\\nb'", 'ab'],
    [String.raw`r'\n\''`, "\\n\\'"],
    [String.raw`r'\\'`, '\\\\'],
    [String.raw`R'''a'b'''`, "a'b"],
    ["u'a'", 'a'],
    ["'''a\r\nb'''", 'a\nb'],
    ["''", '']
  ])('%s', (source, value) =>
    expect(constant(source)).toMatchObject({ type: 'str', value })
  );

  it('knows no names of characters', () =>
    expect(constant(String.raw`'\N{BULLET}'`)).not.toHaveProperty('value'));

  it.each(["b'a'", "rb'\\n'", "b'a' b'b'"])('%s has no value', source => {
    expect(constant(source).type).toBe('bytes');
    expect(constant(source)).not.toHaveProperty('value');
  });
});

describe('numbers', () => {
  it.each([
    ['0', 'int', 0],
    ['1_000', 'int', 1000],
    ['0xFF', 'int', 255],
    ['0o17', 'int', 15],
    ['0b1_0', 'int', 2],
    ['1.5', 'float', 1.5],
    ['.5e-1', 'float', 0.05],
    ['1_0e1_0', 'float', 1e11],
    ['9007199254740993', 'int', undefined],
    ['2j', 'complex', undefined],
    ['1e3J', 'complex', undefined]
  ])('%s', (source, type, value) => {
    expect(constant(source).type).toBe(type);
    expect(constant(source).value).toBe(value);
  });

  it.each([
    ['True', 'bool', true],
    ['False', 'bool', false],
    ['None', 'None', undefined]
  ])('%s', (source, type, value) =>
    expect(constant(source)).toMatchObject({
      type,
      ...(value === undefined ? {} : { value })
    })
  );
});

describe('formatted strings', () => {
  it.each([
    ['f"a{x}b"', 'f["a", x, "b"]'],
    ['f"{{{x}}}"', 'f["{", x, "}"]'],
    ['f"{x!r}"', 'f[(!r x)]'],
    ['f"{x:03d}"', 'f[(x : f["03d"])]'],
    ['f"{x:>{w}.{p}}"', 'f[(x : f[">", w, ".", p])]'],
    ['f"{x = }"', 'f["x = ", (!r x)]'],
    ['f"{x=:3}"', 'f["x=", (x : f["3"])]'],
    ['f"{a, b}"', 'f[tuple(a, b)]'],
    ['f"{a["b"]}"', 'f[a["b"]]'],
    ['f"{f"{f"{x}"}"}"', 'f[f[f[x]]]'],
    ['f"{(lambda a: {a})}"', 'f[(lambda a: set(a))]'],
    ['f"""{\n  x # why\n}"""', 'f[x]'],
    ['f"{x if y else z:{w}}"', 'f[((x if y else z) : f[w])]'],
    ['f"{yield}"', 'f[(yield)]'],
    ['f"{(x := 1)}"', 'f[(x := 1)]'],
    ['"a" f"{b}" "c{d}"', 'f["a", b, "c{d}"]'],
    ['rf"\\{x}"', 'f["\\\\", x]'],
    ['t"a{x}"', 'f["a", x]'],
    ["f'{x:%H:%M}'", 'f[(x : f["%H:%M"])]'],
    ["f'{a != b}'", 'f[(a != b)]']
  ])('%s', (source, expected) => {
    const tree = parser.parse(source);
    expect(tree.errors).toEqual([]);
    expect(shapes(tree.body)).toBe(expected);
  });
});
