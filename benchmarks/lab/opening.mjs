/** What opening a long notebook takes, and what opening and closing leaves behind. */
import { allCellsThere, closeTab, openNotebook } from './notebook-page.mjs';

/**
 * Opens and closes a notebook again and again, on one side and then on the other.
 *
 * @returns for each side the times until it is there, and the processor time
 * until all its cells are, in ms; without the first time, which loads code
 */
export async function measureOpening(sides, path, rounds) {
  const found = sides.map(() => ({ times: [], busy: [] }));
  for (let round = 0; round <= rounds; round++) {
    for (const index of round % 2 ? [1, 0] : [0, 1]) {
      const side = sides[index];
      await side.page.bringToFront();
      const before = await side.busy();
      const time = await openNotebook(side, path);
      await allCellsThere(side);
      await side.page.waitForTimeout(300);
      const busy = (await side.busy()) - before;
      if (round > 0) {
        found[index].times.push(time);
        found[index].busy.push(busy);
      }
      await closeTab(side);
      await side.settle();
    }
  }
  return found;
}
