import { expect, test } from '../test';
import type { Locator } from '@playwright/test';
import { rm, writeFile } from 'node:fs/promises';
import { ApiServer } from '../../src/kubernetes/__tests__/api-server';
import { kubeconfig } from '../../src/kubernetes/__tests__/connected';
import { FakeKubeflow } from '../../src/engines/kubeflow/__tests__/fake-kubeflow';
import { FakeCluster } from '../../src/service/__tests__/fake-cluster';
import { expectAccessibleInAllThemes } from '../accessibility';
import { Panel } from '../panel';
import { giveNotebook, KUBECONFIG } from '../server';

let api: ApiServer;
let cluster: FakeCluster;

test.beforeEach(async () => {
  await rm(KUBECONFIG, { force: true });
  api = await ApiServer.start();
  cluster = new FakeCluster(api);
});

test.afterEach(async () => {
  await rm(KUBECONFIG, { force: true });
  await api.stop();
});

/** Gives the person a kubeconfig of one context. */
async function giveCluster(user: object = {}, name = 'test'): Promise<void> {
  const config = JSON.stringify(kubeconfig(api, user));
  await writeFile(KUBECONFIG, config.replaceAll('"test"', `"${name}"`));
}

function choice(panel: Panel): Locator {
  return panel.node.getByLabel('Run on');
}

async function openDialog(panel: Panel): Promise<Locator> {
  void panel.execute('cellway:set-up-cluster');
  const dialog = panel.page.getByRole('dialog');
  await expect(dialog.getByText('Set Up a Cluster')).toBeVisible();
  return dialog;
}

async function close(dialog: Locator): Promise<void> {
  await expect(dialog.locator(':focus')).toBeVisible();
  await dialog.page().keyboard.press('Escape');
  await expect(dialog).toBeHidden();
}

/** Sets up the cluster of the kubeconfig. */
async function setUp(panel: Panel, name: string): Promise<void> {
  const dialog = await openDialog(panel);
  await expect(dialog.getByLabel('Context')).toHaveValue(name);
  await dialog.getByRole('button', { name: 'Run There' }).click();
  await expect(choice(panel)).toHaveValue('cluster');
}

function greeting(): Promise<string> {
  return giveNotebook('ui-tests/notebooks/greeting.ipynb');
}

test('who has no cluster sees nothing of it but the menu entry', async ({
  page
}) => {
  const panel = new Panel(page);
  await panel.open(await greeting());
  await panel.expectStep('greet', 'not run yet');
  await expect(choice(panel)).toBeHidden();
  await page.menu.clickMenuItem('Run>Set Up a Cluster…');
  const dialog = page.getByRole('dialog');
  await expect(dialog).toContainText('The Jupyter server knows no cluster');
  await close(dialog);
});

test('a cluster is chosen, asked what it can do, and used', async ({
  page
}) => {
  await giveCluster({ exec: { command: 'true', args: ['--log-in'] } });
  cluster.allows = ({ resource }) => resource !== 'workflows';
  const panel = new Panel(page);
  await panel.open(await greeting());
  await expect(choice(panel)).toHaveValue('here');
  // As with the keyboard: the second of the two.
  await choice(panel).selectOption('cluster');
  const dialog = page.getByRole('dialog');
  await expect(dialog.getByLabel('Context')).toHaveValue('test');

  // Nothing is run, and nothing asked, that was not agreed to.
  await expect(dialog.getByText('true --log-in')).toBeVisible();
  const check = dialog.getByRole('button', { name: 'Check' });
  await expect(check).toBeDisabled();
  expect(api.received).toEqual([]);
  await dialog.getByLabel(/^Run this program/).check();
  await dialog.getByLabel('Namespace').fill('other');
  await page.keyboard.press('Enter');
  await expect(dialog).toContainText('The program that logs in has failed');

  await giveCluster();
  await close(dialog);
  await choice(panel).selectOption('cluster');
  await dialog.getByLabel('Namespace').fill('other');
  await page.keyboard.press('Enter');
  await expect(dialog).toContainText('cannot run in the namespace other');
  await expect(dialog).toContainText(/Missing.*workflows\.argoproj\.io/);
  await expect(dialog.locator('pre')).toContainText('kind: RoleBinding');
  await expectAccessibleInAllThemes(page, '.jp-Dialog-content');

  cluster.allows = () => true;
  await dialog.getByLabel('Results').selectOption('bucket');
  await dialog.getByLabel('Bucket').fill('results');
  await dialog.getByLabel('Secret').fill('keys');
  await check.click();
  await expect(dialog).toContainText(
    "The Secret 'keys' with the keys of the bucket is not in namespace 'other'"
  );
  await dialog.getByLabel('Results').selectOption('claim');
  await check.click();
  await expect(dialog).toContainText('can run in the namespace other');
  const kept = page.waitForRequest(
    request =>
      request.method() === 'PUT' &&
      (request.postData() ?? '').includes('"cellway:run-target":"cluster"')
  );
  await dialog.getByRole('button', { name: 'Run There' }).click();
  await expect(choice(panel)).toHaveValue('cluster');
  await expect(choice(panel)).toContainText('Argo: test/other');

  // It stays so, for all notebooks.
  await kept;
  await page.reload();
  await panel.open(await greeting());
  await expect(choice(panel)).toHaveValue('cluster');
});

test('what was typed is in the settings editor, too', async ({ page }) => {
  await giveCluster();
  const panel = new Panel(page);
  await panel.open(await greeting());
  const dialog = await openDialog(panel);
  await dialog.getByLabel('Image').fill('python:3.11');
  await dialog.getByRole('button', { name: 'All Settings' }).click();
  // The editor's fields have no labels.
  const image = page.locator('.jp-SettingsPanel input[id$="_image"]');
  await expect(image).toHaveValue('python:3.11');
  await expect(choice(panel)).toHaveValue('here');
});

test('steps are offered the GPUs of the cluster, and told where it has too few', async ({
  page
}) => {
  const name = `gpus-${new URL(api.address).port}`;
  await giveCluster({}, name);
  api.put('/api/v1/nodes', 'large', {
    metadata: { labels: { 'nvidia.com/gpu.product': 'NVIDIA-H100-80GB-HBM3' } },
    spec: {},
    status: {
      allocatable: {
        cpu: '64',
        memory: '512Gi',
        'nvidia.com/gpu': '4',
        'nvidia.com/mig-1g.10gb': '7'
      }
    }
  });
  const panel = new Panel(page);
  await panel.open(await greeting());
  await setUp(panel, name);
  await panel.execute('cellway:step-settings', { step: 'greet' });
  const form = page.getByRole('region', { name: 'Settings of steps' });
  const field = (label: string): Locator =>
    form.getByLabel(label, { exact: true });
  await field('GPUs').fill('8');
  await expect(form).toContainText('The cluster has at most 4 on one node.');
  const offered = (label: string): Promise<string[]> =>
    field(label).evaluate(input =>
      [...((input as HTMLInputElement).list?.options ?? [])].map(
        option => option.value
      )
    );
  expect(await offered('GPU resource')).toEqual([
    'nvidia.com/gpu',
    'nvidia.com/mig-1g.10gb'
  ]);
  expect(await offered('GPU product')).toEqual(['NVIDIA-H100-80GB-HBM3']);
  await expect(panel.node).toContainText('the largest node has 4');
  await field('GPU resource').fill('nvidia.com/mig-1g.10gb');
  await expect(form).toContainText('The cluster has at most 7 on one node.');
  await expect(field('GPUs')).not.toHaveAccessibleDescription(/not on/);
  await expectAccessibleInAllThemes(page, '.jp-CellwaySettings');
});

test('what a cluster cannot do is told before a run, and why it refuses one', async ({
  page
}) => {
  // The service keeps its connection to a context, by the name.
  const name = `test-${new URL(api.address).port}`;
  await giveCluster({}, name);
  const panel = new Panel(page);
  await panel.open(await giveNotebook('ui-tests/notebooks/waiting.ipynb'));
  await setUp(panel, name);
  api.intercept = () => ({
    status: 403,
    body: {
      kind: 'Status',
      code: 403,
      reason: 'Forbidden',
      message:
        'workflows is forbidden: User "ann" cannot create resource "workflows"'
    }
  });
  await panel.button('run').click();
  const alert = panel.node.getByRole('alert');
  await expect(alert).toContainText('create workflows.argoproj.io');
  await alert.getByRole('button', { name: 'Set Up the Cluster…' }).click();
  await close(page.getByRole('dialog'));

  // The same notebook runs here all the same.
  await choice(panel).selectOption('here');
  await panel.button('run').click();
  await expect(alert).toBeHidden();
  await panel.expectRun('running');
  await panel.button('cancel').click();
  await panel.expectRun('cancelled');
});

test.describe('where a Kubeflow is set up', () => {
  let kubeflow: FakeKubeflow;

  test.use({
    // Playwright wants to see what it takes: nothing.
    // eslint-disable-next-line no-empty-pattern
    settings: async ({}, use) => {
      kubeflow = await FakeKubeflow.start();
      await use({
        'cellway:clusters': {
          kubeflowHost: kubeflow.host,
          kubeflowNamespace: 'team'
        }
      });
      await kubeflow.stop();
    }
  });

  test('notebooks run there, too', async ({ page }) => {
    const panel = new Panel(page);
    await panel.open(await greeting());
    await expect(choice(panel)).toHaveValue('here');
    const name = `Kubeflow: ${new URL(kubeflow.host).host}/team`;
    await choice(panel).selectOption(name);
    await panel.button('run').click();
    await expect.poll(() => kubeflow.runs.size).toBe(1);
    expect([...kubeflow.experiments.values()]).toEqual([
      { name: 'Default', namespace: 'team' }
    ]);
    kubeflow.setTask('greet', 'RUNNING');
    await panel.expectStep('greet', 'running');
    kubeflow.setTask('greet', 'SUCCEEDED');
    kubeflow.last.state = 'SUCCEEDED';
    await panel.expectStep('greet', 'succeeded');
    await expect(panel.runs.first()).toContainText('Kubeflow');
  });
});
