import { code, notebook, outline, text } from '../../__tests__/views';
import { readTaggedCells } from '../../tagged-cells';
import { applyEdits } from '../apply-edits';
import { tagsAfter } from './tags-of';

describe('rename-step', () => {
  it('renames the step wherever it is named', () => {
    const view = notebook(
      code('x', 'step:a one'),
      code('y', 'block:a;b'),
      code('z', 'step:c prev:a', {
        cellway: { version: 1, after: ['a', 'b'] }
      }),
      text('t', 'step:a'),
      code('w', 'step:a prev:b')
    );
    const after = applyEdits(view, [
      { kind: 'rename-step', from: 'a', to: 'load' }
    ]);
    expect(tagsAfter(after)).toEqual([
      'step:load one',
      'block:load;b',
      'step:c prev:load',
      'step:a',
      'step:load prev:b'
    ]);
    expect(after.cells[2].metadata['cellway']).toEqual({
      version: 1,
      after: ['load', 'b']
    });
  });

  it('tags a step that no tag has named, and those beside it', () => {
    const view = notebook(
      text('# Load'),
      code('x'),
      text('# Train'),
      code('y')
    );
    expect(
      tagsAfter(view, { kind: 'rename-step', from: 'train', to: 'fit' })
    ).toEqual(['', 'step:load', '', 'step:fit']);
    expect(
      tagsAfter(notebook(code('x'), code('y', 'step:a')), {
        kind: 'rename-step',
        from: 'start',
        to: 'read'
      })
    ).toEqual(['step:read', 'step:a']);
  });
});

describe('merge-steps', () => {
  it('gives the name and the settings of the first, and lets others follow', () => {
    const view = notebook(
      code('x', 'step:a limit:cpu:1', { cellway: { version: 1, timeout: 1 } }),
      code('y', 'step:b prev:a limit:cpu:2', {
        cellway: { version: 1, image: 'i' }
      }),
      code('z', 'step:c prev:b prev:a')
    );
    const after = applyEdits(view, [
      { kind: 'merge-steps', steps: ['b', 'a'] }
    ]);
    expect(tagsAfter(after)).toEqual([
      'step:a limit:cpu:1',
      'step:a',
      'step:c prev:a'
    ]);
    expect(after.cells.map(cell => cell.metadata['cellway'])).toEqual([
      { version: 1, timeout: 1 },
      undefined,
      undefined
    ]);
  });

  it('waits for all that the steps waited for above it', () => {
    const view = notebook(
      code('w', 'step:w'),
      code('v', 'step:v'),
      code('x', 'step:a prev:w'),
      code('u', 'step:u prev:v'),
      code('y', 'step:b prev:a prev:u prev:v', {
        cellway: { version: 1, after: ['w', 'u'] }
      })
    );
    const after = applyEdits(view, [
      { kind: 'merge-steps', steps: ['a', 'b'] }
    ]);
    expect(tagsAfter(after)).toEqual([
      'step:w',
      'step:v',
      'step:a prev:w prev:v',
      'step:u prev:v',
      'step:a'
    ]);
    expect(after.cells[2].metadata['cellway']).toEqual({
      version: 1,
      after: ['w']
    });
  });

  it('leaves what stands in between, and names what no tag has named', () => {
    const view = notebook(
      code('x'),
      code('i', 'imports'),
      code('y', 'step:b'),
      code('z', 'step:c')
    );
    const after = applyEdits(view, [
      { kind: 'merge-steps', steps: ['start', 'c'] }
    ]);
    expect(outline(readTaggedCells(after))).toEqual([
      'step start 0|3',
      'imports 1',
      'step b 2'
    ]);
  });
});

describe('split-step', () => {
  it('begins a step with the cell and all that follow in the step', () => {
    const view = notebook(
      code('x', 'block:a limit:cpu:1', { cellway: { version: 1, timeout: 1 } }),
      code('y'),
      code('z', 'block:b'),
      code('w', 'block:a'),
      code('v', 'block:c', { cellway: { version: 1, after: ['a'] } })
    );
    const after = applyEdits(view, [
      { kind: 'split-step', cell: 1, name: 'n' }
    ]);
    expect(tagsAfter(after)).toEqual([
      'block:a limit:cpu:1',
      'block:n limit:cpu:1',
      'block:b',
      'block:n',
      'block:c'
    ]);
    expect(after.cells[1].metadata['cellway']).toEqual({
      version: 1,
      timeout: 1
    });
    expect(after.cells[4].metadata['cellway']).toEqual({
      version: 1,
      after: ['a', 'n']
    });
  });

  it('sees what the rest makes where steps name those before them', () => {
    const view = notebook(
      code('x', 'step:a'),
      code('y', 'step:b prev:a'),
      code('z'),
      code('w', 'step:c prev:b')
    );
    expect(tagsAfter(view, { kind: 'split-step', cell: 2, name: 'n' })).toEqual(
      ['step:a', 'step:b prev:a', 'step:n prev:b', 'step:c prev:b prev:n']
    );
  });
});
