/** Cells of all kinds, for property tests. */
import * as fc from 'fast-check';
import type { Cell } from './outline';

/** Statements that do something to each other's names and objects. */
export const STATEMENTS = [
  'x = 1',
  'y = [x]',
  'x, y = y, x',
  'y.append(x)',
  'z = y',
  'z += [1]',
  'del x',
  'print(x, y, z)',
  'if x:\n    y = 2\nelse:\n    z = 3',
  'for x in y:\n    z.append(x)',
  'try:\n    x = y\nexcept ValueError as z:\n    raise',
  'def f(a=x):\n    global y\n    y = a\n    return z',
  'def f(x):\n    return f(x - 1) + g(x)',
  'def g(*a, **k):\n    return f(*a)',
  'f(y)',
  'x = g(1)(2)',
  'class A:\n    n = x\n    def m(self):\n        type(self).n += 1\n        return self',
  'class A(B):\n    pass',
  'a = A().m()',
  'a.b.c = a',
  'import random\nrandom.seed(1)',
  'from m import *',
  'import m\nm.x = random.random()',
  'open("f", "w").write(x)',
  'open(x)',
  'with open("f") as h:\n    x = h',
  'exec(x)',
  'x = [i for i in y if (z := i)]',
  'x = lambda x=y: x + z',
  'match x:\n    case [y, *z]:\n        pass',
  'async def f():\n    await g()\nx = await f()',
  'y = (yield x)',
  '%matplotlib inline',
  '!ls {x} $y',
  'x = !ls',
  '%%bash\necho $x',
  'x?',
  'n = 3',
  'n: int = -1',
  'def f():\n    n = []\n    def g(v):\n        nonlocal n\n        n = v\n        return n\n    return g',
  'g = f()',
  'g(x)',
  'class A:\n    def m(self, v=None):\n        self.v = v\n        return self',
  'a = A()\na.m(y)',
  'x = a.v',
  'z.append(y)',
  '# nothing',
  ''
];

const JUNK = [
  'def',
  'x = = 1',
  '((((',
  '"""never closed',
  '\tindented',
  '%',
  '!',
  '???',
  '\u0000',
  '\u{1F600} = 1',
  'é = "\u0301"',
  'a\rb',
  '# \u2028',
  '\\',
  'lambda: (yield)',
  'return',
  'class',
  '@'
];

export const source = fc
  .array(
    fc.oneof(
      { weight: 6, arbitrary: fc.constantFrom(...STATEMENTS) },
      { weight: 1, arbitrary: fc.constantFrom(...JUNK) },
      { weight: 1, arbitrary: fc.string({ unit: 'grapheme', maxLength: 12 }) }
    ),
    { maxLength: 4 }
  )
  .chain(lines => {
    const text = lines.join('\n');
    return fc.oneof(
      { weight: 4, arbitrary: fc.constant(text) },
      { weight: 1, arbitrary: fc.nat(text.length).map(n => text.slice(0, n)) }
    );
  });

export const tags = fc.constantFrom(
  'step:a',
  'step:b',
  'step:c prev:a',
  'step:d prev:b prev:c',
  'step:e',
  'block:f',
  '',
  'imports',
  'functions',
  'pipeline-parameters',
  'pipeline-metrics',
  'skip',
  'step:a step:b',
  'prev:a',
  'prev:nobody',
  'step:',
  'step:Ä',
  'step:E',
  'Step:e',
  'step:_a',
  'limit:x',
  'markdown'
);

export const cells: fc.Arbitrary<Cell[]> = fc.array(fc.tuple(tags, source), {
  maxLength: 8
});
