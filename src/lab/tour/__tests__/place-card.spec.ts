import * as fc from 'fast-check';
import { placeCard } from '../place-card';

const CARD = { width: 320, height: 200 };
const WINDOW = { width: 1280, height: 800 };

function at(left: number, top: number, width = 40, height = 20) {
  return placeCard({ left, top, width, height }, CARD, WINDOW);
}

describe('the card', () => {
  it.each([
    ['below', at(500, 100), { left: 500, top: 132 }],
    ['right, at the bottom', at(100, 700), { left: 152, top: 588 }],
    ['left, in the corner', at(1200, 700), { left: 868, top: 588 }],
    ['above what is wide', at(10, 600, 1260, 190), { left: 12, top: 388 }]
  ])('stands %s', (_, place, expected) => {
    expect(place).toEqual(expected);
  });

  it('is whole in a window that it fits, and hides nothing where there is room', () => {
    const side = fc.integer({ min: 0, max: 2000 });
    fc.assert(
      fc.property(
        fc.record({ left: side, top: side, width: side, height: side }),
        fc.record({
          width: fc.integer({ min: 344, max: 3000 }),
          height: fc.integer({ min: 224, max: 3000 })
        }),
        (anchor, window) => {
          const { left, top } = placeCard(anchor, CARD, window);
          expect(left).toBeGreaterThanOrEqual(12);
          expect(top).toBeGreaterThanOrEqual(12);
          expect(left + CARD.width).toBeLessThanOrEqual(window.width - 12);
          expect(top + CARD.height).toBeLessThanOrEqual(window.height - 12);
          const hasRoomBelow =
            anchor.top + anchor.height + CARD.height + 24 <= window.height;
          if (hasRoomBelow) {
            expect(top).toBeGreaterThan(anchor.top + anchor.height);
          }
        }
      )
    );
  });
});
