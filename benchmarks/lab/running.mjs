/** Runs that say much, seen in the run view: long tasks, and what stays in memory. */
/* global document */
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { closeTab, openNotebook } from './notebook-page.mjs';

/** How long a run may take before nobody waits for it, in ms. */
const PATIENCE = 240_000;

/**
 * A run that prints 20,000 lines in 200 steps, with its view in front.
 *
 * @returns how long it took, and how long its long tasks, in ms
 */
export async function measureLongRun(side, path) {
  await openNotebook(side, path);
  await side.execute('cellway:show-panel');
  await side.longTasks();
  const begin = performance.now();
  const before = await side.busy();
  await side.execute('cellway:run');
  await side.execute('cellway:open-run-view');
  await runEnded(side);
  await side.settle();
  const found = {
    took: performance.now() - begin,
    busy: (await side.busy()) - before,
    longTasks: await side.longTasks()
  };
  await closeTab(side, 'cellway-run-');
  await side.settle();
  await closeTab(side);
  return found;
}

/**
 * An hour of a talkative run, with its view in front.
 *
 * @param root - the folder of the notebook
 * @returns what is in memory before, after each ten minutes, and when all is closed
 */
export async function measureHour(side, path, root) {
  await openNotebook(side, path);
  await side.settle();
  const found = [await side.memory()];
  await side.execute('cellway:run');
  await side.execute('cellway:open-run-view');
  for (let step = 0; step < 6; step++) {
    await side.page.waitForFunction(
      text =>
        [...document.querySelectorAll('.jp-CellwayRun-log')].some(log =>
          log.textContent.includes(text)
        ),
      `told ${step}`,
      { timeout: PATIENCE, polling: 200 }
    );
    await side.settle();
    found.push(await side.memory());
    await writeFile(join(root, `go-${step}`), '');
  }
  await runEnded(side);
  await closeTab(side, 'cellway-run-');
  await side.settle();
  await closeTab(side);
  await side.settle();
  found.push(await side.memory());
  return found;
}

/**
 * The same notebook run again and again; the view of each run is opened and closed.
 *
 * @returns what is in memory after the first runs, and after all
 */
export async function measureRuns(side, path, count) {
  await openNotebook(side, path);
  await side.execute('cellway:show-panel');
  const found = [];
  for (let run = 0; run <= count; run++) {
    await side.execute('cellway:run');
    await side.execute('cellway:open-run-view');
    await runEnded(side);
    await closeTab(side, 'cellway-run-');
    await side.settle();
    if (run === Math.floor(count / 5) || run === count) {
      found.push(await side.memory());
    }
  }
  await closeTab(side);
  return found;
}

/** Until the view in front shows a run that has ended. */
async function runEnded({ page }) {
  await page.waitForFunction(
    () => {
      const view = [...document.querySelectorAll('.jp-CellwayRun')].find(
        each => each.offsetParent !== null
      );
      return (
        view?.querySelector('.jp-CellwayRun-row') &&
        !view.querySelector(
          '.jp-CellwayRun-row.jp-mod-running, .jp-CellwayRun-row.jp-mod-pending'
        )
      );
    },
    undefined,
    { timeout: PATIENCE, polling: 200 }
  );
}
