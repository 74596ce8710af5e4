/** Whatever is compiled is what Kubeflow's published protocol knows, or something was told. */
import * as fc from 'fast-check';
import { execFile } from 'node:child_process';
import { existsSync } from 'node:fs';
import { mkdtemp, rm, writeFile as write } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { notebook } from '../../argo/__tests__/random-notebooks';
import { writeFile } from '../write-file';
import { compiled, confusedComponents } from './compiled';

jest.setTimeout(300_000);

const PIPELINES = 500;
const ROOT = join(__dirname, '../../../..');
const SDK = join(ROOT, '.venv/kubeflow');
const JUDGE = join(ROOT, 'tests/kubeflow/sdk.py');

const name = fc.stringMatching(/^[a-z]([a-z0-9-]{0,20}[a-z0-9])?$/);

const options = fc.record(
  {
    image: fc.constantFrom('python:3.9', 'images.example/team:1'),
    imagePullPolicy: fc.constantFrom('Always', 'IfNotPresent', 'Never'),
    imagePullSecrets: fc.array(name, { maxLength: 2 }),
    cache: fc.boolean(),
    storageClass: name,
    user: fc.constantFrom(1, 1000, 2 ** 40),
    nodeSelector: fc.dictionary(name, name, { maxKeys: 2 }),
    tolerations: fc.array(
      fc.record(
        {
          key: name,
          operator: fc.constantFrom('Exists', 'Equal'),
          effect: fc.constantFrom('NoSchedule', 'NoExecute'),
          tolerationSeconds: fc.constantFrom(0, 60)
        },
        { requiredKeys: [] }
      ),
      { maxLength: 2 }
    )
  },
  { requiredKeys: [] }
);

describe('Whatever is compiled for Kubeflow', () => {
  let folder: string;

  beforeAll(async () => {
    if (!existsSync(SDK)) {
      throw new Error(
        "Kubeflow's SDK is missing: make .venv/kubeflow/installed"
      );
    }
    folder = await mkdtemp(join(tmpdir(), 'kubeflow-'));
  });

  afterAll(() => rm(folder, { recursive: true, force: true }));

  it('is read strictly by the published protocol, or told beforehand', async () => {
    const drawn = fc.sample(fc.tuple(notebook, options), PIPELINES);
    const told = new Map<string, boolean>();
    for (const [index, [text, chosen]] of drawn.entries()) {
      const made = await compiled(text, chosen);
      expect(confusedComponents(made)).toEqual([]);
      const file = join(folder, `${index}.yaml`);
      await write(file, writeFile(made));
      told.set(file, made.mayBeRefused);
    }
    const { stdout } = await promisify(execFile)(
      'python3',
      [JUDGE, 'check', ...told.keys()],
      { env: { ...process.env, PYTHONPATH: SDK } }
    );
    const refused = stdout.split('\n').filter(line => line !== '');
    const untold = refused.filter(line => !told.get(line.split(': ')[0]));
    expect(untold.slice(0, 3)).toEqual([]);
    expect(refused.length).toBeLessThan(PIPELINES / 10);
  });
});
