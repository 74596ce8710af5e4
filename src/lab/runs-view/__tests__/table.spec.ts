import { runRecord } from '../../__tests__/fake-service';
import { filterRuns, namesOf, sortRuns, type SortKey, toggled } from '../table';

const RUNS = [
  runRecord('c', 'failed', {
    created: '2026-01-03T00:00:00.000Z',
    seconds: 9,
    parameters: { lr: '0.1', kind: "'big'" }
  }),
  runRecord('b', 'succeeded', {
    created: '2026-01-02T00:00:00.000Z',
    seconds: 10,
    parameters: { lr: '1e-3', kind: "'small'" },
    marks: { name: 'Best so far', note: 'of Monday' }
  }),
  runRecord('a', 'succeeded', {
    created: '2026-01-01T00:00:00.000Z',
    parameters: { lr: '0.02', kind: "'small'" },
    marks: { pinned: true }
  })
];

const METRICS = { a: { loss: '12.5' }, b: { loss: '3' } };

const found = (query: string): string =>
  filterRuns(RUNS, query, METRICS)
    .map(each => each.id)
    .join('');

const sorted = (key: SortKey, isDescending = false): string =>
  sortRuns(RUNS, { key, isDescending }, METRICS)
    .map(each => each.id)
    .join('');

describe('the search in runs', () => {
  it.each([
    ['', 'cba'],
    ['BEST', 'b'],
    ['monday best', 'b'],
    ['failed', 'c'],
    ['pinned', 'a'],
    ["kind='small'", 'ba'],
    ['lr=0.1', 'c'],
    ['loss=12', 'a'],
    ['succeeded loss=3', 'b'],
    ['nothing', '']
  ])('finds for %j the runs %j', (query, ids) => {
    expect(found(query)).toBe(ids);
  });
});

describe('the order of runs', () => {
  it('has pinned ones first, then as it is asked for', () => {
    expect(sorted({ kind: 'created' }, true)).toBe('acb');
    expect(sorted({ kind: 'created' })).toBe('abc');
    expect(sorted({ kind: 'seconds' })).toBe('acb');
    expect(sorted({ kind: 'seconds' }, true)).toBe('abc');
  });

  it('is by number where values are numbers', () => {
    const unpinned = RUNS.map(each => ({ ...each, marks: undefined }));
    const by = (key: SortKey, isDescending: boolean): string =>
      sortRuns(unpinned, { key, isDescending }, METRICS)
        .map(each => each.id)
        .join('');
    const lr = { kind: 'parameter', name: 'lr' } as const;
    expect(by(lr, false)).toBe('bac');
    expect(by(lr, true)).toBe('cab');
    // What has no value comes last either way.
    const loss = { kind: 'metric', name: 'loss' } as const;
    expect(by(loss, false)).toBe('bac');
    expect(by(loss, true)).toBe('abc');
  });

  it('knows all names that there are', () => {
    expect(namesOf([{ a: '1' }, undefined, { b: '1', a: '2' }])).toEqual([
      'a',
      'b'
    ]);
  });
});

describe('choosing', () => {
  const runs = ['a', 'b', 'c', 'd'].map(id => ({ id }));

  it('takes one, and leaves it out again', () => {
    const one = toggled(runs, new Set(['d']), 'b', 'b');
    expect([...one]).toEqual(['d', 'b']);
    expect([...toggled(runs, one, 'b', 'b')]).toEqual(['d']);
  });

  it('takes all between two, whichever is above', () => {
    expect([...toggled(runs, new Set(['d']), 'b', 'd')]).toEqual([
      'd',
      'b',
      'c'
    ]);
    expect([...toggled(runs, new Set(['a', 'b', 'c']), 'c', 'a')]).toEqual([]);
  });

  it('takes one alone where the one before is not listed any more', () => {
    expect([...toggled(runs, new Set(), 'b', 'gone')]).toEqual(['b']);
  });
});
