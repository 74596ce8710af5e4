import AxeBuilder from '@axe-core/playwright';
import { expect, test, type Page } from '@playwright/test';

const THEMES = [
  'JupyterLab Light',
  'JupyterLab Dark',
  'JupyterLab Dark High Contrast'
];

/**
 * Expects that axe finds nothing serious or critical in what is shown at
 * selectors, nor a second banner of the page. What JupyterLab draws around it is not ours to judge.
 */
export async function expectAccessible(
  page: Page,
  ...selectors: string[]
): Promise<void> {
  const axe = new AxeBuilder({ page })
    // Of what is right no list is wanted, nor a page of its own to make one: no frame is looked at.
    .options({ resultTypes: ['violations'] })
    .setLegacyMode();
  selectors.forEach(each => axe.include(each));
  const { violations } = await axe.analyze();
  const found = violations
    .filter(
      ({ id, impact }) =>
        impact === 'serious' || impact === 'critical' || isOfPage(id)
    )
    .flatMap(({ id, nodes }) => nodes.map(({ html }) => `${id}: ${html}`));
  expect(found).toEqual([]);
}

/** Whether a rule is about the page as a whole, which is JupyterLab's to divide. */
function isOfPage(rule: string): boolean {
  return rule.startsWith('landmark-');
}

/** The same in light, in dark and in high contrast; what has the focus keeps it. */
export async function expectAccessibleInAllThemes(
  page: Page,
  ...selectors: string[]
): Promise<void> {
  for (const theme of THEMES) {
    await page.evaluate(
      async theme =>
        window.jupyterapp.commands.execute('apputils:change-theme', { theme }),
      theme
    );
    await expect(page.locator('body')).toHaveAttribute(
      'data-jp-theme-name',
      theme
    );
    await test.step(theme, () => expectAccessible(page, ...selectors));
  }
}
