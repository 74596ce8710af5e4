import { readTaggedCells } from '../tagged-cells';
import { code, notebook, read } from './views';

describe('steps', () => {
  it('of one name are one, with a part for each run of cells', () => {
    expect(
      read(
        notebook(
          code('a', 'step:a'),
          code('a', 'step:a'),
          code('b', 'step:b'),
          code('a', 'step:a'),
          code('no', 'skip'),
          code('a'),
          code('def f(): 0', 'functions'),
          code('a', 'block:a')
        )
      )
    ).toEqual({
      blocks: ['step a 0,1|3,5|7', 'step b 2', 'skip 4', 'functions 6'],
      problems: [
        ['step-apart', 3],
        ['step-apart', 7]
      ]
    });
  });

  it('have only their first cell for order and settings; the rest is told', () => {
    const tagged = readTaggedCells(
      notebook(
        code('a', 'step:a'),
        code('b', 'step:b'),
        code('c', 'step:c prev:a limit:cpu:1 image:x'),
        code('c', 'step:c prev:a limit:cpu:1'),
        code('c', 'step:c prev:b limit:cpu:2 cache:enabled', {
          cellway: { timeout: 5 }
        }),
        code('c', 'limit:memory:1Gi')
      )
    );
    expect(tagged.blocks[2]).toMatchObject({
      head: 2,
      prev: ['a'],
      settings: { resources: { cpu: '1' }, image: 'x' }
    });
    expect(tagged.blocks[2].settings.timeout).toBeUndefined();
    expect(
      tagged.problems.map(({ code, cell, tag }) => [code, cell, tag])
    ).toEqual([
      ['not-first-cell', 4, 'limit:cpu:2'],
      ['not-first-cell', 4, 'cache:enabled'],
      ['not-first-cell', 4, 'prev:b'],
      ['not-first-cell', 4, undefined],
      ['not-first-cell', 5, 'limit:memory:1Gi']
    ]);
  });

  it('of illegal names are told with the rule and a name that works', () => {
    const { blocks, problems } = readTaggedCells(
      notebook(code('a', 'step:LoadData'))
    );
    expect(blocks[0].name).toBe('LoadData');
    expect(problems).toEqual([
      {
        code: 'step-name',
        severity: 'error',
        cell: 0,
        tag: 'step:LoadData',
        message:
          'The step name "LoadData" has a capital letter: only a-z are allowed',
        suggestion: 'Call it "load_data".'
      }
    ]);
  });

  it('with names of Kale 0.3 are taken as they are', () => {
    expect(
      read(
        notebook(code('a', 'block:1-load'), code('b', 'block:b-c prev:1-load'))
      )
    ).toEqual({ blocks: ['step 1-load 0', 'step b-c 1'], problems: [] });
  });

  it('of a list of names, as in Kale 0.1, have the cell each', () => {
    expect(
      read(
        notebook(
          code('a', 'block:a'),
          code('x', 'block:a;b'),
          code('y'),
          code('c', 'block:c prev:a;b')
        )
      )
    ).toEqual({
      blocks: ['step a 0,1,2', 'step b 1,2', 'step c 3'],
      problems: [['step-list', 1]]
    });
  });

  it('on one cell must be one', () => {
    expect(
      read(notebook(code('a', 'step:a step:b'), code('b', 'step:b block:b')))
    ).toEqual({
      blocks: ['step a 0', 'step b 1'],
      problems: [['several-steps', 0]]
    });
  });

  it('take settings from tags and metadata, which wins', () => {
    const cellway = {
      version: 1,
      image: 'own',
      resources: { memory: '2Gi' },
      retry: { limit: 2 }
    };
    const { blocks, problems } = readTaggedCells(
      notebook(
        code('a', 'step:a image:tag limit:cpu:1 limit:memory:1Gi label:x:y', {
          cellway
        })
      )
    );
    expect(problems).toEqual([]);
    expect(blocks[0].settings).toEqual({
      image: 'own',
      resources: { cpu: '1', memory: '2Gi' },
      labels: { x: 'y' },
      retry: { limit: 2 }
    });
  });

  it('tell a setting that is there twice', () => {
    expect(
      read(
        notebook(code('a', 'step:a image:x image:y limit:cpu:1 limit:cpu:1'))
      )
    ).toEqual({ blocks: ['step a 0'], problems: [['tag-repeated', 0]] });
  });
});
