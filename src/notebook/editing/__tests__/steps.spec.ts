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

describe('what merged steps exclude', () => {
  const merged = (
    ...steps: readonly (readonly [source: string, exclude?: string[]])[]
  ): unknown => {
    const view = notebook(
      ...steps.map(([source, exclude], i) =>
        code(source, `step:s${i}`, exclude && { cellway: { exclude } })
      )
    );
    const names = steps.map((_, i) => `s${i}`);
    const after = applyEdits(view, [{ kind: 'merge-steps', steps: names }]);
    return readTaggedCells(after).blocks[0].settings.exclude;
  };

  it('is what any of them does, of what only it has', () => {
    expect(merged(['x = 1', ['x']], ['y = 1', ['y']])).toEqual(['x', 'y']);
    expect(merged(['y = 1'], ['x = 1', ['x']])).toEqual(['x']);
  });

  it('is not what a lower one makes and passes on', () => {
    expect(merged(['x = 1', ['x']], ['x = 2\nprint(x)'])).toBeUndefined();
    expect(merged(['x = 1', ['x', 'y']], ['x = 2'])).toEqual(['y']);
  });

  it('is what the last one that has it does not pass on', () => {
    expect(merged(['x = 1'], ['x.close()', ['x']])).toEqual(['x']);
    expect(merged(['x = 1', ['x']], ['x = 2', ['x']], ['xx = 1'])).toEqual([
      'x'
    ]);
  });

  it('has no effect on what a step only names that does not have it', () => {
    expect(merged(['x = 1'], ['y = 1', ['x']])).toBeUndefined();
    expect(merged(['y = 1'], ['z = 1', ['gone']])).toEqual(['gone']);
  });

  it('is what the notebook says for all, where they say nothing', () => {
    const view = {
      ...notebook(code('x', 'step:a'), code('y', 'step:b')),
      metadata: { cellway: { defaults: { exclude: ['x'] } } }
    };
    const after = applyEdits(view, [
      { kind: 'merge-steps', steps: ['a', 'b'] }
    ]);
    expect(after.metadata).toEqual(view.metadata);
    expect(after.cells[0].metadata['cellway']).toBeUndefined();
  });
});

describe('what the parts of a split step exclude', () => {
  it('is with the part that has it last, so that the lower one gets what it uses', () => {
    const view = notebook(
      code('x = y = z = 1', 'step:a', {
        cellway: { exclude: ['x', 'y', 'gone'], timeout: 3 }
      }),
      code('print(x)')
    );
    const after = applyEdits(view, [
      { kind: 'split-step', cell: 1, name: 'b' }
    ]);
    const [upper, lower] = readTaggedCells(after).blocks;
    expect(upper.settings).toEqual({ exclude: ['y', 'gone'], timeout: 3 });
    expect(lower.settings).toEqual({ exclude: ['x'], timeout: 3 });
  });

  it('is again what it was when they are merged', () => {
    const view = notebook(
      code('x = y = 1', 'step:a', { cellway: { exclude: ['x', 'y'] } }),
      code('print(x)')
    );
    const after = applyEdits(view, [
      { kind: 'split-step', cell: 1, name: 'b' },
      { kind: 'merge-steps', steps: ['a', 'b'] }
    ]);
    const [{ settings }] = readTaggedCells(after).blocks;
    expect([...(settings.exclude ?? [])].sort()).toEqual(['x', 'y']);
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
