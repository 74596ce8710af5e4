import { loadParser } from '../../syntax/__tests__/load-parser';
import { shapes } from '../../syntax/__tests__/shape';
import type { PythonParser } from '../../syntax/parser';
import { walk } from '../../syntax/walk';

let parser: PythonParser;

beforeAll(async () => {
  parser = await loadParser();
});

function expectShape(source: string, expected: string): void {
  const tree = parser.parse(source);
  expect(shapes(tree.body)).toBe(expected);
  expect(tree.errors).toEqual([]);
}

describe('shell lines', () => {
  it.each([
    ['!ls', '<shell |ls>'],
    ['!!ls -la', '<shell |ls -la>'],
    ['  !ls', '<shell |ls>'],
    ["!echo 'it", "<shell |echo 'it>"],
    ['!echo a \\\n  b\nc', '<shell |echo a     b>; c'],
    ['x = !ls', 'x = <shell |ls>'],
    ['x =!ls', 'x = <shell |ls>'],
    ['a[b].c = !ls', 'a[b].c = <shell |ls>'],
    ['a, b = !ls', 'tuple(a, b) = <shell |ls>'],
    ['x: int = !ls', 'x: int = <shell |ls>'],
    ['x = !ls \\\n  -la\ny', 'x = <shell |ls     -la>; y'],
    [
      'for f in fs:\n    !ls {f}\n    g',
      'for f in fs {<shell |ls {f} reads f>; g}'
    ],
    ['if a: b = !ls', 'if a {b = <shell |ls>}'],
    [
      'try:\n  x = !ls\nexcept A: pass',
      'try {x = <shell |ls>} except A {pass}'
    ],
    [
      '!pip install -q {package}==$version',
      '<shell |pip install -q {package}==$version reads package, version>'
    ]
  ])('%j', expectShape);
});

describe('line magics', () => {
  it.each([
    ['%matplotlib inline', '<line-magic matplotlib|inline>'],
    ['%%html\n<b>{x}</b>', '<cell-magic html| text "<b>{x}</b>">'],
    ['%env a = type(b)', '<line-magic env|a = type(b)>'],
    ['x = %env HOME', 'x = <line-magic env|HOME>'],
    ['x = % env', 'x = <line-magic |env>'],
    ['%cd {a}/b', '<line-magic cd|{a}/b reads a>'],
    ['%run script.py $x', '<line-magic run|script.py $x reads x>'],
    ['%time x = f(y)', '<line-magic time|x = f(y)>; x = f(y)'],
    ['%time for i in a: b', '<line-magic time|for i in a: b>; for i in a {b}'],
    ['%time a; b', '<line-magic time|a; b>; a; b'],
    ['%time f({a})', '<line-magic time|f({a})>; f(set(a))'],
    ['%time !ls {x}', '<line-magic time|!ls {x}>; <shell |ls {x} reads x>'],
    ['%time', '<line-magic time|>'],
    ['x = %time f(y)', 'f(y); x = <line-magic time|f(y)>'],
    ['%time f(a, \\\n  b)\nc', '<line-magic time|f(a,     b)>; f(a, b); c'],
    ['if a:\n  %time b = c\nd', 'if a {<line-magic time|b = c>; b = c}; d'],
    [
      '%timeit -n 3 -r5 x = f(y)',
      '<line-magic timeit|-n 3 -r5 x = f(y) runs {x = f(y)}>'
    ],
    ['t = %timeit -o f(x)', 't = <line-magic timeit|-o f(x) runs {f(x)}>'],
    [
      '%prun -s cumulative -q f(x)',
      '<line-magic prun|-s cumulative -q f(x)>; f(x)'
    ],
    [
      '%lprun -f g.h -f k f(x)',
      '<line-magic lprun|-f g.h -f k f(x) reads g.h, k>; f(x)'
    ],
    ['%memit -r 3 x = f()', '<line-magic memit|-r 3 x = f()>; x = f()'],
    [
      '%store -r a b',
      '<line-magic store|-r a b>; a = <line-magic store|-r a b>; b = <line-magic store|-r a b>'
    ],
    ['%store a', '<line-magic store|a>'],
    [
      '%R -i a,b -o c f(a)',
      '<line-magic R|-i a,b -o c f(a) reads a, b>; c = <line-magic R|-i a,b -o c f(a) reads a, b>'
    ]
  ])('%j', expectShape);
});

describe('cell magics', () => {
  it.each([
    ['%%time\nx = 1\ny', '<cell-magic time|>; x = 1; y'],
    ['\n\n%%time\nx', '<cell-magic time|>; x'],
    ['  %%time\n  x\n  if y:\n    z', '<cell-magic time|>; x; if y {z}'],
    [
      '%%time\n%%capture a\nx',
      '<cell-magic time|>; <cell-magic capture|a>; x; a = <cell-magic capture|a>'
    ],
    [
      '%%time\n%matplotlib inline\n!ls',
      '<cell-magic time|>; <line-magic matplotlib|inline>; <shell |ls>'
    ],
    ['%%capture\nx', '<cell-magic capture|>; x'],
    [
      '%%capture --no-stderr a\nx',
      '<cell-magic capture|--no-stderr a>; x; a = <cell-magic capture|--no-stderr a>'
    ],
    ['%%prun -q\nx = 1', '<cell-magic prun|-q>; x = 1'],
    [
      '%%timeit -n1 a = b\nc(a)',
      '<cell-magic timeit|-n1 a = b runs {a = b; c(a)}>'
    ],
    ['%%bash\necho {x} $y', '<cell-magic bash| text "echo {x} $y">'],
    [
      '%%bash --out a --err=b\nls',
      '<cell-magic bash|--out a --err=b text "ls">; a = <cell-magic bash|--out a --err=b text "ls">; b = <cell-magic bash|--out a --err=b text "ls">'
    ],
    [
      '%%writefile {a}.py\nx = y',
      '<cell-magic writefile|{a}.py reads a text "x = y">'
    ],
    ['%%sql $db\nselect 1', '<cell-magic sql|$db reads db text "select 1">'],
    ['%%script bash -c\n%%x', '<cell-magic script|bash -c text "%%x">'],
    ['  %%html\n  <a>\n    b', '<cell-magic html| text "<a>\\n  b">'],
    ['%%javascript\nif (', '<cell-magic javascript| text "if (">'],
    ['%%bash', '<cell-magic bash| text "">']
  ])('%j', expectShape);

  it('stand on the first line, else IPython does not find them', () => {
    const tree = parser.parse('# note\n%%time\nx = 1');
    expect(shapes(tree.body)).toBe('<line-magic %time|>; x = 1');
    expect(tree.errors).toEqual([
      {
        start: 7,
        end: 13,
        message: '%%time must stand on the first line of its cell'
      }
    ]);
  });
});

describe('help', () => {
  it.each([
    ['x?', '<help x|>'],
    ['x.y??', '<help x.y|>'],
    ['?x.y', '<help x.y|>'],
    ['??x', '<help x|>'],
    ['?', '<help |>'],
    ['x[0].y?', '<help x[0].y|>'],
    ['np.*load*?', '<help np.*load*|>'],
    ['%time?', '<help %time|>'],
    ['%%time?', '<help %%time|>'],
    ['!ls?', '<help ls|>'],
    ['x = y?', '<help y|>'],
    ['if a:\n  b?\nc', 'if a {<help b|>}; c']
  ])('%j', expectShape);
});

describe('quick calls', () => {
  it.each([
    ['/f a b.c', 'f(a, b.c)'],
    [',f a b', 'f("a", "b")'],
    [';f a b', 'f("a b")'],
    ['/f', 'f()']
  ])('%j', expectShape);
});

describe('what is filled in', () => {
  it.each([
    ['!a {b.c[0]} {d!r}', 'reads b.c[0], d'],
    ['!a {type(b)}', 'reads type(b)'],
    ['!a {b[1:2]}', 'reads b[slice(1, 2)]'],
    ['!a $b.c', 'reads b.c'],
    ['!a {{b}} $$c', ''],
    ["!a '$b' $c", 'reads c'],
    ['!a "$b"', 'reads b'],
    // Where one is no expression, IPython fills in none.
    ['!find . -exec rm {} + {b}', ''],
    ["!awk '{print $1}' {b}", ''],
    ['!a {b', ''],
    ['!a b} {c}', ''],
    ['!a {b:>3}', '']
  ])('%j', (source, reads) => {
    const [, found = ''] =
      /(reads .*)>$/.exec(shapes(parser.parse(source).body)) ?? [];
    expect(found).toBe(reads);
  });
});

describe('Python remains Python', () => {
  it.each([
    ['x = (a\n% b)', 'x = (a % b)'],
    ['x = a \\\n% b', 'x = (a % b)'],
    ['x = [a,\n# !ls\n]', 'x = list(a)'],
    ['x = """\n%time\n!ls\nx?\n"""', 'x = "\\n%time\\n!ls\\nx?\\n"'],
    ['x %= 3', 'x %= 3'],
    ['x != y', '(x != y)'],
    ['x = a % b', 'x = (a % b)'],
    ["x = 'a?'", 'x = "a?"'],
    ['x # y?', 'x'],
    ['x = 1 # !ls', 'x = 1'],
    ["f'{x!r}'", 'f[(!r x)]'],
    ["f'''\n{x}\n!ls'''", 'f["\\n", x, "\\n!ls"]'],
    ['f(a=b)\n(c)', 'f(a=b); c'],
    ['@f\ndef g(): a', '@f def g() {a}']
  ])('%j', expectShape);

  it.each([
    'x = y = !ls',
    'f(!ls)',
    'x += !ls',
    'a; !ls',
    'if a: !ls',
    'return !ls',
    'x = %',
    'x? # why'
  ])('%j is neither', source =>
    expect(parser.parse(source).errors).not.toEqual([])
  );
});

describe('positions', () => {
  it.each([
    'a\n!ls {b} $c\nd',
    'if a:\n  %time b = c\n  d',
    '%%capture a\nb = !ls {c}\nd',
    '%timeit -n 3 a(b)',
    '\n  a\n  if b:\n    !ls {c}\n',
    '%time a(b, \\\n  c)\nd',
    '/f a b',
    'x = "😀"\n!ls {y}',
    '!a\r\nb\r\n%time c\r\n'
  ])('of names in %j are those of the source', source => {
    const tree = parser.parse(source);
    expect(tree.errors).toEqual([]);
    let names = 0;
    walk(tree.body, node => {
      if (node.kind === 'Name') {
        expect(source.slice(node.start, node.end)).toBe(node.id);
        names++;
      }
    });
    expect(names).toBeGreaterThan(1);
  });

  it('of an escape cover it', () => {
    const source = 'if a:\n  !ls \\\n   b\nc = %d e';
    const spans: string[] = [];
    walk(parser.parse(source).body, node => {
      if (node.kind === 'Escape' || node.kind === 'If') {
        spans.push(source.slice(node.start, node.end));
      }
    });
    expect(spans).toEqual(['if a:\n  !ls \\\n   b', '!ls \\\n   b', '%d e']);
  });
});
