/** What opening and closing a notebook with its views leaves behind. */
import { allCellsThere, closeTab, openNotebook } from './notebook-page.mjs';

/**
 * Opens and closes on one side and then on the other; where there is Cellway,
 * the graph and the runs are opened in tabs too.
 *
 * @returns for each side what is in memory after the first times, and after all
 */
export async function measureLeaving(sides, path, count) {
  const found = sides.map(() => []);
  for (let time = 0; time <= count; time++) {
    for (const index of time % 2 ? [1, 0] : [0, 1]) {
      const side = sides[index];
      await openNotebook(side, path);
      // JupyterLab keeps what it has made by then: on both sides it is to be the same.
      await allCellsThere(side);
      if (index === 1) {
        await side.execute('cellway:open-graph');
        await side.page
          .locator('.jp-CellwayGraph-widget [data-step]')
          .first()
          .waitFor();
        await closeTab(side, 'cellway-graph-');
        await side.execute('cellway:open-runs', {});
        await side.settle();
        await closeTab(side, 'cellway-runs-');
      }
      await closeTab(side);
      await side.settle();
      if (time === Math.floor(count / 5) || time === count) {
        found[index].push(await side.memory());
      }
    }
  }
  return found;
}
