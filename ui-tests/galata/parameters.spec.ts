import { expect, test } from '../test';
import { Panel } from '../panel';
import { giveNotebook } from '../server';

test('the form says what is no value, and changes the run', async ({
  page
}) => {
  const panel = new Panel(page);
  await panel.open(await giveNotebook('ui-tests/notebooks/greeting.ipynb'));
  const { node } = panel;

  await expect(node.getByLabel(/^name/)).toHaveValue('Ada');
  await node.getByLabel(/^times/).fill('many');
  await expect(node.getByRole('alert')).toHaveText(
    "Parameter 'times' takes an int, not 'many'"
  );
  await panel.button('run').click();
  await expect(node.getByText('Correct it in the form')).toBeVisible();
  await expect(panel.runs).toHaveCount(0);

  await node.getByLabel(/^times/).fill('3');
  await node.getByLabel(/^name/).fill("O'Neil");
  await node.getByLabel(/^shout/).check();
  await expect(node.locator('.jp-mod-edited')).toHaveCount(3);
  await panel.button('run').click();
  await panel.expectRun('succeeded');
  await panel.unfold('say');
  await expect(panel.step('say').getByRole('log')).toHaveText(
    "HELLO O'NEIL, HELLO O'NEIL, HELLO O'NEIL"
  );
  await expect(panel.runs.first()).toContainText('times=3');

  await node.getByLabel('Back to the defaults').click();
  await expect(node.getByLabel(/^name/)).toHaveValue('Ada');
});
