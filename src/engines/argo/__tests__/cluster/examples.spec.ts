import { cp, readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import {
  describeCluster,
  removeNamespace
} from '../../../../kubernetes/__tests__/cluster/cluster';
import { newRunId } from '../../../../runs/run-id';
import type { Engine, EngineOptions } from '../../../engine';
import {
  environmentIn,
  packRunner,
  pipelineOf,
  temporaryFolder,
  watchToEnd,
  type Ran
} from '../../../local/__tests__/notebooks';
import { LocalEngine } from '../../../local/local-engine';
import { argoEngine, makeRestrictedNamespace, optionsIn } from './on-cluster';

jest.setTimeout(900_000);

/** An image with what the examples import, in the versions of this machine. */
const IMAGE = process.env.CELLWAY_TEST_NOTEBOOK_IMAGE;

const EXAMPLES = join(__dirname, '../../../../../examples');

const describeExamples = IMAGE
  ? describeCluster
  : (name: string, tests: () => void): void =>
      describe.skip(
        `${name} (skipped: needs CELLWAY_TEST_NOTEBOOK_IMAGE)`,
        tests
      );

describeExamples('The examples on Argo Workflows', () => {
  let namespace: string;

  beforeAll(async () => {
    namespace = await makeRestrictedNamespace();
  });

  afterAll(async () => {
    await removeNamespace(namespace);
  });

  it('print what they print on this machine', async () => {
    const names = (await readdir(EXAMPLES, { withFileTypes: true }))
      .filter(each => each.isDirectory())
      .map(each => each.name);
    const runner = packRunner(await temporaryFolder());
    const options = { ...optionsIn(namespace), image: IMAGE };
    const compared = names.map(async (name, index) => {
      const folder = await temporaryFolder();
      await cp(join(EXAMPLES, name), folder, { recursive: true });
      const path = join(folder, `${name}.ipynb`);
      const argo = await argoEngine(folder);
      const local = new LocalEngine({
        runner,
        environment: environmentIn(folder)
      });
      // What was short here shares pods there: so every third one has a pod for each step.
      const before = index % 3 > 0 ? await run(local, path) : undefined;
      const there = await run(argo, path, options);
      const here = before ?? (await run(local, path));
      local.close();
      await argo.close();
      return { name, here: shown(here), there: shown(there) };
    });
    for (const { name, here, there } of await Promise.all(compared)) {
      expect({ name, ...there }).toEqual({ name, ...here });
    }
  });
});

async function run(
  engine: Engine,
  path: string,
  options?: EngineOptions
): Promise<Ran> {
  const text = withoutImage(await readFile(path, 'utf8'));
  const handle = await engine.submit({
    id: newRunId(),
    notebook: { path, text },
    pipeline: await pipelineOf(text),
    parameters: {},
    options
  });
  return watchToEnd(engine, handle);
}

function shown({ statuses, texts }: Ran): Pick<Ran, 'statuses' | 'texts'> {
  return { statuses, texts };
}

/** The image that a notebook names is none that every cluster can get. */
function withoutImage(text: string): string {
  return text.replace(/"(?:docker_)?image": *"[^"]*"/, '"docker_image": ""');
}
