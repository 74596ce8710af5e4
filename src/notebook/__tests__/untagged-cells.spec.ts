import { readTaggedCells } from '../tagged-cells';
import { code, notebook, outline, read, text } from './views';

describe('untagged cells', () => {
  it('join the step above, past text and skipped cells', () => {
    expect(
      read(
        notebook(
          code('a', 'step:a'),
          text('words'),
          code('a2'),
          code('no', 'skip'),
          code('no', 'skip'),
          code('a3'),
          code('b', 'step:b'),
          code('b2', 'step:'),
          code('b3', 'block:'),
          code('b4', 'hide-input')
        )
      )
    ).toEqual({
      blocks: ['step a 0,2,5', 'skip 3,4', 'step b 6,7,8,9'],
      problems: [
        ['step-unnamed', 7],
        ['step-unnamed', 8]
      ]
    });
  });

  it('join imports, functions, parameters and metrics just the same', () => {
    expect(
      read(
        notebook(
          code('import a', 'imports'),
          code('import b'),
          code('def f(): 0', 'functions'),
          code('def g(): 0'),
          code('x = 1', 'pipeline-parameters'),
          code('y = 1'),
          code('a', 'step:a'),
          code('print(x)', 'pipeline-metrics'),
          code('print(y)')
        )
      )
    ).toEqual({
      blocks: [
        'imports 0,1',
        'functions 2,3',
        'parameters 4,5',
        'step a 6',
        'metrics 7,8'
      ],
      problems: []
    });
  });

  it('before the first tag are the step "start"', () => {
    const tagged = readTaggedCells(
      notebook(
        code('!pip'),
        code('b'),
        code('i', 'imports'),
        code('a', 'step:a')
      )
    );
    expect(outline(tagged)).toEqual([
      'step start 0,1',
      'imports 2',
      'step a 3'
    ]);
    expect(tagged.blocks.map(block => block.origin)).toEqual([
      'start',
      'tag',
      'tag'
    ]);
    expect(tagged.problems).toEqual([]);
  });

  it('before the first tag make no step if they are blank', () => {
    expect(read(notebook(code(' \n'), code('a', 'step:a'))).blocks).toEqual([
      'step a 1'
    ]);
  });

  it('do not take the name "start" from a step that has it', () => {
    expect(read(notebook(code('x'), code('a', 'step:start'))).blocks).toEqual([
      'step start_2 0',
      'step start 1'
    ]);
  });

  it('after a notebook join the next step', () => {
    const path = { notebook_path: 'train.ipynb' };
    const tagged = readTaggedCells(
      notebook(
        code('a', 'step:a'),
        code('# only words', 'notebook:train prev:a', path),
        code('b0'),
        code('no', 'skip'),
        code('b1'),
        code('b', 'step:b prev:train'),
        code('b2')
      )
    );
    expect(outline(tagged)).toEqual([
      'step a 0',
      'notebook train 1',
      'step b 2,4,5,6',
      'skip 3'
    ]);
    expect(tagged.blocks[1]).toMatchObject({
      prev: ['a'],
      notebookPath: 'train.ipynb'
    });
    expect(tagged.blocks[2]).toMatchObject({ head: 5, prev: ['train'] });
    expect(tagged.problems).toEqual([]);
  });

  it('after a notebook need a next step', () => {
    const path = { notebook_path: 'train.ipynb' };
    const after = [code(''), code('b'), code('c')];
    expect(read(notebook(code('', 'notebook:train', path), ...after))).toEqual({
      blocks: ['notebook train 0', 'step after_train 1,2,3'],
      problems: [['no-step-after-notebook', 2]]
    });
    expect(read(notebook(code('', 'notebook:train', path), code('')))).toEqual({
      blocks: ['notebook train 0'],
      problems: []
    });
  });
});
