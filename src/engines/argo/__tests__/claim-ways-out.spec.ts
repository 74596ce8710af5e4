/** What is offered before a run where another pod has a claim. */
import { status } from '../../../kubernetes/__tests__/replies';
import { NotebookDocument } from '../../../notebook/document';
import { applyEdits } from '../../../notebook/editing/apply-edits';
import type { Diagnostic, Fix } from '../../../pipeline/diagnostic';
import { Claims, HOSTNAME, textOf } from './claims';

let claims: Claims;

beforeEach(async () => {
  claims = await Claims.connect();
});

afterEach(() => claims.close());

describe('The way to the node of who has a claim', () => {
  /** What is offered beside copies, by what tells it. */
  async function offered(
    ...args: Parameters<Claims['check']>
  ): Promise<Record<string, Fix[]>> {
    const found = await claims.check(...args);
    return Object.fromEntries(
      found.map(({ cell, code, fixes }) => [
        `${code} ${cell}`,
        fixes.filter(each => !each.title.startsWith('Copy'))
      ])
    );
  }

  const pin = (
    who: string,
    steps: readonly string[] | 'all',
    node = 'node-3'
  ): Fix => ({
    title: `Let ${who} run on ${node}`,
    edits: [{ kind: 'select-nodes', steps, labels: { [HOSTNAME]: node } }]
  });

  beforeEach(() => {
    claims.addNode('node-3', { 'nvidia.com/gpu': '1' });
    claims.addNode('node-4', { 'nvidia.com/gpu': '1' });
    claims.add('ReadWriteOnce');
    claims.addUser('notebook-0', 'node-3');
  });

  it('is a click, for the whole pipeline where all of it has the claim', async () => {
    expect(await offered()).toEqual({
      'volume-in-use undefined': [pin('all steps', 'all')]
    });
    expect(await offered({}, { steps: ['other'] })).toEqual({
      'volume-in-use 2': [pin("step 'other'", ['other'])]
    });
    expect(await offered({}, { steps: ['load', 'other'] })).toEqual({
      'volume-in-use 0': [pin("steps 'load' and 'other'", ['load', 'other'])]
    });
  });

  it('mends it, also where steps were to go elsewhere', async () => {
    const nodeSelector = { [HOSTNAME]: 'node-4' };
    const before = textOf({}, { nodeSelector });
    const told = await claims.checkText(before);
    const fix = pin('all steps', 'all');
    expect(told.map(each => each.fixes.at(-1))).toEqual([fix, fix, fix]);
    expect(told[0].message).toContain(
      "Step 'load' is to go to nodes with other labels than node-3 has, so it waits until that pod ends. Take a copy of the claim 'work' for each run, let it run on node-3, "
    );
    const after = applyEdits(NotebookDocument.parse(before), fix.edits);
    expect(
      await claims.checkText(
        JSON.stringify({ ...JSON.parse(before), metadata: after.metadata })
      )
    ).toEqual([]);
  });

  it('is not offered where the node does not have what a step asks for', async () => {
    claims.addNode('node-3');
    expect(await offered()).toEqual({ 'volume-on-other-node 1': [] });
  });

  it('is not offered where the pod that stays has taken that', async () => {
    const gpu = { 'nvidia.com/gpu': '1' };
    claims.addUser('notebook-0', 'node-3', {}, { requests: gpu });
    expect(await offered()).toEqual({ 'volume-on-other-node 1': [] });
    expect((await claims.told())[0]).toContain(
      "Step 'train' asks for 1 nvidia.com/gpu, which node-3 does not have beside that pod"
    );
    expect(await offered({}, { steps: ['load', 'other'] })).toEqual({
      'volume-in-use 0': [pin("steps 'load' and 'other'", ['load', 'other'])]
    });
  });

  it('is not offered where another pod keeps another claim elsewhere', async () => {
    claims.add('ReadWriteOnce', {}, 'results');
    claims.addUser('notebook-1', 'node-4', {}, { claim: 'results' });
    expect(await offered({ storage: { claim: 'results' } })).toEqual({
      'volume-in-use undefined': []
    });
  });

  it('is not offered where nobody knows what the node has', async () => {
    claims.api.intercept = ({ path }) =>
      path === '/api/v1/nodes'
        ? status(403, 'Forbidden', 'User "u" cannot list resource "nodes"')
        : undefined;
    expect(await offered()).toEqual({ 'volume-in-use undefined': [] });
  });
});

test('A claim that nothing can copy is not offered to be copied', async () => {
  claims.addNode('node-3');
  claims.addNode('node-4', { 'nvidia.com/gpu': '1' });
  claims.addUser('notebook-0', 'node-3');
  const made = async (spec: object): Promise<Diagnostic> => {
    claims.add('ReadWriteOnce', {
      spec: { accessModes: ['ReadWriteOnce'], volumeName: 'pv-1' }
    });
    claims.api.put('/api/v1/persistentvolumes', 'pv-1', { spec });
    const [found] = await claims.check({}, { steps: ['train'] });
    return found;
  };
  const folder = await made({ hostPath: { path: '/data' } });
  expect(folder.fixes).toEqual([]);
  expect(folder.message).not.toContain('copy');
});

test('A claim that a driver has made is offered to be copied', async () => {
  claims.add('ReadWriteOncePod', {
    spec: { accessModes: ['ReadWriteOncePod'], volumeName: 'pv-1' }
  });
  claims.api.put('/api/v1/persistentvolumes', 'pv-1', {
    spec: { csi: { driver: 'disk.example' } }
  });
  claims.addUser('notebook-0', 'node-3');
  const [found] = await claims.check();
  expect(found.fixes.map(each => each.title)).toEqual([
    "Copy the claim 'work' for each run"
  ]);
});
