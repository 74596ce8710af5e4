import { readTaggedCells } from '../../../notebook/tagged-cells';
import type { TaggedNotebook } from '../../../notebook/tagged-notebook';
import { splitPlace, stepsToMerge } from '../selected-cells';

/** A notebook of code cells with these tags. */
function tagged(...tags: readonly string[]): TaggedNotebook {
  return readTaggedCells({
    metadata: {},
    cells: tags.map(text => ({
      type: 'code',
      source: 'x',
      metadata: { tags: text.split(' ') }
    }))
  });
}

const NOTEBOOK = tagged(
  'step:a',
  '',
  'imports',
  'step:b',
  'skip',
  '',
  'step:a',
  'step:c'
);

it.each([
  [[3], ['a', 'b']],
  [[5], ['a', 'b']],
  [[7], ['a', 'c']],
  [
    [3, 6, 7],
    ['a', 'b', 'c']
  ],
  [
    [3, 7],
    ['b', 'c']
  ],
  [[0], ['a']],
  [[2], []],
  [[], []]
])('cells %j are merged as %j', (cells, steps) => {
  expect(stepsToMerge(NOTEBOOK, cells)).toEqual(steps);
});

it.each([
  [[1], 1],
  [[5], 5],
  [[4, 6, 7], 6],
  [[2, 3], undefined],
  [[0], undefined],
  [[2], undefined],
  [[], undefined]
])('of the cells %j a step can be split at %s', (cells, place) => {
  expect(splitPlace(NOTEBOOK, cells)).toBe(place);
});
