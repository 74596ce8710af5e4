import * as fc from 'fast-check';
import { NotebookDocument } from '../document';
import { readTaggedCells } from '../tagged-cells';
import { writtenNotebook } from './nasty-notebooks';
import { code, notebook, read, text } from './views';

describe('other cells and tags', () => {
  it('of text belong to nothing, and their tags are told', () => {
    expect(
      read(
        notebook(
          text('# a', 'step:a hide-input skip'),
          { ...code('raw', 'imports'), type: 'raw' },
          code('a', 'step:a')
        )
      )
    ).toEqual({
      blocks: ['step a 2'],
      problems: [
        ['tag-on-text-cell', 0],
        ['tag-on-text-cell', 1]
      ]
    });
  });

  it('that are no list of texts are told', () => {
    const strange = (tags: string | (string | number)[]) => ({
      ...code('a'),
      metadata: { tags }
    });
    expect(read(notebook(strange('step:a'), strange(['step:b', 1])))).toEqual({
      blocks: ['step start 0', 'step b 1'],
      problems: [
        ['tags-not-a-list', 0],
        ['tags-not-a-list', 1]
      ]
    });
  });

  it('are kept, however strange', () => {
    const tagged = readTaggedCells(
      notebook(code('a', 'step:a papermill-error-cell-tag limit:x'))
    );
    expect(tagged.blocks[0].tags.map(tag => tag.kind)).toEqual([
      'step',
      'other',
      'malformed'
    ]);
    expect(tagged.problems[0]).toMatchObject({ cell: 0, tag: 'limit:x' });
  });
});

describe('settings of the notebook', () => {
  it('are of Kale where Cellway says nothing', () => {
    const view = {
      cells: [],
      metadata: {
        kubeflow_notebook: {
          pipeline_name: 'kale',
          experiment_name: 'weekly',
          steps_defaults: ['limit:cpu:1', 'label:a:b']
        },
        cellway: {
          version: 1,
          name: 'own',
          defaults: { resources: { cpu: '2' } },
          timeout: 1
        }
      }
    };
    const tagged = readTaggedCells(view);
    expect(tagged.settings).toEqual({
      name: 'own',
      experiment: 'weekly',
      defaults: { resources: { cpu: '2' }, labels: { a: 'b' } }
    });
    expect(tagged.kale?.pipelineName).toBe('kale');
    expect(tagged.problems.map(({ code, path }) => [code, path])).toEqual([
      ['setting-unknown', 'cellway.timeout']
    ]);
  });
});

it('every code cell that is not blank is in a block, in order, and nothing throws', () => {
  fc.assert(
    fc.property(writtenNotebook, ({ text: written }) => {
      const document = NotebookDocument.parse(written);
      const { blocks } = readTaggedCells(document);
      const cells = new Set(blocks.flatMap(block => block.cells));
      for (const { index, type, source } of document.cells) {
        if (type === 'code' && source.trim() !== '') {
          expect(cells).toContain(index);
        } else if (type !== 'code') {
          expect(cells).not.toContain(index);
        }
      }
      for (const block of blocks) {
        expect(block.parts.flat()).toEqual(block.cells);
        expect([...block.cells].sort((a, b) => a - b)).toEqual(block.cells);
        expect(block.cells).toContain(block.head);
      }
      const firsts = blocks.map(block => block.cells[0]);
      expect([...firsts].sort((a, b) => a - b)).toEqual(firsts);
    }),
    { numRuns: 300 }
  );
});
