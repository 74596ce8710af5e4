import { code, notebook } from '../../__tests__/views';
import { readTaggedCells } from '../../tagged-cells';
import { applyEdits, checkEdits } from '../apply-edits';
import type { NotebookView } from '../../tagged-notebook';
import type { Edit } from '../edit';

const VIEW: NotebookView = {
  ...notebook(code('x', 'step:a'), code('y', 'step:b'), code('z', 'step:c')),
  metadata: {
    cellway: {
      version: 1,
      volumes: [
        { name: 'all', path: '/all' },
        { name: 'some', path: '/some', steps: ['a', 'b'], foreign: 1 },
        { name: 'one', path: '/one', steps: ['c', 3] }
      ]
    }
  }
};

/** For which steps the volumes are, once something was done to the notebook. */
function stepsAfter(...edits: readonly Edit[]): unknown[] {
  const { metadata } = applyEdits(VIEW, edits);
  const { volumes } = metadata['cellway'] as unknown as {
    readonly volumes: readonly { readonly steps?: unknown }[];
  };
  return volumes.map(each => each.steps);
}

test.each<[string, Edit, unknown[], unknown[]]>([
  [
    'renamed',
    { kind: 'rename-step', from: 'a', to: 'load' },
    ['load', 'b'],
    ['c', 3]
  ],
  ['merged', { kind: 'merge-steps', steps: ['a', 'b'] }, ['a'], ['c', 3]],
  [
    'merged with another',
    { kind: 'merge-steps', steps: ['b', 'c'] },
    ['a', 'b'],
    ['b', 3]
  ],
  [
    'made part of the one above',
    { kind: 'set-role', cells: [1], role: { kind: 'none' } },
    ['a'],
    ['c', 3]
  ],
  [
    'no step any more',
    { kind: 'set-role', cells: [2], role: { kind: 'skip' } },
    ['a', 'b'],
    [3]
  ]
])('Volumes follow a step that is %s', (_, edit, some, one) => {
  expect(stepsAfter(edit)).toEqual([undefined, some, one]);
});

test('Volumes of a step that is split are for both parts', () => {
  const { cells } = notebook(
    code('x', 'step:a'),
    code('y'),
    code('z', 'step:c')
  );
  const { metadata } = applyEdits({ ...VIEW, cells }, [
    { kind: 'split-step', cell: 1, name: 'new' }
  ]);
  expect(metadata['cellway']).toMatchObject({
    volumes: [{}, { steps: ['a', 'new', 'b'], foreign: 1 }, {}]
  });
});

test('A step that wants a volume which it does not get is told', () => {
  const { problems } = readTaggedCells({
    ...notebook(
      code('x', 'step:a', {
        cellway: { version: 1, volumes: ['own', 'data', 'shlf'] }
      }),
      code('y', 'step:b')
    ),
    metadata: {
      cellway: {
        version: 1,
        volumes: [
          { name: 'data', path: '/data', steps: ['b'] },
          { name: 'own', path: '/own', steps: ['a'] },
          { name: 'shelf', path: '/shelf' }
        ],
        defaults: { volumes: ['gone', 'data'] }
      }
    }
  });
  expect(problems.map(({ cell, path }) => [cell, path])).toEqual([
    [null, 'cellway.defaults.volumes[0]'],
    [0, 'cellway.volumes[1]'],
    [0, 'cellway.volumes[2]']
  ]);
  expect(problems[1].message).toContain('is for other steps only');
  expect(problems[2].suggestion).toBe('Did you mean "shelf"?');
});

test('What is set for a volume changes in part, and nothing besides', () => {
  const change = { readOnly: true };
  const edit = { kind: 'set-volume', volume: 'one', change } as const;
  const { metadata } = applyEdits(VIEW, [edit]);
  expect(metadata['cellway']).toMatchObject({
    volumes: [{ path: '/all' }, { path: '/some' }, { path: '/one', ...change }]
  });
  const gone = { ...edit, volume: 'gone' };
  expect(checkEdits(VIEW, [gone])?.code).toBe('no-volume');
  expect(applyEdits(VIEW, [gone])).toBe(VIEW);
});

test('A step for which a volume is to be, and that is not there, is told', () => {
  const { problems } = readTaggedCells({
    ...notebook(code('x', 'step:load'), code('y', 'step:fit')),
    metadata: {
      cellway: {
        version: 1,
        volumes: [{ name: 'data', path: '/data', steps: ['fit', 'laod'] }]
      }
    }
  });
  expect(problems).toMatchObject([
    {
      severity: 'warning',
      path: 'cellway.volumes[0].steps[1]',
      suggestion: 'Did you mean "load"?'
    }
  ]);
});
