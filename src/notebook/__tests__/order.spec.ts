import { readTaggedCells } from '../tagged-cells';
import { code, notebook, read } from './views';

describe('order', () => {
  const cell = (tags: string) => code('x', tags);

  it('is kept from prev and from after', () => {
    const tagged = readTaggedCells(
      notebook(
        cell('step:a'),
        cell('step:b'),
        code('x', 'step:c prev:a prev:b prev:a', { cellway: { after: ['b'] } })
      )
    );
    expect(tagged.problems).toEqual([]);
    expect(tagged.hasPrev).toBe(true);
    expect(tagged.blocks[2].prev).toEqual(['a', 'b']);
    expect(tagged.blocks[2].settings.after).toEqual(['b']);
    expect(readTaggedCells(notebook(cell('step:a'))).hasPrev).toBe(false);
  });

  it('must name steps above', () => {
    const view = notebook(
      code('x', 'step:load prev:load prev:later prev:nowhere', {
        cellway: { after: ['laod2', 'load', 'later'] }
      }),
      cell('step:load2'),
      cell('step:later prev:lod2')
    );
    const { blocks, problems } = readTaggedCells(view);
    expect(blocks.map(block => block.prev)).toEqual([[], [], []]);
    expect(blocks[0].settings.after).toEqual([]);
    expect(problems.map(({ code, cell }) => [code, cell])).toEqual([
      ['after-unknown', 0],
      ['after-self', 0],
      ['after-below', 0],
      ['prev-self', 0],
      ['prev-below', 0],
      ['prev-unknown', 0],
      ['prev-unknown', 2]
    ]);
    expect(problems[6].suggestion).toBe('Did you mean "load2"?');
    expect(problems.every(({ severity }) => severity === 'error')).toBe(true);
  });

  it('needs a step name beside it', () => {
    expect(
      read(notebook(cell('step:a'), cell('prev:a'), cell('step: prev:a')))
    ).toEqual({
      blocks: ['step a 0,1,2'],
      problems: [
        ['prev-without-step', 1],
        ['prev-without-step', 2],
        ['step-unnamed', 2]
      ]
    });
  });

  it('may name the step "start"', () => {
    const tagged = readTaggedCells(
      notebook(code('x'), cell('step:a prev:start'))
    );
    expect(tagged.problems).toEqual([]);
    expect(tagged.blocks[1].prev).toEqual(['start']);
  });
});
