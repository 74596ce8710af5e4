import { execFileSync } from 'node:child_process';
import fc from 'fast-check';
import { LiteralError, literalType } from '../python-literal';

function typeOf(text: string): string {
  try {
    return literalType(text);
  } catch (error) {
    if (error instanceof LiteralError) {
      return 'none';
    }
    throw error;
  }
}

/** What Python takes texts for: the type, or none, of all in one process. */
function pythonTypes(texts: readonly string[]): string[] {
  const code = `
import ast, json, sys, warnings
warnings.simplefilter("ignore")
def kind(text):
    try:
        value = ast.literal_eval(text.strip(" \\t\\f"))
    except Exception:
        return "none"
    return type(value).__name__.replace("NoneType", "None")
print(json.dumps([kind(each) for each in json.load(sys.stdin)]))`;
  const answer = execFileSync('python3', ['-c', code], {
    input: JSON.stringify(texts)
  });
  return JSON.parse(answer.toString()) as string[];
}

const LITERALS = {
  int: ['0', '00', '-3', '+ 3', '1_000', '0xFf', '0b_1', '0o17', '(1)', ' 7 '],
  float: ['1.', '.5', '-1e3', '1_0.0_1e-1_0', '0e0', '1E5', '09.5'],
  str: [
    "''",
    '"a" \'b\'',
    "'''a\nb'''",
    "r'\\''",
    "'\\x41\\u00e9\\U0001f600\\N{BULLET}'",
    "'\\\n'",
    "'ä🦊'",
    "u'x'"
  ],
  bool: ['True', 'False'],
  None: ['None', ' None\t', '\\\nNone'],
  list: ['[]', '[1, [2, "x"],]', '[\n 1,\n 2\n]'],
  tuple: ['()', '(1,)', '(1, 2)', '((),)'],
  dict: ['{}', '{1: [2], "a": {}}', '{(1, 2): None,}'],
  set: ['{1}', '{1, (2, "x")}']
};

const NOT_LITERALS = [
  '',
  ' ',
  'x',
  'true',
  '1 2',
  '1,',
  '01',
  '1__0',
  '_1',
  '1_',
  '0x',
  '1.2.3',
  '1e',
  '1a',
  'Nonesuch',
  "'",
  "'a",
  '"a\'',
  "'\n'",
  "'\\x4'",
  "'\\u12'",
  "'\\U00110000'",
  "f'{x}'",
  '[1',
  '[1)',
  '[,]',
  '[1 2]',
  '(1',
  '{1: }',
  '{1: 2, 3}',
  '{1, 2: 3}',
  '{[]}',
  '{{}: 1}',
  '{([],): 1}',
  '1 + 1',
  'int(3)',
  'set()',
  '[x for x in y]',
  '1 # one',
  '1\n2',
  '1\\\n',
  '--1',
  '-True',
  '*1',
  '\0',
  "'\0'",
  "r'\\'",
  '9'.repeat(4301),
  `${'['.repeat(300)}${']'.repeat(300)}`
];

describe('a Python literal', () => {
  const all = Object.entries(LITERALS).flatMap(([type, texts]) =>
    texts.map(text => [text, type] as const)
  );

  it.each(all)('%j is of type %s', (text, type) => {
    expect(typeOf(text)).toBe(type);
  });

  it.each(NOT_LITERALS)('%j is none', text => {
    expect(typeOf(text)).toBe('none');
  });

  it('is what Python says', () => {
    const texts = [...all.map(([text]) => text), ...NOT_LITERALS];
    // What Python would take and we do not: a sum, a comment, a bare tuple, a call.
    const more = new Set(['1,', 'set()', '1 # one', '--1', '-True', '1 + 1']);
    const same = texts.filter(each => !more.has(each));
    const ours = same.map(typeOf);
    expect(ours).toEqual(pythonTypes(same));
  });

  it('is what Python says, for texts that look like literals', () => {
    const piece = fc.constantFrom(
      ...'0 1 9 _ . e x - + \' " \\ r u { } [ ] ( ) , : n \n True None a b'.split(
        ' '
      ),
      ' '
    );
    const value = fc.oneof(
      ...Object.values(LITERALS).map(each => fc.constantFrom(...each))
    );
    const text = fc.oneof(
      fc.array(piece, { maxLength: 8 }).map(each => each.join('')),
      fc.array(value, { maxLength: 3 }).map(each => `[${each.join(', ')}]`),
      fc.array(value, { maxLength: 3 }).map(each => `{${each.join(': ')}}`),
      fc.array(value, { maxLength: 3 }).map(each => `{${each.join(', ')}}`),
      fc.array(value, { maxLength: 3 }).map(each => `(${each.join(', ')})`)
    );
    const texts = fc.sample(text, 3000);
    const python = pythonTypes(texts);
    const wrong = texts.filter((each, i) => {
      const ours = typeOf(each);
      // We may refuse more than Python does, but never take more.
      return ours !== 'none' && ours !== python[i];
    });
    expect(wrong).toEqual([]);
    // A bare tuple, a sum, a line end.
    const missed = texts.filter(
      (each, i) => typeOf(each) === 'none' && python[i] !== 'none'
    );
    expect(
      missed.filter(
        each => !/^\s*[^[({]*,|[-+].*[-+]|^\s*\n|\n\s*$/s.test(each)
      )
    ).toEqual([]);
  });
});
