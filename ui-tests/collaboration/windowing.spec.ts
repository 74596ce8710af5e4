import type { NotebookPanel } from '@jupyterlab/notebook';
import { expect, test } from '@playwright/test';
import { Badges } from '../badges';
import type { Panel } from '../panel';
import { join, openTogether } from './people';

const HOUSES = 'ui-tests/notebooks/houses.ipynb';

/** Has JupyterLab's own mode, contentVisibility. */
let one: Panel;

test.beforeAll(async ({ browser }) => {
  one = await join(browser);
});

test.afterAll(async () => {
  await one.page.context().close();
});

for (const windowingMode of ['full', 'defer', 'none']) {
  test(`badges cross to where notebooks are drawn in the mode ${windowingMode}`, async ({
    browser
  }) => {
    const other = await join(browser, {
      '@jupyterlab/notebook-extension:tracker': { windowingMode }
    });
    await openTogether(HOUSES, one, other);
    const [mine, theirs] = [one, other].map(({ page }) => new Badges(page));
    const mode = await other.page.evaluate(
      () =>
        (window.jupyterapp.shell.currentWidget as NotebookPanel).content
          .notebookConfig.windowingMode
    );
    expect(mode).toBe(windowingMode);
    await expect(theirs.of('load')).toBeVisible();

    // So many cells that most were never seen by either.
    await one.page.evaluate(() => {
      const { content } = window.jupyterapp.shell
        .currentWidget as NotebookPanel;
      const cells = Array.from({ length: 60 }, (_, i) => ({
        id: `many-${i}`,
        cell_type: 'code',
        source: `value_${i} = ${i}\n# long\n# long`,
        metadata: { tags: i % 3 === 0 ? [`step:s${i}`] : [] }
      }));
      content.model?.sharedModel.insertCells(6, cells);
    });
    await expect(other.step('s57')).toBeVisible();
    await theirs.see('s57', 'many-57');

    // What the other does not see is tagged, and moved.
    await one.inFront('activate', 'many-1');
    await one.execute('cellway:make-step', { name: 'made' });
    await expect(mine.of('made')).toBeVisible();
    await expect(other.step('made')).toBeVisible();
    await theirs.see('made', 'many-1');
    await one.execute('notebook:move-cell-up');
    for (const badges of [mine, theirs]) {
      await expect(badges.cell(6)).toContainText('made');
      await expect(badges.cell(7)).toContainText('s0');
      await expect(badges.of('made')).toHaveCount(1);
    }

    // A copy says that its name is there already; the first keeps its badge.
    await other.inFront('activate', 'load-1');
    await other.execute('notebook:copy-cell');
    await other.inFront('activate', 'many-57');
    await other.execute('notebook:paste-cell-below');
    await expect(one.step('load (2)')).toBeVisible();
    await mine.goTo('report-1');
    await mine.see('load (2)', 'many-58');
    await theirs.see('load', 'load-1');
    await expect(theirs.of('load')).toHaveCount(1);

    await other.page.context().close();
  });
}
