import { LANES } from '../../graph/layout/lanes';
import { widthOf } from '../steps/lanes-view';

describe('the room that lanes take', () => {
  const widths = Array.from({ length: LANES + 1 }, (_, count) =>
    widthOf(count)
  );

  it('is none where there are none, and no more than a third of a narrow sidebar', () => {
    expect(widths[0]).toBe(0);
    expect(Math.max(...widths)).toBeLessThanOrEqual(80);
  });

  it('lets neighbours be told apart', () => {
    widths.slice(1).forEach((width, index) => {
      const between = width - (widths[1] ?? 0);
      expect(between / Math.max(1, index)).toBeGreaterThanOrEqual(
        index === 0 ? 0 : 5
      );
    });
  });
});
