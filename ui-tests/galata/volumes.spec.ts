import { expect, test } from '../test';
import type { Locator } from '@playwright/test';
import { readFile, rm, writeFile } from 'node:fs/promises';
import { ApiServer } from '../../src/kubernetes/__tests__/api-server';
import { kubeconfig } from '../../src/kubernetes/__tests__/connected';
import type { NotebookSettings } from '../../src/notebook/settings';
import { FakeCluster } from '../../src/service/__tests__/fake-cluster';
import {
  expectAccessible,
  expectAccessibleInAllThemes
} from '../accessibility';
import { Panel } from '../panel';
import { giveNotebook, KUBECONFIG, onDisk } from '../server';

const CLAIMS = '/api/v1/namespaces/team/persistentvolumeclaims';
const PODS = '/api/v1/namespaces/team/pods';

let api: ApiServer;
let cluster: FakeCluster;

test.use({
  settings: {
    'cellway:clusters': { context: 'test', namespace: 'team' }
  }
});

test.beforeEach(async () => {
  api = await ApiServer.start();
  cluster = new FakeCluster(api);
  await writeFile(KUBECONFIG, JSON.stringify(kubeconfig(api, {})));
});

test.afterEach(async () => {
  await rm(KUBECONFIG, { force: true });
  await api.stop();
});

/** A claim that one node can have, and the pod of a notebook that has it. */
function shareClaim(): void {
  api.put(PODS, 'notebook-0', {
    spec: {
      nodeName: 'node-3',
      containers: [],
      volumes: [{ name: 'v', persistentVolumeClaim: { claimName: 'shared' } }]
    },
    status: { phase: 'Running' }
  });
  api.put(CLAIMS, 'shared', {
    spec: {
      accessModes: ['ReadWriteOnce'],
      resources: { requests: { storage: '5Gi' } }
    }
  });
}

/** Opens the settings of a notebook, and unfolds the volumes of the cluster. */
async function open(panel: Panel, notebook: string): Promise<Locator> {
  await panel.open(notebook);
  await panel.execute('cellway:notebook-settings');
  const form = panel.page.getByRole('region', { name: 'Settings of steps' });
  await form.getByRole('button', { name: /^Volumes of the cluster/ }).click();
  return form;
}

/** What is set for the notebook, once it is saved. */
async function savedSettings(
  panel: Panel,
  notebook: string
): Promise<NotebookSettings> {
  await panel.execute('docmanager:save');
  const { metadata } = JSON.parse(await readFile(onDisk(notebook), 'utf8'));
  return metadata.cellway ?? {};
}

async function savedVolumes(panel: Panel, notebook: string): Promise<unknown> {
  return (await savedSettings(panel, notebook)).volumes;
}

test('a claim of the cluster becomes a volume of some steps', async ({
  page
}) => {
  shareClaim();
  const panel = new Panel(page);
  const notebook = await giveNotebook('ui-tests/notebooks/failing.ipynb');
  const form = await open(panel, notebook);
  await expect(form).toContainText('5Gi · ReadWriteOnce');
  await expect(form).toContainText('Used by notebook-0 on node node-3');
  await form.getByRole('button', { name: 'Use shared' }).click();
  await expect(form.getByText('in use')).toBeVisible();

  await form
    .getByRole('button', { name: 'Volumes', exact: false })
    .first()
    .click();
  const card = form.locator('.jp-Cellway-item.jp-mod-card').first();
  await expect(card.getByLabel('Which one')).toHaveValue('shared');
  await card.getByLabel('Part of it').fill('../raw');
  await expect(card.getByRole('alert')).toContainText('is not a folder');
  await card.getByLabel('Part of it').fill('raw');
  await card.getByLabel('Read only').check();
  await card.getByLabel('Steps', { exact: true }).selectOption('Only…');
  await card.getByLabel('check', { exact: true }).check();
  await expectAccessibleInAllThemes(page, '.jp-CellwaySettings');
  expect(await savedVolumes(panel, notebook)).toEqual([
    {
      name: 'shared',
      path: '/shared',
      source: { kind: 'claim', name: 'shared' },
      env: 'SHARED_FOLDER',
      subPath: 'raw',
      readOnly: true,
      steps: ['check']
    }
  ]);

  // On the cluster another pod stands in the way.
  await panel.node.getByLabel('Run on').selectOption('cluster');
  await expect(panel.node).toContainText("pod 'notebook-0' has it on node-3");
  const copy = "Copy the claim 'shared' for each run";
  await panel.node.getByRole('button', { name: copy }).click();
  const kind = card.getByLabel('What it is').locator('option:checked');
  await expect(kind).toHaveText('Copy of a claim');
  await expect(panel.node).not.toContainText("pod 'notebook-0'");
  await panel.node.getByLabel('Run on').selectOption('here');
  await expect(panel.node).toContainText(/is the folder .*, which is empty/);
});

test('steps are led to the node that has their volume, and back', async ({
  page
}) => {
  for (const node of ['node-3', 'node-4']) {
    api.put('/api/v1/nodes', node, {
      metadata: { labels: { 'kubernetes.io/hostname': node } },
      spec: {},
      status: { allocatable: { cpu: '8', memory: '32Gi' } }
    });
  }
  shareClaim();
  const panel = new Panel(page);
  const notebook = await giveNotebook('ui-tests/notebooks/failing.ipynb');
  const form = await open(panel, notebook);
  await form.getByRole('button', { name: 'Use shared' }).click();
  await panel.node.getByLabel('Run on').selectOption('cluster');
  const told = panel.node.getByText("pod 'notebook-0' has it on node-3");
  await expect(told).toBeVisible();
  const beside = panel.node.getByRole('button', {
    name: 'Let all steps run on node-3'
  });
  await beside.press('Enter');
  await expect(told).toBeHidden();
  expect(await savedSettings(panel, notebook)).toMatchObject({
    defaults: { nodeSelector: { 'kubernetes.io/hostname': 'node-3' } }
  });
  await form.getByRole('button', { name: /^Cluster/ }).press('Enter');
  await expect(form.getByRole('textbox', { name: 'Value' })).toHaveValue(
    'node-3'
  );

  await panel.execute('notebook:undo-cell-action');
  await expect(told).toBeVisible();
  expect(await savedSettings(panel, notebook)).not.toHaveProperty('defaults');
});

test('a new volume is made, and what may not be done is said', async ({
  page
}) => {
  const panel = new Panel(page);
  const notebook = await giveNotebook('ui-tests/notebooks/failing.ipynb');
  cluster.mayList = false;
  const form = await open(panel, notebook);
  await expect(form).toContainText('You may not list persistentvolumeclaims');
  await expect(form.locator('pre')).toContainText('kind: RoleBinding');
  cluster.mayList = true;
  await form.getByRole('button', { name: /^Look again/ }).click();
  await expect(form).toContainText('ReadWriteMany');
  await form.getByRole('button', { name: 'New volume…' }).click();
  const dialog = page.getByRole('dialog');
  const create = dialog.getByRole('button', { name: 'Create' });
  await dialog.getByLabel('Name').fill('shared');
  await expect(dialog.getByRole('alert')).toContainText('already');
  await create.click();
  await dialog.getByLabel('Name').fill('fresh');
  await dialog.getByLabel('Size').fill('big');
  await expect(dialog.getByRole('alert')).toContainText('not an amount');

  // The cluster is asked before it is to make it.
  const answer = api.intercept;
  api.intercept = (received, response) =>
    received.method === 'POST' && received.path.endsWith('claims')
      ? {
          status: 403,
          body: {
            kind: 'Status',
            code: 403,
            reason: 'Forbidden',
            message:
              'persistentvolumeclaims "fresh" is forbidden: exceeded quota: small'
          }
        }
      : answer(received, response);
  await dialog.getByLabel('Size').fill('2Gi');
  await expect(dialog).toContainText('exceeded quota');
  await expectAccessible(page, '.jp-Dialog-content');
  api.intercept = answer;
  await dialog.getByLabel('Size').fill('1Gi');
  await dialog.getByLabel('Access').selectOption({ index: 2 });
  await page.keyboard.press('Tab');
  await dialog.getByLabel('Size').press('Enter');
  await expect(dialog).toBeHidden();
  await expect(form.getByText('in use')).toBeVisible();
  expect(await savedVolumes(panel, notebook)).toMatchObject([
    { name: 'fresh', source: { kind: 'claim', name: 'fresh' } }
  ]);
});
