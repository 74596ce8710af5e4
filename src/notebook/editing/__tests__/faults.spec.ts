import { code, notebook, text } from '../../__tests__/views';
import { checkEdits } from '../apply-edits';
import type { CellRole, Edit } from '../edit';
import { EditError } from '../edit-fault';

const VIEW = notebook(
  code('x', 'step:a'),
  text('# T'),
  code('', ''),
  code('# sub', 'notebook:n'),
  code('y', 'step:b')
);

function role(cells: readonly number[], to: string | CellRole): Edit {
  const made: CellRole =
    typeof to === 'string' ? { kind: 'step', name: to } : to;
  return { kind: 'set-role', cells, role: made };
}

const FAULTS: readonly [string, Edit, string, RegExp][] = [
  ['no name', role([0], ''), 'step-name', /Give it a name/],
  ['a capital letter', role([0], 'Load'), 'step-name', /Call it "load"/],
  ['an accent', role([0], 'é'), 'step-name', /Call it "e"/],
  ['a name of a notebook', role([0], 'n'), 'name-taken', /another name/],
  ['a text cell', role([1], 'c'), 'text-cell', /code cell/],
  ['an empty cell', role([2], 'c'), 'no-code', /Write some/],
  ['a cell that is not there', role([7], 'c'), 'no-cell', /changed/],
  [
    'a name that is taken',
    { kind: 'rename-step', from: 'a', to: 'b' },
    'name-taken',
    /another name/
  ],
  [
    'a step that is not there',
    { kind: 'rename-step', from: 'q', to: 'c' },
    'no-step',
    /changed/
  ],
  [
    'settings of no step',
    { kind: 'set-step-settings', step: 'q', settings: {} },
    'no-step',
    /changed/
  ],
  [
    'nodes of no step',
    { kind: 'select-nodes', steps: ['a', 'q'], labels: { disk: 'ssd' } },
    'no-step',
    /changed/
  ],
  [
    'one step',
    { kind: 'merge-steps', steps: ['a', 'a'] },
    'one-step',
    /another/
  ],
  [
    'a notebook to be merged',
    { kind: 'merge-steps', steps: ['a', 'n'] },
    'no-step',
    /changed/
  ],
  [
    'a step that begins there',
    { kind: 'split-step', cell: 0, name: 'c' },
    'first-cell',
    /further down/
  ],
  [
    'a split of no step',
    { kind: 'split-step', cell: 1, name: 'c' },
    'no-step',
    /code cell/
  ],
  [
    'text that is not there',
    { kind: 'replace-source', cell: 0, range: { start: 0, end: 9 }, text: '' },
    'no-range',
    /changed/
  ]
];

it.each(FAULTS)('refuses %s', (_, edit, codeOfFault, suggestion) => {
  const fault = checkEdits(VIEW, [edit]);
  expect(fault?.code).toBe(codeOfFault);
  expect(fault?.suggestion).toMatch(suggestion);
  if (fault) {
    expect(new EditError(fault).message).toContain(fault.message);
  }
});

it('checks each edit after those before it', () => {
  const rename: Edit = { kind: 'rename-step', from: 'a', to: 'c' };
  expect(checkEdits(VIEW, [rename])).toBeUndefined();
  expect(checkEdits(VIEW, [rename, rename])?.code).toBe('no-step');
});

it('lets an empty cell be skipped, and untagged', () => {
  expect(checkEdits(VIEW, [role([2], { kind: 'skip' })])).toBeUndefined();
  expect(checkEdits(VIEW, [role([2], { kind: 'none' })])).toBeUndefined();
});

it('lets a step keep its name', () => {
  const edit: Edit = { kind: 'rename-step', from: 'a', to: 'a' };
  expect(checkEdits(VIEW, [edit])).toBeUndefined();
});
