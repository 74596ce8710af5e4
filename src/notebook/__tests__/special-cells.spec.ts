import { code, notebook, read } from './views';

describe('special cells', () => {
  it('count by the first special tag, and all others are told', () => {
    expect(
      read(
        notebook(
          code('a', 'step:a'),
          code('i', 'step:b prev:a imports limit:cpu:1 hide-input'),
          code('f', 'functions imports')
        )
      )
    ).toEqual({
      blocks: ['step a 0', 'imports 1', 'functions 2'],
      problems: [
        ['tag-beside-special', 1],
        ['tag-beside-special', 1],
        ['tag-beside-special', 1],
        ['several-specials', 2]
      ]
    });
  });

  it('make a block for each run of cells', () => {
    expect(
      read(
        notebook(
          code('i', 'imports'),
          code('no', 'skip'),
          code('i', 'imports'),
          code('a', 'step:a'),
          code('i', 'imports'),
          code('b', 'step:b')
        )
      ).blocks
    ).toEqual(['imports 0,2', 'skip 1', 'step a 3', 'imports 4', 'step b 5']);
  });

  it('of papermill are parameters too', () => {
    expect(
      read(
        notebook(
          code('x = 1', 'parameters'),
          code('x = 2', 'injected-parameters'),
          code('a', 'step:a')
        )
      )
    ).toEqual({ blocks: ['parameters 0,1', 'step a 2'], problems: [] });
  });

  it('with metrics before a step are told, since Kale refuses them', () => {
    expect(
      read(
        notebook(
          code('a', 'step:a'),
          code('print(x)', 'pipeline-metrics'),
          code('b', 'step:b')
        )
      ).problems
    ).toEqual([['metrics-before-step', 1]]);
  });

  it('that are notebooks need a path, a name of their own, and no code', () => {
    const path = { notebook_path: 'x.ipynb' };
    expect(
      read(
        notebook(
          code('', 'notebook:a'),
          code('# a\n\nx = 1', 'notebook:b', path),
          code('', 'notebook:c step:d', path),
          code('x', 'step:a')
        )
      )
    ).toEqual({
      blocks: ['notebook a 0', 'notebook b 1', 'notebook c 2', 'step a 3'],
      problems: [
        ['notebook-path-missing', 0],
        ['notebook-cell-code', 1],
        ['tag-beside-special', 2],
        ['name-taken', 3]
      ]
    });
  });
});
