import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import type { KubernetesClient } from '../../../../../kubernetes/client/kubernetes-client';
import {
  connectToCluster,
  describeCluster,
  IMAGE,
  kubectl,
  makeNamespace,
  removeNamespace
} from '../../../../../kubernetes/__tests__/cluster/cluster';
import {
  packRunner,
  temporaryFolder
} from '../../../../local/__tests__/notebooks';
import { runnerMap } from '../../../../argo/compile/code-maps';
import type { DataAccess } from '../../data-access';
import { tidyClaim } from '../../tidy-claim';
import { readData } from '../../read-data';
import { makeClaim, runOnClaim, USER } from './claims';

jest.setTimeout(300_000);

describeCluster('The claim of a run on a real cluster', () => {
  let namespace: string;
  let client: KubernetesClient;
  let access: DataAccess;
  let folder: string;
  const { signal } = new AbortController();

  beforeAll(async () => {
    namespace = await makeNamespace();
    const level = 'pod-security.kubernetes.io/enforce=restricted';
    await kubectl('label', 'namespace', namespace, level);
    client = await connectToCluster(namespace);
    await makeClaim(namespace, 'data');
    folder = await temporaryFolder();
    access = {
      client,
      namespace,
      run: 'r1',
      data: { claim: 'data' },
      labels: { 'cellway.dev/run': 'r1' },
      program: { ...runnerMap(await readFile(packRunner(folder)), namespace) },
      options: {
        image: IMAGE,
        imagePullPolicy: 'IfNotPresent',
        imagePullSecrets: [],
        user: USER
      }
    };
  });

  afterAll(async () => {
    await client?.close();
    await removeNamespace(namespace);
  });

  afterEach(async () => {
    const labels = 'cellway.dev/run=r1';
    const { items } = await client.list('pods', { namespace, labels });
    const left = items.filter(({ metadata: m }) => !m.deletionTimestamp);
    expect(left).toEqual([]);
  });

  it('gives files larger than the node keeps of a log', async () => {
    const program = `
import hashlib, os, pathlib
digest = hashlib.sha256()
with open("large", "wb") as file:
    for _ in range(100):
        piece = os.urandom(1_000_000)
        digest.update(piece)
        file.write(piece)
open("hash", "w").write(digest.hexdigest())
os.symlink("/etc/passwd", "outside")
`;
    await runOnClaim(client, namespace, 'data', program);
    const paths = ['large', 'hash', 'none', 'outside'];
    const unread = await readData(
      access,
      paths.map(path => ({ path, to: join(folder, path) })),
      signal
    );
    expect(unread).toMatchObject([
      { file: { path: 'none' }, isMissing: true },
      { file: { path: 'outside' }, isMissing: false }
    ]);
    const digest = createHash('sha256');
    await pipeline(createReadStream(join(folder, 'large')), digest);
    const hash = await readFile(join(folder, 'hash'), 'utf8');
    expect(digest.digest('hex')).toBe(hash);
  });

  it('leaves no pod where nobody wants the rest', async () => {
    const controller = new AbortController();
    const reading = readData(
      access,
      [{ path: 'large', to: join(folder, 'given-up') }],
      controller.signal
    );
    const labels = 'cellway.dev/run=r1';
    for (let isThere = false; !isThere;) {
      const { items } = await client.list('pods', { namespace, labels });
      isThere = items.length > 0;
    }
    controller.abort(new Error('enough'));
    await expect(reading).rejects.toThrow('enough');
  });

  it('says why its pod does not begin', async () => {
    const image = 'there.is/none:1';
    const imagePullPolicy = 'Never';
    const reading = readData(
      { ...access, options: { ...access.options, image, imagePullPolicy } },
      [{ path: 'hash', to: join(folder, 'never') }],
      signal
    );
    await expect(reading).rejects.toMatchObject({
      code: 'cannot-show',
      message: expect.stringContaining(`image '${image}'`)
    });
  });

  it('can be tidied, and nothing new of it goes', async () => {
    const tidying = { days: 1, keep: ['r1'], removes: true };
    const told = await tidyClaim({ ...access, run: '' }, tidying, signal);
    expect(Object.values(told)).toEqual(Array(5).fill(0));
  });

  it('says that it is gone', async () => {
    const reading = readData(
      { ...access, data: { claim: 'another' } },
      [{ path: 'hash', to: join(folder, 'never') }],
      signal
    );
    await expect(reading).rejects.toMatchObject({
      code: 'cannot-show',
      message: expect.stringMatching(/'another' .* is gone/)
    });
  });
});
