import { readsOfClock } from '../unverified';

function isTold(code: string): boolean {
  return readsOfClock([{ cell: 0, omit: [], code }], []).length > 0;
}

describe('reads of the clock', () => {
  it.each([
    'datetime . now ( )',
    'datetime.datetime.now(tz)',
    'date . today ( )',
    'now ( )',
    'pd . Timestamp . utcnow ( )',
    'time . localtime ( )',
    'time.ctime()',
    'time . strftime ( "%Y" )'
  ])('are told: %s', code => {
    expect(isTold(code)).toBe(true);
  });

  it.each([
    'time . time ( )',
    'perf_counter ( )',
    'date . strftime ( "%Y" )',
    'time . localtime ( seconds )',
    'now = 1',
    'known ( )',
    '"today"'
  ])('are not: %s', code => {
    expect(isTold(code)).toBe(false);
  });

  it('are told of definitions, on the cell that uses them', () => {
    const cell = { cell: 3, omit: [], code: 'stamp ( )' };
    expect(
      readsOfClock([cell], ['def stamp():\n    return datetime.now()'])
    ).toEqual([{ kind: 'clock', subject: 'now()', cell: 3 }]);
  });
});
