import fc from 'fast-check';
import type { CellView } from '../../../notebook/cell';
import type { Definition, Pipeline, Step } from '../../../pipeline/model';
import { stepRequest, type RestoredItem } from '../../../runs/step-request';
import type { StepResult } from '../../../runs/step-result';
import { buildRequest, type RunContext } from '../build-request';
import { restoreList } from '../restore-list';

const HASH_A = 'a'.repeat(64);
const HASH_B = 'b'.repeat(64);

const SOURCES = [
  'import os; import sys\n\ndef f():\n    return 1',
  'x = [1]\ny = x',
  'class C:\n    pass',
  'z = C()',
  'print(x, y, z)'
];

const CELLS: readonly CellView[] = SOURCES.map(source => ({
  type: 'code',
  source,
  metadata: {}
}));

function definition(cell: number, text: string, name: string): Definition {
  const start = SOURCES[cell].indexOf(text);
  const span = { start, end: start + text.length };
  return { kind: 'import', names: [name], cell, span, code: text, needs: [] };
}

const DEFINITIONS = [
  definition(0, 'import os', 'os'),
  definition(0, 'import sys', 'sys'),
  definition(0, 'def f():\n    return 1', 'f'),
  definition(2, 'class C:\n    pass', 'C')
];

function step(id: string, cell: number, change: Partial<Step> = {}): Step {
  return {
    id,
    name: id,
    cells: [{ cell, omit: [], code: SOURCES[cell] }],
    reads: [],
    changes: [],
    writes: [],
    parameters: [],
    states: [],
    generators: {},
    orders: [],
    definitions: [],
    after: [],
    settings: {},
    ...change
  };
}

const LAST = step('last', 4, {
  reads: [
    { name: 'z', from: 'three' },
    { name: 'x', from: 'one' },
    { name: 'y', from: 'one' }
  ],
  parameters: ['n'],
  states: [{ state: 'random', from: 'one' }],
  definitions: [0, 1, 2, 3]
});

const PIPELINE: Pipeline = {
  steps: [
    step('one', 1, { writes: ['x', 'y'] }),
    step('three', 3, { writes: ['z'], definitions: [3] }),
    LAST
  ],
  parameters: [
    {
      name: 'n',
      type: 'int',
      default: '1',
      cell: 1,
      span: { start: 8, end: 9 }
    }
  ],
  metrics: [],
  definitions: DEFINITIONS
};

const CONTEXT: RunContext = {
  run: 'r',
  pipeline: PIPELINE,
  ids: ['id of os', 'id of sys', 'id of f', 'id of C'],
  cells: CELLS,
  counts: new Map(SOURCES.map((_, i) => [i, i + 1])),
  parameters: { n: '7' },
  folder: '/there',
  objects: '/there/objects'
};

function result(
  id: string,
  objects: Readonly<Record<string, readonly string[]>>,
  states: readonly string[] = []
): [string, StepResult] {
  const value = { type: 'int' };
  return [
    id,
    {
      protocol: 1,
      run: 'r',
      step: id,
      status: 'succeeded',
      seconds: 0,
      cells: [],
      objects: Object.entries(objects).map(([hash, names]) => ({
        hash,
        size: 1,
        values: Object.fromEntries(names.map(name => [name, value]))
      })),
      states: Object.fromEntries(
        states.map(each => [each, { hash: HASH_B, size: 1 }])
      ),
      absent: [],
      unstored: []
    }
  ];
}

function inShort(items: readonly RestoredItem[]): string[] {
  return items.map(item => {
    switch (item.kind) {
      case 'definition':
        return `${item.id} ${item.names.join()} line ${item.line}`;
      case 'value':
        return `${item.names.join()} of ${item.object[0]}`;
      case 'parameter':
        return `${item.name}=${item.source}`;
      case 'state':
        return `${item.state} of ${item.object[0]}`;
    }
  });
}

describe('what a step finds made', () => {
  it('is made in the order of the notebook', () => {
    const results = new Map([
      result('one', { [HASH_A]: ['x', 'y'] }, ['random']),
      result('three', { [HASH_B]: ['z'] })
    ]);
    expect(inShort(restoreList(CONTEXT, LAST, results))).toEqual([
      'id of os os line 1',
      'id of sys sys line 1',
      'id of f f line 3',
      'n=7',
      'x,y of a',
      'random of b',
      'id of C C line 1',
      'z of b'
    ]);
  });

  it('is the source as it stands, with the number of its cell', () => {
    const [, , item] = restoreList(CONTEXT, LAST, new Map());
    expect(item).toEqual({
      kind: 'definition',
      id: 'id of f',
      names: ['f'],
      cell: 0,
      line: 3,
      source: 'def f():\n    return 1',
      count: 1
    });
  });

  it('keeps together what two steps left in one object', () => {
    const results = new Map([
      result('one', { [HASH_A]: ['x', 'z'], [HASH_B]: ['y'] }),
      result('three', { [HASH_A]: ['x', 'z'] })
    ]);
    expect(inShort(restoreList(CONTEXT, LAST, results)).slice(4)).toEqual([
      'y of b',
      'id of C C line 1',
      'z,x of a'
    ]);
  });

  it('is without what no step made', () => {
    const results = new Map([result('one', { [HASH_A]: ['x'] })]);
    const items = inShort(restoreList(CONTEXT, LAST, results));
    expect(items).toContain('x of a');
    expect(items.join()).not.toMatch(/[yz] of/);
  });

  it('has the default of a parameter that nobody has given', () => {
    const context = { ...CONTEXT, parameters: {} };
    const items = inShort(restoreList(context, LAST, new Map()));
    expect(items).toContain('n=1');
  });

  it('does not depend on the order in which it is asked for', () => {
    const results = new Map([
      result('one', { [HASH_A]: ['x', 'y'] }, ['random']),
      result('three', { [HASH_B]: ['z'] })
    ]);
    const expected = inShort(restoreList(CONTEXT, LAST, results));
    const shuffled = <T>(all: readonly T[]): fc.Arbitrary<T[]> =>
      fc.shuffledSubarray([...all], { minLength: all.length });
    fc.assert(
      fc.property(
        shuffled(LAST.reads),
        shuffled(LAST.definitions),
        (reads, definitions) => {
          const asked = { ...LAST, reads, definitions };
          const items = inShort(restoreList(CONTEXT, asked, results));
          expect(items.map(sortNames)).toEqual(expected.map(sortNames));
        }
      )
    );
  });
});

function sortNames(item: string): string {
  return item.replace(/^[\w,]+(?= of)/, names =>
    names.split(',').sort().join()
  );
}

describe('a request', () => {
  it('is one of the protocol', () => {
    const results = new Map([result('one', { [HASH_A]: ['x', 'y'] })]);
    for (const each of PIPELINE.steps) {
      const request = buildRequest(CONTEXT, each, results);
      expect(stepRequest.parse(request)).toEqual(request);
    }
  });

  it('asks for what later steps take over', () => {
    const request = buildRequest(CONTEXT, PIPELINE.steps[0], new Map());
    expect(request).toMatchObject({
      outputs: ['x', 'y'],
      states: ['random'],
      cells: [{ index: 1, source: SOURCES[1], omit: [], count: 2 }]
    });
  });

  it('names the definitions that its own cells make', () => {
    const own = step('own', 2);
    expect(buildRequest(CONTEXT, own, new Map()).definitions).toEqual([
      { id: 'id of C', names: ['C'], at: [2, 0] }
    ]);
  });
});
