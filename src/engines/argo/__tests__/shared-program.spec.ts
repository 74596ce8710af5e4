import {
  connectEach,
  type Connected
} from '../../../kubernetes/__tests__/connected';
import { runnerMap } from '../compile/code-maps';
import { compileWorkflow } from '../compile/workflow';
import { argoOptions } from '../options';
import { makeObjects } from '../submit/make-objects';

const MAPS = '/api/v1/namespaces/team/configmaps';
const WORKFLOWS = '/apis/argoproj.io/v1alpha1/namespaces/team/workflows';

const OURS = runnerMap(Buffer.from('ours'), 'team');

let connected: Connected;

connectEach(made => {
  connected = made;
});

function make(): Promise<void> {
  const workflow = compileWorkflow({
    run: 'r1',
    settings: {},
    name: 'cellway-r1',
    steps: [],
    isWanted: () => true,
    keepGoing: false,
    seconds: new Map(),
    code: { name: 'code', projected: { defaultMode: 0o444, sources: [] } },
    data: { claim: 'data' },
    volumes: [],
    options: argoOptions.parse({ namespace: 'team' })
  });
  const { client } = connected;
  return makeObjects(
    client,
    { parts: [OURS], data: { claim: 'data' }, workflow },
    'team'
  );
}

describe('the program that the runs of a namespace share', () => {
  it('is taken as it is there', async () => {
    const { api } = connected;
    await make();
    api.remove(WORKFLOWS, 'cellway-r1');
    await make();
    expect(api.objects(MAPS)).toHaveLength(1);
  });

  it('is not taken where somebody has put another one in its place', async () => {
    const { api } = connected;
    const { name } = OURS.metadata;
    const binaryData = {
      'runner.pyz': Buffer.from('theirs').toString('base64')
    };
    api.put(MAPS, name, { binaryData });
    await expect(make()).rejects.toMatchObject({
      code: 'conflict',
      about: { name }
    });
    expect(api.objects(WORKFLOWS)).toEqual([]);
  });
});
