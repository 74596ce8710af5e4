import type { CellRole } from '../../../notebook/editing/edit';
import type { ShownNotebook } from '../../pipelines/shown-notebook';
import {
  canGoOn,
  changeRole,
  findFaults,
  followNotebook,
  rename,
  type DraftRows
} from '../draft-rows';

/** `a` begins a step of that name, `-` goes on, `(skip)` is something else. */
function rowsOf(...roles: readonly string[]): DraftRows {
  return roles.map((text, index) => ({
    id: `${index}`,
    source: `source ${index}`,
    role: roleOf(text),
    reason: 'why'
  }));
}

function roleOf(text: string): CellRole {
  if (text === '-') {
    return { kind: 'none' };
  }
  return text.startsWith('(')
    ? { kind: text.slice(1, -1) as 'skip' }
    : { kind: 'step', name: text };
}

function show(rows: DraftRows): string[] {
  return rows.map(({ role }) =>
    role.kind === 'step'
      ? role.name
      : role.kind === 'none'
        ? '-'
        : `(${role.kind})`
  );
}

const ROWS = rowsOf('(imports)', 'a', '-', '(skip)', '-', 'b', '-');

it.each<[string, string, CellRole['kind'], string[]]>([
  [
    'begins a step',
    '2',
    'step',
    ['(imports)', 'a', 'a_2', '(skip)', '-', 'b', '-']
  ],
  [
    'merges a step with the one above',
    '5',
    'none',
    ['(imports)', 'a', '-', '(skip)', '-', '-', '-']
  ],
  [
    'leaves the step to the cell below',
    '1',
    'functions',
    ['(imports)', '(functions)', 'a', '(skip)', '-', 'b', '-']
  ],
  [
    'leaves it also where a cell is skipped',
    '1',
    'skip',
    ['(imports)', '(skip)', 'a', '(skip)', '-', 'b', '-']
  ],
  [
    'lets a step go on behind what is skipped',
    '2',
    'skip',
    ['(imports)', 'a', '(skip)', '(skip)', '-', 'b', '-']
  ],
  [
    'parts a step by what is none',
    '2',
    'functions',
    ['(imports)', 'a', '(functions)', '(skip)', 'a_2', 'b', '-']
  ],
  [
    'makes a part of a step of what was none',
    '3',
    'none',
    ['(imports)', 'a', '-', '-', '-', 'b', '-']
  ]
])('%s', (_, id, kind, expected) => {
  expect(show(changeRole(ROWS, id, kind))).toEqual(expected);
});

it('forgets the reason of what is changed, and nothing else', () => {
  const reasons = changeRole(ROWS, '2', 'step').map(each => each.reason);
  expect(reasons).toEqual([
    'why',
    'why',
    undefined,
    'why',
    'why',
    'why',
    'why'
  ]);
  expect(changeRole(ROWS, '2', 'none')).toBe(ROWS);
  expect(changeRole(ROWS, 'gone', 'none')).toBe(ROWS);
});

it('tells which cells can go on', () => {
  expect(canGoOn(ROWS)).toEqual([false, false, true, true, true, true, true]);
  expect(canGoOn(rowsOf('a', '(functions)', 'b'))).toEqual([
    false,
    true,
    false
  ]);
});

it('tells names that cannot be', () => {
  const faults = findFaults(rename(rename(ROWS, '1', 'Load it'), '5', 'b'));
  expect([...faults.keys()]).toEqual(['1']);
  expect(faults.get('1')).toMatchObject({ suggestion: 'load_it' });
  expect(findFaults(rename(ROWS, '5', 'a')).get('5')).toEqual({
    kind: 'taken'
  });
  expect(findFaults(ROWS).size).toBe(0);
});

it('follows the notebook by the ids of its cells', () => {
  const rows = rowsOf('a', '-', 'b');
  const before = notebookOf(rows.map(({ id, source }) => ({ id, source })));
  expect(followNotebook(rows, before, before)).toEqual(rows);
  const edited = followNotebook(
    rows,
    notebookOf([
      { id: '2', source: 'source 2' },
      { id: 'new', source: 'x = 1' },
      { id: '0', source: 'changed' }
    ]),
    before
  );
  expect(show(edited)).toEqual(['b', '-', 'a']);
  expect(edited.map(each => each.source)).toEqual([
    'source 2',
    'x = 1',
    'changed'
  ]);
});

it('keeps what somebody has tagged meanwhile', () => {
  const rows = rowsOf('(imports)', 'a', '-', 'b');
  const cells = rows.map(({ id, source }) => ({ id, source }));
  const tagged = notebookOf([
    ...cells.map((cell, index) =>
      index === 2 ? { ...cell, tag: 'skip' } : cell
    ),
    { id: 'new', source: 'import os', tag: 'imports' }
  ]);
  const followed = followNotebook(rows, tagged, notebookOf(cells));
  expect(show(followed)).toEqual([
    '(imports)',
    'a',
    '(skip)',
    'b',
    '(imports)'
  ]);
  const untagged = followNotebook(followed, notebookOf(cells), tagged);
  expect(show(untagged)).toEqual(['(imports)', 'a', '-', 'b']);
});

function notebookOf(
  cells: readonly { id: string; source: string; tag?: string }[]
): ShownNotebook {
  return {
    ids: cells.map(({ id }) => id),
    metadata: {},
    cells: cells.map(({ source, tag }) => ({
      type: 'code',
      source,
      metadata: { tags: tag === undefined ? [] : [tag] }
    }))
  };
}
