import { stepKey, type KeyFacts } from '../step-key';

const CELL = { code: 'x = f ( 1 )', source: 'x = f(1)', place: [3, 4] };

const DEFINITION = {
  kind: 'definition',
  id: 'f1',
  names: ['f'],
  code: 'def f ( y ) :\n return y',
  source: 'def f(y):\n    return y',
  place: [0, 1, 1]
} as const;

const VALUE = {
  kind: 'value',
  object: 'aa',
  names: ['a'],
  definitions: ['f1']
} as const;

const FACTS: KeyFacts = {
  interpreter: {
    implementation: 'cpython',
    version: '3.11.7',
    platform: 'linux-x86_64',
    options: []
  },
  runner: 'r1',
  folder: '/there',
  environment: { A: '1', B: '2' },
  restore: [
    DEFINITION,
    VALUE,
    { kind: 'parameter', name: 'n', source: '3' },
    { kind: 'state', state: 'random', object: 'cc' }
  ],
  cells: [CELL],
  outputs: ['x', 'y'],
  states: ['random'],
  outputLimit: 10
};

function withItem(index: number, change: object): KeyFacts {
  const restore = FACTS.restore.map((each, i) =>
    i === index ? { ...each, ...change } : each
  );
  return { ...FACTS, restore };
}

describe('the key of a step', () => {
  it('is another one for each thing that it is given', () => {
    const others: KeyFacts[] = [
      FACTS,
      { ...FACTS, interpreter: { ...FACTS.interpreter, version: '3.12.0' } },
      { ...FACTS, interpreter: { ...FACTS.interpreter, platform: 'macos' } },
      { ...FACTS, interpreter: { ...FACTS.interpreter, options: ['-O'] } },
      { ...FACTS, runner: 'r2' },
      { ...FACTS, folder: '/elsewhere' },
      { ...FACTS, environment: { A: '1', B: '3' } },
      { ...FACTS, environment: { A: '1' } },
      { ...FACTS, restore: [...FACTS.restore].reverse() },
      { ...FACTS, restore: FACTS.restore.slice(1) },
      withItem(0, { code: 'def f ( y ) :\n return 2' }),
      withItem(0, { id: 'f1-2' }),
      withItem(1, { object: 'bb' }),
      withItem(1, { names: ['b'] }),
      withItem(1, { definitions: ['f2'] }),
      withItem(2, { source: '4' }),
      withItem(3, { object: 'dd' }),
      { ...FACTS, cells: [{ ...CELL, code: 'x = f ( 2 )' }] },
      { ...FACTS, cells: [CELL, CELL] },
      { ...FACTS, outputs: ['x'] },
      { ...FACTS, states: [] },
      { ...FACTS, outputLimit: 11 }
    ];
    expect(new Set(others.map(stepKey)).size).toBe(others.length);
  });

  it('does not depend on order where there is none', () => {
    const other: KeyFacts = {
      ...FACTS,
      environment: { B: '2', A: '1' },
      outputs: ['y', 'x']
    };
    expect(stepKey(other)).toBe(stepKey(FACTS));
  });

  it('does not depend on how code is written and where it stands', () => {
    const cells = [{ ...CELL, source: 'x=f(1) # one', place: [5, 7] }];
    const moved = withItem(0, {
      source: 'def f(y): return y',
      place: [2, 3, 9]
    });
    expect(stepKey({ ...moved, cells })).toBe(stepKey(FACTS));
  });

  it.each([
    'inspect . getsource ( f )',
    'f . __code__',
    'sys . _getframe ( )',
    'Out [ 3 ]',
    '_3 + 1',
    '_i2',
    'print ( _ih )'
  ])('depends on it where code may look at that: %s', code => {
    const looking: KeyFacts = { ...FACTS, cells: [{ ...CELL, code }] };
    const moved: KeyFacts = {
      ...looking,
      cells: [{ ...CELL, code, place: [5, 7] }]
    };
    const other: KeyFacts = {
      ...looking,
      restore: withItem(0, { source: 'def f(y): return y # more' }).restore
    };
    const keys = [looking, moved, other].map(stepKey);
    expect(new Set(keys).size).toBe(3);
  });
});
