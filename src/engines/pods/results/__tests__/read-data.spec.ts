import { randomBytes } from 'node:crypto';
import { writeFileSync } from 'node:fs';
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import {
  connectEach,
  type Connected
} from '../../../../kubernetes/__tests__/connected';
import { status } from '../../../../kubernetes/__tests__/replies';
import { RunFolder } from '../../../../runs/run-folder';
import { temporaryFolder } from '../../../local/__tests__/notebooks';
import { DataResults } from '../data-results';
import { readData, type UnreadFile } from '../read-data';
import { ReaderCluster } from './reader-cluster';

let connected: Connected;
let cluster: ReaderCluster;
let folder: string;

connectEach(made => {
  connected = made;
});

beforeEach(async () => {
  cluster = await ReaderCluster.start(connected);
  folder = await temporaryFolder();
});

afterEach(() => {
  expect(cluster.left).toBe(0);
});

const { signal } = new AbortController();

/** Fetches files under their own names. */
function read(
  paths: readonly string[],
  { hash, until = signal }: { hash?: string; until?: AbortSignal } = {}
): Promise<UnreadFile[]> {
  const files = paths.map(path => ({ path, to: join(folder, path), hash }));
  return readData(cluster.access, files, until);
}

function came(path: string): Promise<Buffer> {
  return readFile(join(folder, path));
}

/** In lines of 11 KiB each. */
const LARGE = randomBytes(100 * 1024);

describe('Files of the claim', () => {
  it('come as they are, all by one pod; those that are not there are told', async () => {
    await cluster.write('objects/ab/large', LARGE);
    await cluster.write('text', 'alike '.repeat(10_000));
    await cluster.write('empty', '');
    const paths = ['objects/ab/large', 'none', 'text', 'empty', '../x'];
    expect(await read(paths)).toMatchObject([
      { file: { path: 'none' }, isMissing: true },
      { file: { path: '../x' }, isMissing: false }
    ]);
    expect(await came('objects/ab/large')).toEqual(LARGE);
    expect((await came('text')).toString()).toBe('alike '.repeat(10_000));
    expect((await came('empty')).length).toBe(0);
    expect(cluster.made).toHaveLength(1);
  });

  it('are read by a pod that is bound to the run, may write nothing, and ends by itself', async () => {
    await read(['none']);
    const [{ metadata, spec }] = cluster.made;
    expect(metadata).toMatchObject({
      labels: { team: 'a', run: 'r1' },
      ownerReferences: [{ kind: 'Workflow', name: 'cellway-r1', uid: 'uid-1' }]
    });
    expect(spec).toMatchObject({
      restartPolicy: 'Never',
      activeDeadlineSeconds: expect.any(Number),
      automountServiceAccountToken: false
    });
    expect(spec.containers[0].volumeMounts).toEqual([
      expect.objectContaining({ name: 'code', readOnly: true }),
      expect.objectContaining({ name: 'data', readOnly: true })
    ]);
  });

  it('are read by no program that somebody has put in the place of ours', async () => {
    const { api } = connected;
    const { name } = cluster.access.program.metadata;
    api.put('/api/v1/namespaces/team/configmaps', name, {
      binaryData: { 'runner.pyz': 'b3RoZXI=' }
    });
    await expect(read(['none'])).rejects.toMatchObject({
      code: 'conflict',
      about: { name }
    });
    expect(cluster.made).toEqual([]);
  });

  it('are whole though logs lose lines: another pod brings what is lacking', async () => {
    await cluster.write('large', LARGE);
    await cluster.write('other', 'it');
    // In the middle, at the end of a file, and a broken line.
    cluster.log = (lines, pod) =>
      [
        lines.filter((_, index) => index !== 3),
        lines.slice(0, 4),
        lines.map((line, index) => (index === 1 ? line.slice(9) : line)),
        lines.filter(line => !line.includes('"size"')),
        lines
      ][pod];
    expect(await read(['large', 'other'])).toEqual([]);
    expect(await came('large')).toEqual(LARGE);
    expect((await came('other')).toString()).toBe('it');
    expect(cluster.made.map(each => each.spec.containers[0].args[4])).toEqual(
      [0, 3, 7, 8, 10].map(each =>
        String(Math.min(each * 11 * 1024, LARGE.length))
      )
    );
  });

  it('come on where the connection breaks', async () => {
    await cluster.write('large', LARGE);
    cluster.breaksAfter = 4;
    expect(await read(['large'])).toEqual([]);
    expect(await came('large')).toEqual(LARGE);
    expect(cluster.made).toHaveLength(1);
  });

  it('are not put together of two', async () => {
    await cluster.write('changing', LARGE);
    const other = randomBytes(LARGE.length);
    cluster.log = (lines, pod) => (pod === 0 ? lines.slice(0, 4) : lines);
    cluster.onLog = () => {
      if (cluster.made.length === 2) {
        writeFileSync(join(cluster.data, 'changing'), other);
      }
      return undefined;
    };
    expect(await read(['changing'])).toEqual([]);
    expect(await came('changing')).toEqual(other);
  });

  it('are told as damaged where they are not what they are to be', async () => {
    await cluster.write('x', 'it');
    expect(await read(['x'], { hash: '0'.repeat(64) })).toMatchObject([
      { reason: 'it is damaged there', isMissing: false }
    ]);
    expect(await readdir(folder)).toEqual([]);
  });

  it('are given up where pods bring nothing', async () => {
    cluster.log = () => ['python3: no such thing'];
    await expect(read(['x'])).rejects.toMatchObject({
      code: 'cannot-show',
      message: expect.stringContaining('3 pods have ended')
    });
  });

  it('leave nothing behind where nobody wants them any more', async () => {
    await cluster.write('large', LARGE);
    const controller = new AbortController();
    cluster.log = lines => {
      setImmediate(() => controller.abort(new Error('enough')));
      return lines.slice(0, 3);
    };
    const reading = read(['large'], { until: controller.signal });
    await expect(reading).rejects.toThrow('enough');
    expect(await readdir(folder)).toEqual([]);
  });
});

describe('A claim that cannot be read', () => {
  it('is told with who uses it on another node', async () => {
    cluster.status = {
      phase: 'Pending',
      conditions: [{ type: 'PodScheduled', status: 'True' }]
    };
    cluster.onMade = name =>
      connected.api.put('/api/v1/namespaces/team/events', 'e', {
        type: 'Warning',
        reason: 'FailedAttachVolume',
        message:
          'Multi-Attach error for volume "pvc-1" Volume is already used by pod(s) jupyter-0',
        involvedObject: { kind: 'Pod', name }
      });
    await expect(read(['x'])).rejects.toMatchObject({
      code: 'cannot-show',
      message: expect.stringMatching(/in use on another node by 'jupyter-0'/)
    });
  });

  it('is told as gone, and no pod is made for it', async () => {
    cluster.loseClaim();
    await expect(read(['x'])).rejects.toMatchObject({
      code: 'cannot-show',
      message: expect.stringMatching(
        /run r1 .* claim 'cellway-r1-data' .* is gone/
      ),
      hint: 'Run the notebook again.'
    });
    expect(cluster.made).toEqual([]);
  });

  it('is told with the reason for which the pod does not begin', async () => {
    const reason = 'ErrImageNeverPull';
    const message = 'Container image "python" is not present';
    cluster.status = {
      phase: 'Pending',
      conditions: [{ type: 'PodScheduled', status: 'True' }],
      containerStatuses: [
        { name: 'main', state: { waiting: { reason, message } } }
      ]
    };
    await expect(read(['x'])).rejects.toMatchObject({
      code: 'cannot-show',
      message: expect.stringMatching(/cannot be read: the image/)
    });
  });

  it('is told with what the cluster refuses', async () => {
    connected.api.intercept = ({ method, path }) =>
      method === 'POST' && path.endsWith('/pods')
        ? status(403, 'Forbidden', 'exceeded quota: team')
        : undefined;
    await expect(read(['x'])).rejects.toMatchObject({ code: 'quota' });
  });
});

describe('Pods that others remove', () => {
  it('are made again', async () => {
    await cluster.write('x', 'it');
    const { api } = connected;
    let isFirst = true;
    cluster.onLog = ({ path }) => {
      if (!isFirst) {
        return undefined;
      }
      isFirst = false;
      const [, name] = /pods\/([^/]+)/.exec(path) ?? [];
      api.remove('/api/v1/namespaces/team/pods', name);
      return status(404, 'NotFound', 'pods not found');
    };
    expect(await read(['x'])).toEqual([]);
    expect((await came('x')).toString()).toBe('it');
  });
});

describe('Results of steps', () => {
  it('come together, into the folders of their steps', async () => {
    for (const step of [1, 2, 4]) {
      await cluster.write(`runs/r1/steps/${step}/result.json`, `{"${step}":1}`);
    }
    const run = new RunFolder(folder);
    const reach = async (): Promise<ReaderCluster['access']> => cluster.access;
    const results = new DataResults(run, reach, signal);
    const all = await Promise.all([0, 1, 2, 3].map(each => results.read(each)));
    expect(all).toEqual(['{"1":1}', '{"2":1}', undefined, '{"4":1}']);
    expect(await readFile(run.step(3).result, 'utf8')).toBe('{"4":1}');
    expect(cluster.made).toHaveLength(1);
    expect(await results.read(0)).toBe('{"1":1}');
  });
});
