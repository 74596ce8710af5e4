import { expect, test } from '@playwright/test';
import type { Panel } from '../panel';
import { join, openTogether, sourceOf, tagsOf } from './people';

const CLEANING = '0d6db124';
const SPEED = '4e766d2c';

let one: Panel;
let other: Panel;

test.beforeAll(async ({ browser }) => {
  one = await join(browser);
  other = await join(browser);
});

test.afterAll(async () => {
  await one.page.context().close();
  await other.page.context().close();
});

/** One accepts what is suggested for a notebook without tags; the other sees it. */
async function accept(): Promise<void> {
  await openTogether('examples/bike_rides/bike_rides.ipynb', one, other);
  await one.execute('cellway:suggest-steps');
  const preview = one.page.getByRole('tabpanel', { name: /^Steps for/ });
  await preview.getByRole('button', { name: 'Accept' }).click();
  await expect(other.step('train_model')).toBeVisible();
  await expect(one.page.getByText(/^The notebook has \d steps/)).toBeVisible();
}

/** The other renames a step, types, moves a cell and adds one. */
async function editMeanwhile(): Promise<void> {
  await other.execute('cellway:rename-step', { step: 'load', name: 'get' });
  await other.inFront('activate', CLEANING);
  await other.execute('notebook:move-cell-up');
  await other.edit(SPEED, 'print("theirs")');
  await other.inFront('activate', SPEED);
  await other.execute('notebook:insert-cell-below');
  await other.edit(await other.inFront('active'), 'added = 1');
  await other.execute('cellway:make-step', { name: 'added' });
  await expect(one.step('get')).toBeVisible();
  await expect(one.step('added')).toBeVisible();
}

async function expectTheirsAlone(): Promise<void> {
  for (const person of [one, other]) {
    await expect(person.step('train_model')).toBeHidden();
    await expect(person.step('get')).toBeVisible();
    await expect(person.step('added')).toBeVisible();
    expect(Object.values(await tagsOf(person))).toEqual([
      ['step:get'],
      ['step:added']
    ]);
    expect(await sourceOf(person, SPEED)).toBe('print("theirs")');
  }
}

test('who takes back suggested steps takes back nothing of others', async () => {
  await accept();
  await editMeanwhile();
  await one.page.getByRole('button', { name: 'Undo' }).click();
  await expectTheirsAlone();

  // Nor do they who take back what they did themselves.
  await other.execute('notebook:undo-cell-action');
  await expect(one.step('added')).toBeHidden();
  await expect(one.step('get')).toBeVisible();
});

test('suggested steps are taken back, not what was typed after', async () => {
  await accept();
  await one.edit('30636581', 'print("mine")');
  await editMeanwhile();
  await one.page.getByRole('button', { name: 'Undo' }).click();
  await expectTheirsAlone();
  expect(await sourceOf(one, '30636581')).toBe('print("mine")');
});

test('what is typed into a step is undone apart from its tag', async () => {
  await openTogether('ui-tests/notebooks/houses.ipynb', one, other);
  await one.inFront('activate', 'train-1');
  await one.execute('cellway:make-step', { name: 'fit' });
  await expect(other.step('fit')).toBeVisible();
  await other.edit('train-1', 'model = 3');
  await other.execute('cellway:rename-step', { step: 'load', name: 'read' });
  await expect(one.step('read')).toBeVisible();
  await one.execute('notebook:undo-cell-action');
  await expect(other.step('train')).toBeVisible();
  expect(await sourceOf(other, 'train-1')).toBe('model = 3');
  await one.execute('notebook:redo-cell-action');
  await expect(other.step('fit')).toBeVisible();
  await expect(other.step('read')).toBeVisible();
});
