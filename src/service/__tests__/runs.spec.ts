import { mkdir, readFile, symlink, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import {
  notebookText,
  temporaryFolder,
  type Code
} from '../../engines/local/__tests__/notebooks';
import type { ActiveRuns, NewRun, RunRecord, WatchedEvent } from '../api/runs';
import { RunningService, type Answer } from './running-service';

let service: RunningService;

beforeAll(async () => {
  service = await RunningService.start();
});

afterAll(() => service.stop());

const SUM: readonly Code[] = [
  ['pipeline-parameters', 'n = 3'],
  ['step:one', 'x = n + 1'],
  ['step:two', 'print(x)']
];

/** Its second step waits for a file `go`. */
const WAITING: readonly Code[] = [
  ['step:one', 'x = 1'],
  [
    'step:two',
    'import os, time\nwhile not os.path.exists("go"):\n    time.sleep(0.02)\nprint(x)'
  ]
];

const STEP_TWO = /"type":"cell".*"cell":1,"status":"running"/;

let count = 0;

/** A notebook in a folder of its own, and so with a store of its own. */
async function newPath(): Promise<string> {
  const folder = `folder ${++count}`;
  await mkdir(join(service.root, folder));
  return `${folder}/a.ipynb`;
}

function submit(
  path: string,
  cells: readonly Code[],
  options: Partial<NewRun> = {}
): Promise<Answer> {
  const body: NewRun = {
    id: 'r',
    notebook: { path, text: notebookText(cells) },
    ...options
  };
  return service.call('POST', '/runs', { body });
}

function at(path: string, rest = '', id = 'r'): string {
  return `/runs/${id}${rest}?notebook=${encodeURIComponent(path)}`;
}

async function watch(
  path: string,
  from = '',
  id = 'r'
): Promise<WatchedEvent[]> {
  const { text } = await service.call(
    'GET',
    `${at(path, '/events', id)}&from=${from}`
  );
  return text
    .split('\n')
    .filter(line => line !== '')
    .map(line => JSON.parse(line) as WatchedEvent);
}

/** Watches until the run tells something, then goes away. */
async function watchUntil(path: string, pattern: RegExp): Promise<void> {
  const response = await service.open('GET', at(path, '/events'));
  for await (const line of createInterface({ input: response })) {
    if (pattern.test(line)) {
      break;
    }
  }
  response.destroy();
}

describe('a run', () => {
  it('is made, watched, listed and removed', async () => {
    const path = await newPath();
    const { status, json } = await submit(path, SUM, {
      parameters: { n: '41' }
    });
    expect(status).toBe(201);
    expect(json).toMatchObject({
      id: 'r',
      parameters: { n: '41' },
      notebook: { path: join(service.root, path) }
    });
    const events = await watch(path);
    expect(events[0]).toMatchObject({ type: 'start', steps: ['one', 'two'] });
    expect(events[events.length - 1]).toMatchObject({
      type: 'run',
      status: 'succeeded'
    });
    const { json: listed } = await service.call(
      'GET',
      `/runs?notebook=${encodeURIComponent(path)}`
    );
    expect(listed).toMatchObject([{ id: 'r', status: 'succeeded' }]);
    const executed = await service.call('GET', at(path, '/notebook'));
    expect(executed.text).toContain('42\\n');
    expect((await service.call('DELETE', at(path))).status).toBe(204);
    const { status: gone, error } = await service.call('GET', at(path));
    expect([gone, error.code]).toEqual([404, 'no-such-run']);
  });

  it('needs no file of the notebook, and touches none', async () => {
    const path = await newPath();
    await writeFile(join(service.root, path), 'not saved yet');
    await submit(path, SUM);
    const events = await watch(path);
    expect(events.pop()).toMatchObject({ status: 'succeeded' });
    const text = await readFile(join(service.root, path), 'utf8');
    expect(text).toBe('not saved yet');
  });

  it('says how much may be kept afterwards', async () => {
    const path = await newPath();
    const { json } = await submit(path, SUM, { storeLimit: 1000 });
    expect(json).toMatchObject({ storeLimit: 1000 });
    await watch(path);
    const { status } = await submit(path, SUM, { id: 'x', storeLimit: 0 });
    expect(status).toBe(400);
  });

  it('is made once however often it is asked for', async () => {
    const path = await newPath();
    const answers = await Promise.all([1, 2, 3].map(() => submit(path, SUM)));
    expect(answers.map(each => each.status)).toEqual([201, 201, 201]);
    const events = await watch(path);
    expect(events.filter(each => each.type === 'start')).toHaveLength(1);
  });

  it('can be watched from any event on', async () => {
    const path = await newPath();
    await submit(path, SUM);
    const events = await watch(path);
    for (const [i, { cursor }] of events.entries()) {
      expect(await watch(path, cursor)).toEqual(events.slice(i + 1));
    }
    // No cursor of ours: better all than nothing.
    expect(await watch(path, 'unknown')).toEqual(events);
    expect(await watch(path, '-1')).toEqual(events);
  });

  it('goes on when nobody watches, and ends when it is cancelled', async () => {
    const path = await newPath();
    await submit(path, WAITING);
    await watchUntil(path, STEP_TWO);
    const { json: running } = await service.call('GET', at(path));
    expect(running).toMatchObject({ status: 'running' });
    const removal = await service.call('DELETE', at(path));
    expect([removal.status, removal.error.code]).toEqual([
      409,
      'run-is-active'
    ]);
    const resumption = await service.call('POST', at(path, '/resume'));
    expect([resumption.status, resumption.error.code]).toEqual([
      409,
      'run-is-active'
    ]);
    const second = await submit(path, WAITING, { id: 's' });
    expect([second.status, second.error.code]).toEqual([409, 'run-is-active']);
    // A page offers what can be done to it, in its own words.
    expect(second.error.run).toBe('r');
    expect(second.error.hint).not.toMatch(/cellway|--/);
    const cancelled = await service.call('POST', at(path, '/cancel'));
    expect(cancelled.status).toBe(204);
    const { json: record } = await service.call('GET', at(path));
    expect(record).toMatchObject({ status: 'cancelled' });
    // Cancelling twice is what happens when two people do.
    const again = await service.call('POST', at(path, '/cancel'));
    expect(again.status).toBe(204);
  });

  it('is resumed where it stopped', async () => {
    const path = await newPath();
    await submit(path, WAITING);
    await watchUntil(path, STEP_TWO);
    await service.call('POST', at(path, '/cancel'));
    await writeFile(join(service.root, path, '../go'), '');
    const { status } = await service.call('POST', at(path, '/resume'));
    expect(status).toBe(204);
    const events = await watch(path);
    expect(events.pop()).toMatchObject({ type: 'run', status: 'succeeded' });
    const began = events.filter(
      each => each.type === 'step' && each.status === 'running'
    );
    expect(began.map(each => 'step' in each && each.step)).toEqual([
      'one',
      'two',
      'two'
    ]);
    const { status: conflict, error } = await service.call(
      'POST',
      at(path, '/resume')
    );
    expect([conflict, error.code]).toEqual([409, 'nothing-to-resume']);
  });

  it('stands in the list of its notebook alone, the newest first', async () => {
    const path = await newPath();
    const beside = path.replace('a.ipynb', 'b.ipynb');
    for (const [id, of] of [
      ['z', path],
      ['b', beside],
      ['a', path]
    ]) {
      await submit(of, SUM, { id });
      await service.call('GET', at(of, '/events', id));
    }
    const list = async (query: string): Promise<(string | undefined)[]> => {
      const { json } = await service.call(
        'GET',
        `/runs?notebook=${encodeURIComponent(path)}${query}`
      );
      return (json as RunRecord[]).map(each => each.id);
    };
    expect(await list('')).toEqual(['a', 'z']);
    expect(await list('&limit=1')).toEqual(['a']);
    const record = join(service.root, path, '../.cellway/runs/z/run.json');
    await writeFile(record, '{"format": 999}');
    expect(await list('')).toEqual(['a', 'z']);
    const { json } = await service.call(
      'GET',
      `/runs?notebook=${encodeURIComponent(path)}`
    );
    expect(json).toMatchObject([
      { id: 'a' },
      { id: 'z', problem: { code: 'run-is-newer' } }
    ]);
  });

  it('may be of a notebook behind a link that leads out of the root', async () => {
    const outside = await temporaryFolder();
    await symlink(outside, join(service.root, 'link'));
    const path = 'link/a.ipynb';
    expect((await submit(path, SUM)).status).toBe(201);
    const events = await watch(path);
    expect(events.pop()).toMatchObject({ status: 'succeeded' });
  });
});

describe('what people say of a run', () => {
  it('is kept, and keeps it', async () => {
    const path = await newPath();
    await submit(path, SUM);
    await watch(path);
    const mark = (body: unknown): Promise<Answer> =>
      service.call('PATCH', at(path), { body });
    const { status, json } = await mark({ name: ' best ', pinned: true });
    expect(status).toBe(200);
    const marks = { name: 'best', pinned: true };
    expect(json).toMatchObject({ id: 'r', marks });
    const list = `/runs?notebook=${encodeURIComponent(path)}`;
    expect((await service.call('GET', list)).json).toMatchObject([{ marks }]);
    const refused = await service.call('DELETE', at(path));
    expect([refused.status, refused.error.code]).toEqual([
      409,
      'run-is-pinned'
    ]);
    await mark({ pinned: false });
    expect((await service.call('GET', list)).json).toMatchObject([
      { marks: { name: 'best' } }
    ]);
    expect((await service.call('DELETE', at(path))).status).toBe(204);
  });

  it.each([{ name: 3 }, { name: 'x'.repeat(201) }, { pinned: 'yes' }, []])(
    'is refused: %j',
    async body => {
      const path = await newPath();
      await submit(path, SUM);
      const { status, error } = await service.call('PATCH', at(path), { body });
      expect([status, error.code]).toEqual([400, 'invalid-call']);
      await watch(path);
    }
  );
});

describe('the runs that go on', () => {
  it('are told of all notebooks, until they end', async () => {
    const paths = [await newPath(), await newPath()];
    for (const path of paths) {
      await submit(path, WAITING);
    }
    const active = async (): Promise<unknown> =>
      ((await service.call('GET', '/runs/active')).json as ActiveRuns)
        .filter(each => paths.includes(each.notebook))
        .map(({ notebook, run }) => `${notebook} ${run.id}`)
        .sort();
    expect(await active()).toEqual(paths.map(each => `${each} r`).sort());
    await service.call('POST', at(paths[0], '/cancel'));
    expect(await active()).toEqual([`${paths[1]} r`]);
    await service.call('POST', at(paths[1], '/cancel'));
    expect(await active()).toEqual([]);
  });
});

describe('the metrics of runs', () => {
  it('are what each printed', async () => {
    const path = await newPath();
    const cells: Code[] = [
      ['pipeline-parameters', 'n = 3'],
      ['step:one', 'loss = n / 2'],
      ['pipeline-metrics', 'print(loss)']
    ];
    await submit(path, cells);
    await watch(path);
    await submit(path, cells, { id: 's', parameters: { n: '5' } });
    await watch(path, '', 's');
    const query = `notebook=${encodeURIComponent(path)}`;
    const { json } = await service.call('GET', `/runs/metrics?${query}`);
    expect(json).toEqual({ r: { loss: '1.5' }, s: { loss: '2.5' } });
    const source = await service.call('GET', at(path, '/source'));
    expect(source.text).toBe(notebookText(cells));
  });
});

describe('no run', () => {
  it('is made of a notebook with errors, which are told', async () => {
    const path = await newPath();
    const cells: Code[] = [['step:one', 'x = = 1']];
    const { status, error } = await submit(path, cells);
    expect([status, error.code]).toEqual([422, 'pipeline-has-errors']);
    expect(error.diagnostics).toMatchObject([{ severity: 'error', cell: 0 }]);
    const { json } = await service.call(
      'GET',
      `/runs?notebook=${encodeURIComponent(path)}`
    );
    expect(json).toEqual([]);
  });

  it.each([
    [{ parameters: { m: '1' } }, 'no-such-parameter'],
    [{ parameters: { n: 'exit()' } }, 'invalid-parameter'],
    [{ selection: { from: 'three' } }, 'no-such-step'],
    [{ selection: { only: 'three' } }, 'no-such-step'],
    [{ selection: { to: 'three' } }, 'no-such-step'],
    [{ selection: { from: 'one', only: 'two' } }, 'invalid-call'],
    [{ selection: { to: 'one', from: 'two' } }, 'invalid-call']
  ])('is made with %j', async (options, code) => {
    const path = await newPath();
    const { status, error } = await submit(path, SUM, options);
    expect([status, error.code]).toEqual([400, code]);
  });

  it('is made where there is no folder', async () => {
    const { status, error } = await submit('no/where/a.ipynb', SUM);
    expect([status, error.code]).toEqual([400, 'invalid-run']);
  });

  it('is made for a kernel that is not installed', async () => {
    const path = await newPath();
    const metadata = { kernelspec: { name: 'nothing-of-it' } };
    const text = notebookText(SUM, metadata);
    const { status, error } = await submit(path, SUM, {
      notebook: { path, text }
    });
    expect([status, error.code]).toEqual([422, 'no-kernel']);
  });

  it.each([
    ['GET', ''],
    ['GET', '/events'],
    ['GET', '/notebook'],
    ['GET', '/source'],
    ['PATCH', ''],
    ['POST', '/cancel'],
    ['POST', '/resume'],
    ['DELETE', '']
  ])('is found by %s …%s where there is none', async (method, rest) => {
    const fresh = await newPath();
    const used = await newPath();
    await submit(used, SUM);
    await watch(used);
    for (const target of [at(fresh, rest), at(used, rest, 'other')]) {
      const body = method === 'PATCH' ? {} : undefined;
      const { status, error } = await service.call(method, target, { body });
      expect([status, error.code]).toEqual([404, 'no-such-run']);
      expect(error.hint).not.toBe('');
    }
  });
});
