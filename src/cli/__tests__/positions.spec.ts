import { positionIn } from '../positions';

it.each([
  ['', 0, 1, 0],
  ['ab', 1, 1, 1],
  ['ab\n', 2, 1, 2],
  ['ab\n', 3, 2, 0],
  ['ab\ncd', 4, 2, 1],
  ['\n\nx', 2, 3, 0],
  ['\u{1F600}x', 2, 1, 2]
])('in %j, offset %i is line %i, column %i', (text, offset, line, column) => {
  expect(positionIn(text, offset)).toEqual({ line, column });
});
