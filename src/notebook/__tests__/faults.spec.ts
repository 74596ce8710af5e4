import {
  amountFault,
  imageFault,
  keyFault,
  labelValueFault,
  mountPathFault,
  secretNameFault,
  variableFault,
  volumeNameFault,
  type Fault
} from '../dialect/faults';

type Rule = (value: string) => Fault | undefined;

const RULES: Readonly<
  Record<string, { rule: Rule; good: string[]; bad: string[] }>
> = {
  'an amount of cpu': {
    rule: text => amountFault('cpu', text),
    good: ['1', '500m', '0.5', '.5', '2.', '1e3', '0'],
    bad: ['', 'lots', '1 000', '4GB', '-1', '1,5', '0x10']
  },
  'an amount of a device': {
    rule: text => amountFault('nvidia.com/gpu', text),
    good: ['0', '1', '16'],
    bad: ['0.5', '500m', '-1', 'one', '']
  },
  'an image': {
    rule: imageFault,
    good: [
      'python',
      'python:3.12',
      'python:3.12-slim',
      'team/model__a',
      'localhost:5000/a',
      'Registry.Example/a/b-c.d:V1_x',
      '[::1]:5000/a',
      `a@sha256:${'0f'.repeat(32)}`,
      `r.io:5000/a/b:1@sha256:${'0f'.repeat(32)}`
    ],
    bad: [
      '',
      'Python:3.12',
      'a b',
      'a:',
      'a:b:c',
      ':3',
      'a//b',
      '/a',
      'a/',
      'https://a/b',
      'a@sha256:0g'
    ]
  },
  'a key': {
    rule: keyFault,
    good: ['team', 'example.com/team', 'a.b_c-d', 'A'],
    bad: ['', '/a', 'a/', 'a/b/c', 'a b', '-a', 'Example.com/a', 'a'.repeat(64)]
  },
  'the value of a label': {
    rule: labelValueFault,
    good: ['', 'risk', '1.0', 'a_b'],
    bad: ['a b', '-a', 'a-', 'a/b', 'a'.repeat(64)]
  },
  'a variable': {
    rule: variableFault,
    good: ['MODE', '_x', 'a1'],
    bad: ['', '1A', 'MY-VAR', 'a b', 'ä', 'A=1']
  },
  'the name of a Secret': {
    rule: secretNameFault,
    good: ['a', 'db.credentials', '1-a'],
    bad: ['', 'A', 'a_b', '-a', 'a..b', 'a'.repeat(254)]
  },
  'the name of a volume': {
    rule: volumeNameFault,
    good: ['data', '1-a'],
    bad: ['', 'a.b', 'A', 'a_b', 'a'.repeat(64)]
  },
  'the place of a volume': {
    rule: mountPathFault,
    good: ['/data', '/a/b c'],
    bad: ['', 'data', '/', '/a:b', './a']
  }
};

describe.each(Object.entries(RULES))('%s', (_, { rule, good, bad }) => {
  it.each(good)('may be %j', text => {
    expect(rule(text)).toBeUndefined();
  });

  it.each(bad)('may not be %j', text => {
    const fault = rule(text);
    expect(fault?.message).toBeTruthy();
    expect(fault?.suggestion).toMatch(/\.$/);
  });
});

it.each([
  ['MY-VAR', 'MY_VAR'],
  ['1A', '_1A'],
  ['pass word', 'PASS_WORD']
])('the variable %j is given a name that will do', (text, name) => {
  expect(variableFault(text)?.suggestion).toBe(`Call it ${name}.`);
  expect(variableFault(name)).toBeUndefined();
});
