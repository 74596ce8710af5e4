import { expect, test } from '../test';
import { writeFile } from 'node:fs/promises';
import path from 'node:path';
import { expectAccessibleInAllThemes } from '../accessibility';
import { Panel } from '../panel';
import { giveNotebook, onDisk } from '../server';

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

/** An input of a compiled pipeline, as YAML writes it. */
function input(name: string, type: string, value: string): string {
  return `${name}: {parameterType: ${type}, defaultValue: ${value}}`;
}

test('values are taken from a compiled pipeline', async ({ page }) => {
  const panel = new Panel(page);
  const { node } = panel;
  const notebook = await giveNotebook('ui-tests/notebooks/greeting.ipynb');
  const folder = path.dirname(onDisk(notebook));
  const inputs = [
    input('name', 'STRING', 'Grace'),
    input('times', 'STRING', 'many'),
    input('shout', 'BOOLEAN', 'true'),
    input('rate', 'NUMBER_DOUBLE', '0.5')
  ];
  await writeFile(
    path.join(folder, 'train.yaml'),
    `root: {inputDefinitions: {parameters: {${inputs.join(', ')}}}}`
  );
  await writeFile(path.join(folder, 'other.json'), '{"kind": "Workflow"}');
  await panel.open(notebook);
  await expect(node.getByLabel(/^name/)).toHaveValue('Ada');

  const take = async (file: string): Promise<void> => {
    await node
      .getByRole('button', { name: 'Take Values from a Kubeflow Pipeline…' })
      .press('Enter');
    const dialog = page.getByRole('dialog');
    // Only what may be such a pipeline is there to be chosen.
    await expect(dialog.getByText('train.yaml')).toBeVisible();
    await expect(dialog.getByText('greeting.ipynb')).toBeHidden();
    await dialog.getByText(file).click();
    await dialog.getByRole('button', { name: 'Select' }).press('Enter');
    await expect(dialog).toBeHidden();
  };
  await take('train.yaml');
  await expect(node.getByLabel(/^name/)).toHaveValue('Grace');
  await expect(node.getByLabel(/^shout/)).toBeChecked();
  await expect(node.getByRole('alert')).toHaveText(
    "Parameter 'times' takes an int, not 'many'"
  );
  const said = page.locator('body > .jp-Cellway-spoken');
  await expect(said).toHaveText(
    'Taken from train.yaml: name, times, shout. The notebook has no parameter rate.'
  );
  await expectAccessibleInAllThemes(page, '.jp-CellwayPanel');

  await take('other.json');
  await expect(said).toContainText('other.json is no pipeline of Kubeflow');
  await expect(node.getByLabel(/^name/)).toHaveValue('Grace');
  await node.getByLabel('Back to the defaults').press('Enter');
  await expect(node.getByLabel(/^name/)).toHaveValue('Ada');
});
