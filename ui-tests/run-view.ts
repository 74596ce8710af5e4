import { expect, type Locator, type Page } from '@playwright/test';

/** The tab of a run, as a person uses it. */
export class RunView {
  readonly node: Locator;

  constructor(readonly page: Page) {
    this.node = page.locator('.jp-CellwayRun:visible');
  }

  /** The row of a step in the time line. */
  row(step: string): Locator {
    return this.node
      .getByRole('region', { name: 'Time line' })
      .getByRole('listitem')
      .filter({ has: this.page.getByText(step, { exact: true }) });
  }

  async choose(step: string): Promise<void> {
    await this.row(step).getByRole('button').click();
    await expect(this.detail(step)).toBeVisible();
  }

  /** What is shown of a step beside the time line. */
  detail(step: string): Locator {
    return this.node.getByRole('region', { name: `Step ${step}` });
  }

  async expectStep(step: string, status: string): Promise<void> {
    await expect(this.row(step).getByRole('img')).toHaveAccessibleName(status);
  }

  async expectRun(status: string): Promise<void> {
    await expect(this.node.getByRole('status')).toContainText(status);
  }
}
