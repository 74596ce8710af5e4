import { expect, test } from '../test';
import type { Page } from '@playwright/test';
import { writeFile } from 'node:fs/promises';
import path from 'node:path';
import { Badges } from '../badges';
import { giveNotebook, onDisk } from '../server';

/** What of ours would move, or scroll slowly: in all that is in the page, shown or not. */
function moving(page: Page): Promise<string[]> {
  return page.evaluate(() => {
    const roots = '[class*="Cellway"], [class*="cellway"], [id^="cellway"]';
    const elements = new Set(
      [...document.querySelectorAll(roots)].flatMap(root => {
        // What a cell has besides is JupyterLab's.
        const isCell = root.matches('.jp-Cell, .jp-Notebook');
        return isCell ? [root] : [root, ...root.querySelectorAll('*')];
      })
    );
    const isTime = (times: string): boolean =>
      times.split(',').some(time => parseFloat(time) > 0);
    const found: string[] = [];
    for (const element of elements) {
      for (const pseudo of ['', '::before', '::after']) {
        const style = getComputedStyle(element, pseudo);
        const name = `${element.getAttribute('class')}${pseudo}`;
        if (style.animationName !== 'none') {
          found.push(`${name} has the animation ${style.animationName}`);
        }
        if (isTime(style.transitionDuration) || isTime(style.transitionDelay)) {
          found.push(`${name} has a transition`);
        }
        if (style.scrollBehavior === 'smooth') {
          found.push(`${name} scrolls slowly`);
        }
      }
    }
    return [...new Set(found)];
  });
}

/** Everything that Cellway shows, with a step that runs. */
async function openAll(page: Page, badges: Badges): Promise<string> {
  const notebook = await giveNotebook('ui-tests/notebooks/waiting.ipynb');
  await badges.open(notebook);
  await badges.execute('cellway:show-panel');
  await badges.execute('cellway:run');
  await badges.expectStep('wait', 'running');
  await badges.unfold('wait');
  for (const command of [
    'cellway:open-graph',
    'cellway:open-run-view',
    'cellway:open-runs',
    'cellway:show-artifacts',
    'cellway:step-settings',
    'cellway:tour'
  ]) {
    await badges.execute(command);
  }
  for (const shown of [
    '.jp-CellwayGraph-widget [data-step]',
    '.jp-CellwayRun',
    '.jp-CellwayRuns',
    '.jp-CellwayStepView',
    '.jp-CellwayTour'
  ]) {
    await expect(page.locator(shown).first()).toBeAttached();
  }
  return notebook;
}

test('nothing moves where motion is not wanted', async ({ page }) => {
  const badges = new Badges(page);
  await page.emulateMedia({ reducedMotion: 'reduce' });
  const notebook = await openAll(page, badges);
  // The states of the step that runs are seen all the same.
  await expect(
    badges.of('wait').getByRole('img', { name: 'running' })
  ).toBeVisible();
  expect(await moving(page)).toEqual([]);

  // Whoever has not asked for that sees what runs by its turning and breathing.
  await page.emulateMedia({ reducedMotion: 'no-preference' });
  const moved = (await moving(page)).join();
  expect(moved).toContain('cellway-turn');
  expect(moved).toContain('cellway-breathe');
  await writeFile(onDisk(path.dirname(notebook), 'go'), '');
  await badges.expectRun('succeeded');
});
