import {
  packRunner,
  submit,
  temporaryFolder,
  watchToEnd
} from '../../local/__tests__/notebooks';
import { connectEngine, type ConnectedEngine } from './connected-engine';
import { FakeArgo } from './fake-argo';

const SAID =
  'there is no room to begin the step: [Errno 28] No space left on device';

const LOG = `2026-11-26T01:25:00.1Z cellway runner: ${SAID}\n`;

describe('a run whose claim is full', () => {
  let connected: ConnectedEngine;

  beforeEach(async () => {
    connected = await connectEngine(packRunner(await temporaryFolder()));
  });

  afterEach(() => connected.close());

  it.each<[object, RegExp, string]>([
    [
      { size: '3Gi' },
      /^The claim 'cellway-test-data' is full: /,
      "Run the notebook again with a larger claim ('storage.size', 3Gi now)."
    ],
    [
      { claim: 'results' },
      /^The claim 'results' is full: /,
      '--namespace team --clean --claim results'
    ]
  ])('says which, and what to do: %j', async (storage, message, hint) => {
    const { api, engine } = connected;
    api.put('/api/v1/namespaces/team/persistentvolumeclaims', 'results', {
      spec: { accessModes: ['ReadWriteOnce'] },
      status: { phase: 'Bound' }
    });
    const argo = new FakeArgo(api);
    const { handle } = await submit([['step:one', 'print(1)']], {
      folder: await temporaryFolder(),
      engine,
      options: { image: 'python', storage }
    });
    await argo.started();
    argo.pod(1, LOG, 2);
    argo.node('one', 'Failed');
    argo.phase('Failed');
    const { store, status } = await watchToEnd(engine, handle);
    expect(status).toBe('failed');
    const [{ error }] = (await store.read(handle.id)).steps;
    expect(error?.message).toMatch(message);
    expect(error?.message).toContain(SAID);
    expect(error?.hint).toContain(hint);
  });
});
