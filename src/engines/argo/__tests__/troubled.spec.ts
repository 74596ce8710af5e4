import type { ApiServer } from '../../../kubernetes/__tests__/api-server';
import { status } from '../../../kubernetes/__tests__/replies';
import {
  packRunner,
  submit,
  temporaryFolder,
  watchToEnd,
  type Ran
} from '../../local/__tests__/notebooks';
import type { ArgoEngine } from '../argo-engine';
import { connectEngine, type ConnectedEngine } from './connected-engine';
import { FakeArgo, logOf } from './fake-argo';

let connected: ConnectedEngine;
let api: ApiServer;
let argo: FakeArgo;
let engine: ArgoEngine;
let runner: string | undefined;

beforeEach(async () => {
  runner ??= packRunner(await temporaryFolder());
  connected = await connectEngine(runner);
  ({ api, engine } = connected);
  argo = new FakeArgo(api);
});

afterEach(() => connected.close());

/** Runs two steps; when the first has printed something, there is trouble. */
async function runThrough(trouble: () => void, rest = finish): Promise<Ran> {
  const { handle } = await submit(
    [
      ['step:one', 'print("one")\nx = 1'],
      ['step:two', 'print("two", x)']
    ],
    { folder: await temporaryFolder(), engine, options: { image: 'python' } }
  );
  await argo.started();
  argo.node('one', 'Running');
  argo.pod(1, logOf('one', 0, 'one'));
  let isThrough = false;
  return watchToEnd(engine, handle, {
    onEvent: event => {
      if (event.type === 'output' && !isThrough) {
        isThrough = true;
        trouble();
        rest();
      }
    }
  });
}

/** What happens on the cluster meanwhile. */
function finish(): void {
  argo.pod(1, logOf('one', 0, 'one'), 0);
  argo.node('one', 'Succeeded');
  argo.pod(2, logOf('two', 1, 'two 1'), 0);
  argo.node('two', 'Succeeded');
  argo.phase('Succeeded');
}

const DONE = {
  status: 'succeeded',
  statuses: { one: 'succeeded', two: 'succeeded' },
  texts: ['one\n', 'two 1\n']
};

describe('the books of a run stay whole', () => {
  it('when all goes well', async () => {
    expect(await runThrough(() => undefined)).toMatchObject(DONE);
  });

  it('when the server cuts all watches off', async () => {
    expect(await runThrough(() => api.endWatches('reset'))).toMatchObject(DONE);
  });

  it('when the server has forgotten what has happened meanwhile', async () => {
    const ran = await runThrough(() => {
      api.endWatches('end');
      api.put('/api/v1/namespaces/team/pods', 'of-others');
      api.compact();
    });
    expect(ran).toMatchObject(DONE);
  });

  it.each([
    ['is asked too much', status(429, 'TooManyRequests', 'slow down')],
    ['fails', status(500, 'InternalError', 'etcdserver: leader changed')],
    [
      'has not read the rights yet',
      status(
        403,
        'Forbidden',
        'pods is forbidden: User "me" cannot watch resource "pods"'
      )
    ],
    ['does not know anybody yet', status(401, 'Unauthorized', 'Unauthorized')]
  ])('when the server %s for a while', async (_, reply) => {
    const ran = await runThrough(() => {
      let left = 6;
      argo.fault = () => (left-- > 0 ? reply : undefined);
      api.endWatches('reset');
    });
    expect(ran).toMatchObject(DONE);
  });

  it('when the workflow is taken away', async () => {
    const ran = await runThrough(
      () => argo.remove(),
      () => undefined
    );
    expect(ran.status).toBe('interrupted');
    expect(ran.statuses).toEqual({ one: 'interrupted', two: 'interrupted' });
  });
});

describe('a step whose pod ends well', () => {
  it('has failed where it has left no result', async () => {
    const ran = await runThrough(
      () => undefined,
      () => {
        argo.pod(1, undefined, 0);
        argo.node('one', 'Succeeded');
        argo.pod(2, `2026-11-26T01:25:01.5Z left\n`, 0);
        argo.node('two', 'Succeeded');
        argo.phase('Succeeded');
      }
    );
    expect(ran.status).toBe('failed');
    expect(ran.statuses).toEqual({ one: 'succeeded', two: 'failed' });
    const { steps } = await ran.store.read(ran.handle.id);
    expect(steps[1].error).toMatchObject({
      kind: 'died',
      message: expect.stringContaining('exit code 0 before it was done')
    });
  });
});
