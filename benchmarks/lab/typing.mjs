/** What a key costs that is typed into a cell in the middle of a long notebook. */
/* global document, requestAnimationFrame, window */
import { allCellsThere } from './notebook-page.mjs';

/** The characters of a burst; a new line each, so that the cell is code again and again. */
const TYPED = 'total = sum(n * 2 for n in a)';

/** Between keys, in ms: as quick as people type. */
const PAUSE = 60;

/**
 * Types in bursts, on one side and then on the other.
 *
 * @param sides - pages with the same notebook in front, without Cellway and with it
 * @returns for each side the times from a key to its frame, and the processor time of a key, in ms
 */
export async function measureTyping(sides, rounds) {
  for (const side of sides) {
    await allCellsThere(side);
    await side.page.evaluate(enterCell);
    await type(side);
  }
  const found = sides.map(() => ({ latencies: [], busy: [] }));
  for (let round = 0; round < rounds; round++) {
    const order = round % 2 ? [1, 0] : [0, 1];
    for (const index of order) {
      const { latencies, busy } = await type(sides[index]);
      found[index].latencies.push(...latencies);
      found[index].busy.push(busy);
    }
  }
  return found;
}

async function type(side) {
  const { page } = side;
  await page.bringToFront();
  await page.keyboard.press('End');
  await page.keyboard.press('Enter');
  await side.settle();
  await page.evaluate(() => void window.latencies.splice(0));
  const before = await side.busy();
  await page.keyboard.type(TYPED, { delay: PAUSE });
  // What is put off until nobody types is a cost of the keys too.
  await page.waitForTimeout(500);
  const busy = (await side.busy()) - before;
  const latencies = await page.evaluate(() => window.latencies.splice(0));
  return { latencies, busy: busy / TYPED.length };
}

/** Sets the cursor into a cell in the middle, and notes the time from each key to its frame. */
async function enterCell() {
  const { content } = window.jupyterapp.shell.currentWidget;
  content.activeCellIndex = 150;
  await content.scrollToItem(150);
  await content.activeCell.ready;
  content.mode = 'edit';
  content.activeCell.editor.focus();
  window.latencies = [];
  document.addEventListener(
    'keydown',
    ({ timeStamp }) =>
      requestAnimationFrame(() =>
        setTimeout(() => window.latencies.push(performance.now() - timeStamp))
      ),
    true
  );
}
