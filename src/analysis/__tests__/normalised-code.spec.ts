import { execFileSync } from 'node:child_process';
import fc from 'fast-check';
import { CellAnalyser } from '../cell-code';
import { normalisedCode } from '../normalised-code';
import { loadParser } from '../syntax/__tests__/load-parser';
import type { Token } from '../syntax/tokens';

let analyser: CellAnalyser;

beforeAll(async () => {
  analyser = new CellAnalyser(await loadParser());
});

function normalised(source: string): string {
  return normalisedCode(analyser.analyse(source), whole(source));
}

function whole(source: string): { start: number; end: number } {
  return { start: 0, end: source.length };
}

/** Statements of the standard library's own modules, one to five at a time. */
const STANDARD_LIBRARY = `
import ast, json, pathlib, random, sys, sysconfig
chance = random.Random(7)
folder = pathlib.Path(sysconfig.get_path("stdlib"))
found = []
for name in "argparse ast asyncio/tasks ctypes/util dataclasses enum functools inspect re/_parser textwrap typing".split():
    source = (folder / name).with_suffix(".py").read_text("utf-8")
    lines = source.splitlines(keepends=True)
    body = ast.parse(source).body
    while body:
        count = chance.randint(1, 5)
        some, body = body[:count], body[count:]
        last = body[0] if body else None
        start = min([some[0].lineno, *(d.lineno for d in getattr(some[0], "decorator_list", []))])
        found.append("".join(lines[start - 1 : some[-1].end_lineno]))
json.dump(chance.sample(found, 150), sys.stdout)
`;

/** Of pairs of programs, the numbers of those that CPython does not take for the same. */
const DIFFERENT = `
import ast, json, sys
pairs = json.load(sys.stdin)
def dump(source):
    try:
        return ast.dump(ast.parse(source))
    except SyntaxError as error:
        return str(error)
json.dump([i for i, (a, b) in enumerate(pairs) if dump(a) != dump(b)], sys.stdout)
`;

function python(program: string, input: unknown = null): unknown {
  const output = execFileSync('python3', ['-c', program], {
    input: JSON.stringify(input),
    maxBuffer: 64 * 1024 * 1024
  });
  return JSON.parse(output.toString());
}

const SAMPLES: readonly string[] = [
  'x = 1',
  'x;',
  'def f(a, *, b=2):\n    "about"\n    if a:\n        return b\n    return a',
  'if a:\n    b\nelif c:\n    d\nelse:\n    e\nf',
  'try:\n    a\nexcept* E as e:\n    b\nelse:\n    c\nfinally:\n    d',
  '@first\n@second(1)\nclass A(B, metaclass=M):\n    @property\n    def x(self) -> int: ...',
  'match x:\n    case [1, *rest] if rest:\n        a\n    case {"k": v, **more}:\n        b\n    case _:\n        c',
  'print(f"{x = } {y!r:>{w}}", """a\n  b""" "c", rb"\\d", 1_0, 0x1F, 1j, ...)',
  'a = [i for i in range(3) if i not in b if i is not c]; d = lambda *a, **k: (yield)',
  'async def f():\n    async with a as b, c: await d\n    async for i in e: pass\n    return',
  'for i in x:\n    while y:\n        continue\n    else:\n        break\nelse:\n    del x[1:2, ::3]',
  'type = 3\ntype (x)\ntype A[T: int, *Ts, **P] = B[T]',
  'x: int = 3; x @= y; x, *z = y; x = y = (z := 3)',
  'global a\nfrom . import b\nfrom ...c import (d as e, f)\nfrom g import *\nraise a from b\nassert c, d'
];

describe('normalised code', () => {
  it('is a program that does the same', () => {
    const sources = [
      ...SAMPLES.filter(each => !/except\*|type A/.test(each)),
      ...(python(STANDARD_LIBRARY) as string[])
    ];
    const pure = sources.filter(each => analyser.analyse(each).tree.tokens);
    expect(pure.length).toBe(sources.length);
    const pairs = pure.map(each => [each, normalised(each)]);
    const different = python(DIFFERENT, pairs) as number[];
    expect(different.map(each => pairs[each])).toEqual([]);
  });

  it('does not depend on comments and layout', () => {
    const sources = fc.constantFrom(...SAMPLES);
    fc.assert(
      fc.property(sources, fc.infiniteStream(fc.nat(11)), (source, choices) => {
        const tokens = analyser.analyse(source).tree.tokens ?? [];
        const other = laidOut(tokens, () => Number(choices.next().value));
        // The grammar does not know every layout; such a cell counts as written.
        fc.pre(analyser.analyse(other).tree.tokens !== undefined);
        expect(normalised(other)).toBe(normalised(source));
      }),
      { numRuns: 300 }
    );
  });

  it.each([
    ['a docstring', '"""a"""\nx', '"""b"""\nx'],
    ['a block', 'if a:\n  b\nc', 'if a:\n  b\n  c'],
    ['blanks in a string', 'x = "a b"', 'x = "a  b"'],
    ['what an f-string shows', 'f"{x=}"', 'f"{x = }"'],
    ['what a line shows', 'x', 'x;'],
    ['the indentation of a string', '  x = """a\n  b"""', 'x = """a\n  b"""'],
    ['blanks in a magic', '%cd a b', '%cd a  b'],
    ['a comment in a magic', '!ls # a', '!ls # b'],
    ['a mistake', 'x = = # a', 'x = = # b']
  ])('depends on %s', (_, one, other) => {
    expect(normalised(one)).not.toBe(normalised(other));
  });

  it('is that of a part', () => {
    const source = 'import os # a\n\n@a\ndef f(x):\n    return x # b\ny = 2';
    const cell = analyser.analyse(source);
    const part = (text: string): { start: number; end: number } => {
      const start = source.indexOf(text);
      return { start, end: start + text.length };
    };
    expect(normalisedCode(cell, part('@a\ndef f(x):\n    return x'))).toBe(
      '@ a\ndef f ( x ) :\n return x'
    );
    expect(normalisedCode(cell, whole(source), [part('import os')])).toBe(
      normalised('@a\ndef f(x):\n  return x\ny = 2')
    );
    const magic = analyser.analyse('n = 3\n!ls');
    expect(
      normalisedCode(magic, whole('n = 3\n!ls'), [{ start: 0, end: 5 }])
    ).toBe('\n!ls');
  });
});

/** Tokens as another person would write them; each choice is a number up to 11. */
function laidOut(tokens: readonly Token[], choose: () => number): string {
  const indent = ' '.repeat(1 + (choose() % 4));
  let brackets = 0;
  let text = choose() > 5 ? '# comment\n\n' : '';
  tokens.forEach(({ text: token, depth }, index) => {
    const previous = tokens[index - 1]?.text ?? '';
    if (depth !== undefined) {
      const comment = choose() > 7 ? '  # comment' : '';
      const gap = ['', '\n', '\n   \n', '\n  # comment\n'][choose() % 4];
      text += `${index > 0 ? `${comment}\n` : ''}${gap}${indent.repeat(depth)}`;
    } else if (brackets > 0) {
      text += [' ', '  ', '\n', ' # comment\n  ', ' \\\n'][choose() % 5];
    } else {
      const isTight =
        /\w/.test(previous.slice(-1)) && /^[()[\]:,=]/.test(token);
      text += [isTight ? '' : ' ', ' ', '   ', ' \\\n '][choose() % 4];
    }
    text += token;
    brackets += /^[([{]$/.test(token) ? 1 : /^[)\]}]$/.test(token) ? -1 : 0;
  });
  return `${text}${['', '\n', '  # comment', '\n\n# comment'][choose() % 4]}`;
}
