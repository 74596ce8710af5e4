import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import {
  notebookText,
  packRunner,
  type Code
} from '../../engines/local/__tests__/notebooks';
import type {
  ArtifactFile,
  Loading,
  StepArtifacts,
  ValuePreview
} from '../api/artifacts';
import { RunningService } from './running-service';

const CELLS: readonly Code[] = [
  ['functions', 'class Model:\n    def __repr__(self): return "a model"'],
  ['pipeline-parameters', 'limit = 3'],
  ['step:load', 'rows = [1, 2]\nsame = rows\nmodel = Model()\nunused = 1'],
  ['step:clean', 'rows.append(limit)\nassert limit < 5, model'],
  ['step:report', 'print(rows, same)']
];

let service: RunningService;

beforeAll(async () => {
  service = await RunningService.start(undefined, packRunner);
  await mkdir(join(service.root, 'f'));
}, 60_000);

afterAll(() => service.stop());

const QUERY = '?notebook=f%2Fa.ipynb';

/** Runs the notebook to its end. */
async function run(id: string, limit: string): Promise<void> {
  const body = {
    id,
    notebook: { path: 'f/a.ipynb', text: notebookText(CELLS) },
    parameters: { limit }
  };
  expect((await service.call('POST', '/runs', { body })).status).toBe(201);
  await service.call('GET', `/runs/${id}/events${QUERY}`);
}

async function get<T>(path: string): Promise<T> {
  const { status, json } = await service.call('GET', `${path}${QUERY}`);
  expect([path, status]).toEqual([path, 200]);
  return json as T;
}

describe('what the steps of a run found and left', () => {
  beforeAll(async () => {
    await run('good', '3');
    await run('bad', '7');
  }, 60_000);

  it('is told with types, and where it comes from and goes', async () => {
    const [load, clean, report] = await get<StepArtifacts[]>(
      '/runs/good/artifacts'
    );
    expect(load.outputs.map(({ name, type }) => [name, type])).toEqual([
      ['model', 'Model'],
      ['rows', 'list'],
      ['same', 'list']
    ]);
    expect(load.outputs[1]).toMatchObject({
      shape: [2],
      text: '[1, 2]',
      sharesWith: ['same'],
      usedBy: ['clean']
    });
    expect(load.outputs[1].size).toBeGreaterThan(0);
    expect(clean).toMatchObject({
      status: 'succeeded',
      definitions: ['Model'],
      parameters: [{ name: 'limit', value: '3' }],
      missing: []
    });
    expect(clean.inputs.map(({ name, from }) => [name, from])).toEqual(
      expect.arrayContaining([
        ['rows', 'load'],
        ['model', 'load']
      ])
    );
    expect(report.inputs.find(each => each.name === 'same')).toMatchObject({
      from: 'clean',
      text: '[1, 2, 3]'
    });
  });

  it('is told of a step that failed, and of those that never began', async () => {
    const [load, clean, report] = await get<StepArtifacts[]>(
      '/runs/bad/artifacts'
    );
    expect(load.status).toBe('cached');
    expect(clean.status).toBe('failed');
    // As it was before the cell changed it.
    expect(clean.inputs.find(each => each.name === 'rows')).toMatchObject({
      text: '[1, 2]'
    });
    expect(clean.parameters).toEqual([{ name: 'limit', value: '7' }]);
    expect(clean.outputs).toEqual([]);
    expect(report.inputs).toEqual([]);
    expect(report.missing).toContainEqual({ name: 'rows', from: 'clean' });
  });

  it('can be loaded elsewhere', async () => {
    const inputs = await get<Loading>('/runs/bad/steps/clean/inputs');
    expect(inputs.restore.map(each => each.kind)).toEqual(
      expect.arrayContaining(['definition', 'parameter', 'value'])
    );
    expect(inputs.folder).toBe(join(service.root, 'f'));
    const one = await get<Loading>('/runs/bad/steps/load/outputs/model');
    expect(one.restore.map(each => each.kind)).toEqual(['definition', 'value']);
  });

  it('can be looked at, with the definitions that it needs', async () => {
    const preview = await get<ValuePreview>(
      '/runs/bad/steps/load/outputs/model/preview'
    );
    expect(preview.text).toBe('a model');
  });

  it('can be fetched as a file, once', async () => {
    const path = `/runs/good/steps/load/outputs/rows/files${QUERY}`;
    const made = await service.call('POST', path, { body: {} });
    expect(made.status).toBe(201);
    const { file, name, size } = made.json as ArtifactFile;
    expect(name).toBe('load.rows.json');
    const response = await service.open('GET', `/downloads/${file}`);
    expect(response.headers['content-disposition']).toContain('load.rows.json');
    let text = '';
    for await (const chunk of response.setEncoding('utf8')) {
      text += chunk;
    }
    expect(JSON.parse(text)).toEqual([1, 2]);
    expect(text).toHaveLength(size);
    const again = await service.call('GET', `/downloads/${file}`);
    expect([again.status, again.error.code]).toEqual([404, 'no-such-file']);
  });

  it.each([
    ['/runs/no/artifacts', 404, 'no-such-run'],
    ['/runs/good/steps/none/inputs', 404, 'no-such-step'],
    ['/runs/good/steps/load/outputs/nothing', 404, 'no-such-artifact'],
    ['/runs/bad/steps/clean/outputs/rows/preview', 404, 'no-such-artifact']
  ])('refuses %s', async (path, status, code) => {
    const answer = await service.call('GET', `${path}${QUERY}`);
    expect([answer.status, answer.error.code]).toEqual([status, code]);
  });

  it('says that a format does not fit', async () => {
    const path = `/runs/good/steps/load/outputs/rows/files${QUERY}`;
    const body = { format: 'parquet' };
    const answer = await service.call('POST', path, { body });
    expect([answer.status, answer.error.code]).toEqual([422, 'cannot-show']);
    expect(answer.error.message).toContain('but as: json, pkl');
  });
});

describe('a step that runs, or was ended', () => {
  const WAITING: readonly Code[] = [
    ['step:make', 'rows = [1]'],
    [
      'step:wait',
      'import time\nrows.append(2)\nwhile True:\n    time.sleep(0.01)'
    ]
  ];

  it('has the inputs that it began with', async () => {
    const body = {
      id: 'waiting',
      notebook: { path: 'f/a.ipynb', text: notebookText(WAITING) }
    };
    await service.call('POST', '/runs', { body });
    const inputsIn = async (status: string): Promise<StepArtifacts> => {
      for (;;) {
        const [, wait] = await get<StepArtifacts[]>('/runs/waiting/artifacts');
        if (wait.status === status && wait.inputs.length > 0) {
          return wait;
        }
        await new Promise(resolve => setTimeout(resolve, 20));
      }
    };
    const running = await inputsIn('running');
    expect(running.inputs).toMatchObject([
      { name: 'rows', from: 'make', text: '[1]' }
    ]);
    const path = `/runs/waiting/cancel${QUERY}`;
    expect((await service.call('POST', path)).status).toBe(204);
    expect((await inputsIn('cancelled')).inputs).toEqual(running.inputs);
    const { restore } = await get<Loading>('/runs/waiting/steps/wait/inputs');
    expect(restore.some(each => each.kind === 'value')).toBe(true);
  }, 60_000);
});
