import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { notebookText } from '../../engines/local/__tests__/notebooks';
import { KubernetesError } from '../../kubernetes/kubernetes-error';
import type { NewRun } from '../api/runs';
import { FakeElsewhere } from './fake-elsewhere';
import { RunningService, type Answer } from './running-service';

let service: RunningService;
let elsewhere: FakeElsewhere;

beforeEach(async () => {
  elsewhere = new FakeElsewhere();
  service = await RunningService.start(undefined, undefined, {
    elsewhere: elsewhere.entry
  });
  await mkdir(join(service.root, 'a'));
});

afterEach(async () => {
  await elsewhere.leave('r');
  await service.stop();
});

const text = notebookText([['step:one', 'x = 1']]);
const notebook = { path: 'a/a.ipynb', text };
const AT = '?notebook=a/a.ipynb';

function submit(options: Partial<NewRun> = {}): Promise<Answer> {
  const body: NewRun = { id: 'r', notebook, engine: 'elsewhere', ...options };
  return service.call('POST', '/runs', { body });
}

async function eventually(holds: () => boolean): Promise<void> {
  while (!holds()) {
    await new Promise(resolve => setTimeout(resolve, 5));
  }
}

test('A run is made by the engine that is named, with what it is told', async () => {
  const options = { context: 'lab', storage: { size: '1Gi' } };
  const { status, json } = await submit({ options });
  expect(status).toBe(201);
  expect(json).toMatchObject({ engine: 'elsewhere', options });
  expect(elsewhere.checked).toMatchObject([
    { notebook: { path: join(service.root, 'a/a.ipynb'), text }, options }
  ]);
});

test.each([
  ['POST /runs', { id: 'r', notebook }],
  ['POST /pipelines', notebook]
])('%s names the option that is wrong', async (route, body) => {
  const [method, path] = route.split(' ');
  const options = { storage: { size: 3 } };
  const { status, error } = await service.call(method, path, {
    body: { ...body, engine: 'elsewhere', options }
  });
  expect([status, error.code]).toEqual([422, 'invalid-options']);
  expect(error.message).toContain('storage.size');
});

test('The engine of this machine has no options, and others are not there', async () => {
  const [local, unknown] = [
    await submit({ engine: 'local', options: { context: 'lab' } }),
    await submit({ engine: 'kubeflow' })
  ];
  expect([local.status, local.error.code]).toEqual([422, 'invalid-options']);
  expect([unknown.status, unknown.error.code]).toEqual([422, 'no-such-engine']);
  expect(unknown.error.hint).toContain('local, elsewhere');
});

test('What an engine cannot do is told before a run, and keeps it from being made', async () => {
  elsewhere.diagnostics = [
    { severity: 'error', code: 'no', message: 'It cannot.', fixes: [] }
  ];
  const { json } = await service.call('POST', '/pipelines', {
    body: { ...notebook, engine: 'elsewhere' }
  });
  expect(json).toMatchObject({ diagnostics: [{ code: 'no' }] });
  const { status, error } = await submit();
  expect([status, error.code]).toEqual([422, 'pipeline-has-errors']);
});

describe('A run that goes on elsewhere', () => {
  it.each(['/runs', '/runs/r'])(
    'is attended when somebody looks: %s',
    async path => {
      await submit();
      const { json } = await service.call('GET', path + AT);
      expect([json].flat()).toMatchObject([{ id: 'r', status: 'pending' }]);
      await eventually(() => elsewhere.isKept('r'));
    }
  );

  it('is attended when it is watched, and heard up to its end', async () => {
    await submit();
    const response = await service.open('GET', `/runs/r/events${AT}&from=`);
    const types: unknown[] = [];
    for await (const line of createInterface({ input: response })) {
      types.push(JSON.parse(line).type);
      if (types.length === 1) {
        // As by a service that starts anew meanwhile.
        await elsewhere.leave('r');
        await eventually(() => elsewhere.isKept('r'));
        await elsewhere.end('r', 'succeeded');
      }
    }
    expect(types).toEqual(['start', 'start', 'run']);
  });

  it('tells whoever watches why nobody can keep its books', async () => {
    jest.spyOn(console, 'error').mockImplementation(() => undefined);
    await submit();
    elsewhere.problem = new KubernetesError('unauthorized', 'Who?', 'Log in.');
    const path = `/runs/r/events${AT}&from=`;
    const unheard = await service.call('GET', path);
    expect([unheard.status, unheard.error.code]).toEqual([424, 'unauthorized']);

    elsewhere.problem = undefined;
    const response = await service.open('GET', path);
    let cursor = '';
    await expect(async () => {
      for await (const line of createInterface({ input: response })) {
        ({ cursor } = JSON.parse(line));
        elsewhere.problem = new KubernetesError('unreachable', 'No.', 'Wait.');
        await elsewhere.leave('r');
      }
      throw response.errored ?? new Error('not cut off');
    }).rejects.toThrow('aborted');
    const { status, error } = await service.call('GET', path + cursor);
    expect([status, error.code]).toEqual([502, 'unreachable']);
  });

  it('is cancelled and removed by its own engine', async () => {
    await submit();
    await service.call('GET', `/runs/r${AT}`);
    await eventually(() => elsewhere.isKept('r'));
    await service.call('POST', `/runs/r/cancel${AT}`);
    const { json } = await service.call('GET', `/runs/r${AT}`);
    expect(json).toMatchObject({ status: 'cancelled' });
    const { status } = await service.call('DELETE', `/runs/r${AT}`);
    expect(status).toBe(204);
  });
});
