import { code, notebook, outline, text } from '../../__tests__/views';
import { readTaggedCells } from '../../tagged-cells';
import type { NotebookView } from '../../tagged-notebook';
import { applyEdits } from '../apply-edits';
import type { CellRole, Edit } from '../edit';
import { tagsAfter } from './tags-of';

function make(cells: readonly number[], role: CellRole | string): Edit {
  return {
    kind: 'set-role',
    cells,
    role: typeof role === 'string' ? { kind: 'step', name: role } : role
  };
}

function blocksAfter(view: NotebookView, ...edits: Edit[]): string[] {
  return outline(readTaggedCells(applyEdits(view, edits)));
}

function plain(count: number): NotebookView {
  return notebook(...Array.from({ length: count }, (_, i) => code(`x${i}`)));
}

describe('a step', () => {
  it('goes from its cell to the next tag', () => {
    const view = plain(4);
    expect(tagsAfter(view, make([1], 'a'), make([3], 'b'))).toEqual([
      '',
      'step:a',
      '',
      'step:b'
    ]);
    expect(blocksAfter(view, make([1], 'a'), make([3], 'b'))).toEqual([
      'step start 0',
      'step a 1,2',
      'step b 3'
    ]);
  });

  it('is one of all selected cells, text in between or not', () => {
    const view = notebook(
      code('x', 'step:a'),
      text('# T'),
      code('y', 'step:b keep'),
      code('z', 'skip')
    );
    expect(tagsAfter(view, make([0, 1, 2, 3], 'c'))).toEqual([
      'step:c',
      '',
      'keep',
      ''
    ]);
  });

  it('has a tag on each cell that would join another', () => {
    const view = notebook(code('x'), code('y', 'step:b'), code('z'));
    expect(tagsAfter(view, make([0, 2], 'c'))).toEqual([
      'step:c',
      'step:b',
      'step:c'
    ]);
  });

  it('has the word of the notebook, and keeps tags in their order', () => {
    const view = notebook(
      code('x', 'one block:a two limit:cpu:2'),
      code('y', 'three')
    );
    expect(tagsAfter(view, make([0], 'c'), make([1], 'd'))).toEqual([
      'one block:c two limit:cpu:2',
      'three block:d'
    ]);
  });

  it('may be one that is there already', () => {
    const view = notebook(code('x', 'step:a'), code('y', 'step:b'));
    expect(blocksAfter(view, make([1], 'a'))).toEqual(['step a 0,1']);
  });

  it("keeps papermill's parameters", () => {
    const view = notebook(code('n = 1', 'parameters'));
    expect(tagsAfter(view, make([0], 'a'))).toEqual(['parameters step:a']);
  });

  it('leaves the steps of the other headings', () => {
    const view = notebook(
      code('x'),
      text('## Load'),
      code('y'),
      code('i', 'imports'),
      code('y'),
      text('## Train'),
      code('z'),
      code('z')
    );
    expect(blocksAfter(view, make([7], 'check'))).toEqual([
      'step start 0',
      'step load 2|4',
      'imports 3',
      'step train 6',
      'step check 7'
    ]);
  });
});

describe('what is set for a step', () => {
  const SET = 'limit:cpu:2 label:a:b';
  const KEY = { cellway: { version: 1, timeout: 3 } };

  it('goes with the step to the next of its cells', () => {
    const view = notebook(
      code('x', 'step:z'),
      code('x', `step:a prev:z ${SET}`, KEY),
      code('y')
    );
    const after = applyEdits(view, [make([1], { kind: 'imports' })]);
    expect(after.cells[1].metadata).toEqual({ tags: ['imports'] });
    expect(after.cells[2].metadata).toEqual({
      tags: ['step:a', 'prev:z', 'limit:cpu:2', 'label:a:b'],
      ...KEY
    });
  });

  it('goes to a cell above that becomes the first', () => {
    const view = notebook(code('x'), code('y', `step:a ${SET}`));
    expect(tagsAfter(view, make([0], 'a'))).toEqual([
      `step:a ${SET}`,
      'step:a'
    ]);
  });

  it('stays on a cell that gets another step', () => {
    const view = notebook(code('x', `step:a ${SET}`, KEY), code('y'));
    const after = applyEdits(view, [make([0], 'b')]);
    expect(after.cells[0].metadata).toEqual({
      tags: ['step:b', 'limit:cpu:2', 'label:a:b'],
      ...KEY
    });
  });

  it('goes where there is no step left, but for what is not ours', () => {
    const key = { cellway: { version: 1, timeout: 3, novel: true } };
    const view = notebook(
      code('w', 'step:w'),
      code('x', `step:a ${SET} mine`, key)
    );
    const after = applyEdits(view, [make([1], { kind: 'none' })]);
    expect(after.cells[1].metadata).toEqual({
      tags: ['mine'],
      cellway: { version: 1, novel: true }
    });
  });
});

describe('steps that wait', () => {
  const chain = (middle: string): NotebookView =>
    notebook(
      code('x', 'step:a'),
      code('y', `step:b ${middle}`.trim()),
      code('z', 'step:c prev:b'),
      code('w', 'step:d', { cellway: { version: 1, after: ['b'] } })
    );

  it('wait for what their step has become part of', () => {
    const after = applyEdits(chain('prev:a'), [make([1], { kind: 'none' })]);
    expect(after.cells[2].metadata['tags']).toEqual(['step:c', 'prev:a']);
    expect(after.cells[3].metadata['cellway']).toEqual({
      version: 1,
      after: ['a']
    });
  });

  it('wait for what a step that is gone waited for', () => {
    const skip = make([1], { kind: 'skip' });
    expect(tagsAfter(chain('prev:a'), skip)[2]).toBe('step:c prev:a');
    const after = applyEdits(chain(''), [skip]);
    expect(after.cells[2].metadata['tags']).toEqual(['step:c']);
    expect(after.cells[3].metadata).toEqual({ tags: ['step:d'] });
  });

  it('see what is new between them and what they wait for', () => {
    const view = notebook(
      code('x', 'step:a'),
      code('y'),
      code('z', 'step:b prev:a')
    );
    expect(tagsAfter(view, make([1], 'n'))).toEqual([
      'step:a',
      'step:n prev:a',
      'step:b prev:a prev:n'
    ]);
  });
});

describe('other roles', () => {
  it.each([
    ['imports', 'imports'],
    ['functions', 'functions'],
    ['parameters', 'pipeline-parameters'],
    ['metrics', 'pipeline-metrics'],
    ['skip', 'skip']
  ] as const)('%s is the tag %s on each cell', (kind, tag) => {
    const view = notebook(code('x', 'step:a'), code('y', 'one'), code('z'));
    expect(tagsAfter(view, make([0, 1], { kind }))).toEqual([
      tag,
      `one ${tag}`,
      'step:a'
    ]);
  });

  it('leave cells below what they were', () => {
    const view = notebook(
      code('x'),
      code('i'),
      text('t'),
      code('y'),
      code('z', 'step:a'),
      code('w', 'functions'),
      code('v')
    );
    expect(
      tagsAfter(
        view,
        make([1], { kind: 'imports' }),
        make([5], { kind: 'metrics' })
      )
    ).toEqual([
      'step:start',
      'imports',
      '',
      'step:start',
      'step:a',
      'pipeline-metrics',
      'functions'
    ]);
  });

  it('take the place of each other, also in words of papermill', () => {
    const view = notebook(
      code('n = 1', 'parameters'),
      code('n = 1', 'skip step:a')
    );
    expect(tagsAfter(view, make([0, 1], { kind: 'imports' }))).toEqual([
      'imports',
      'imports'
    ]);
    expect(tagsAfter(view, make([0], { kind: 'parameters' }))[0]).toBe(
      'parameters'
    );
  });

  it('can be taken away', () => {
    const view = notebook(code('x', 'step:a'), code('y', 'mine skip'));
    expect(tagsAfter(view, make([0, 1], { kind: 'none' }))).toEqual([
      '',
      'mine'
    ]);
  });
});
