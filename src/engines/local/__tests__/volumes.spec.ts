import { access, mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { VolumeSettings } from '../../../notebook/settings';
import type { Diagnostic } from '../../../pipeline/diagnostic';
import { LocalEngine } from '../local-engine';
import {
  environmentIn,
  FAKE_RUNNER,
  notebookText,
  packRunner,
  pipelineOf,
  temporaryFolder,
  type Code,
  type RunOptions
} from './notebooks';
import { diagnostics, Folder, stepsThat } from './runs-in-folder';

const DATA: VolumeSettings = {
  name: 'data',
  path: '/no/such/data',
  source: { kind: 'claim', name: 'churn-data' },
  env: 'DATA'
};

/** Where the volume is, from the notebook's folder. */
const PLACE = '.cellway/volumes/churn-data';

const print = (name: string): Code => [
  `step:${name}`,
  'import os\nprint(os.environ.get("DATA"), os.environ.get("OTHER"))'
];

function having(...volumes: VolumeSettings[]): Pick<RunOptions, 'metadata'> {
  return { metadata: { cellway: { version: 1, volumes } } };
}

describe('a volume', () => {
  it('is a folder of the store, which a variable tells to its steps', async () => {
    const folder = await Folder.make();
    const { texts } = await folder.run(
      [print('one'), print('two')],
      having(DATA, {
        ...DATA,
        name: 'part',
        env: 'OTHER',
        subPath: 'raw/2026',
        steps: ['two']
      })
    );
    const place = folder.file(PLACE);
    expect(texts).toEqual([`${place} None\n`, `${place} ${place}/raw/2026\n`]);
    await access(join(place, 'raw/2026'));
  });

  it('of no claim is called by its own name, and never leads elsewhere', async () => {
    const folder = await Folder.make();
    const { name, path } = { ...DATA, name: '../../../out' };
    const { texts } = await folder.run(
      [print('one')],
      having(
        { name: 'own', path, env: 'DATA', subPath: '../../../../out' },
        { name, path: '/no/such/other', env: 'OTHER' }
      )
    );
    const [data, other] = texts[0].trim().split(' ');
    expect(data).toBe(folder.file('.cellway/volumes/own/out'));
    expect(other).toMatch(
      new RegExp(`^${folder.file('.cellway/volumes')}/[0-9a-f]{64}/?$`)
    );
  });

  it('is used as it is where this machine has its path', async () => {
    const folder = await Folder.make();
    const path = folder.file('mounted');
    await mkdir(path);
    const { texts } = await folder.run(
      [print('one')],
      having({ ...DATA, path })
    );
    expect(texts).toEqual([`${path} None\n`]);
  });

  it('does not take the place of what a step is given itself', async () => {
    const folder = await Folder.make();
    const { metadata } = having(DATA);
    const defaults = { environment: { DATA: 'own' } };
    const { texts } = await folder.run([print('one')], {
      metadata: { cellway: { ...Object(metadata).cellway, defaults } }
    });
    expect(texts).toEqual(['own None\n']);
  });

  it('that steps can only read is told to have been written', async () => {
    const folder = await Folder.make();
    const path = `${PLACE}/a.txt`;
    const cell = `# observed: written ${path}\nopen("${path}", "w").write("x")`;
    const run = await folder.run(
      [['step:one', cell]],
      having({ ...DATA, readOnly: true })
    );
    expect(diagnostics(run)).toMatchObject([
      { code: 'volume-read-only', severity: 'warning', cell: 0 }
    ]);
  });
});

describe('files on a volume', () => {
  it('are what steps come from the cache by, with the runner as it ships', async () => {
    const folder = await Folder.make();
    const engine = new LocalEngine({
      runner: packRunner(await temporaryFolder()),
      workers: 1,
      environment: environmentIn(folder.path)
    });
    const options = { engine, ...having(DATA) };
    const cells: readonly Code[] = [
      [
        'step:write',
        'import os\nwith open(os.environ["DATA"] + "/a.txt", "w") as f:\n    f.write("one")'
      ],
      [
        'step:read',
        'import os\nprint(open(os.environ["DATA"] + "/a.txt").read(), open(os.environ["DATA"] + "/b.txt").read())'
      ]
    ];
    const [a, b] = ['a', 'b'].map(each => `${PLACE}/${each}.txt`);
    await folder.write(b, 'two');
    try {
      const first = await folder.run(cells, options);
      expect(first.texts[1]).toBe('one two\n');
      expect(await folder.executed(cells, options)).toBe('');
      await writeFile(folder.file(a), 'changed');
      expect(await folder.executed(cells, options)).toBe('');
      expect(await folder.read(a)).toBe('one');
      await folder.write(b, 'changed');
      const last = await folder.run(cells, options);
      expect(stepsThat(last.statuses, 'succeeded')).toBe('read');
      expect(last.texts[1]).toBe('one changed\n');
    } finally {
      engine.close();
    }
  });
});

describe('what is told of volumes before a run', () => {
  async function told(
    cells: readonly Code[],
    volumes: readonly VolumeSettings[],
    folder: Folder
  ): Promise<Diagnostic[]> {
    const engine = new LocalEngine({
      runner: FAKE_RUNNER,
      environment: environmentIn(folder.path)
    });
    const text = notebookText(cells, having(...volumes).metadata);
    return engine.check({
      notebook: { path: folder.file('notebook.ipynb'), text },
      pipeline: await pipelineOf(text)
    });
  }

  it('is where they are, and that the content of a cluster is not there', async () => {
    const folder = await Folder.make();
    const [first, ...others] = await told([print('one')], [DATA], folder);
    expect(others).toEqual([]);
    expect(first).toMatchObject({ severity: 'info', code: 'volume-is-folder' });
    expect(first.message).toContain(`${folder.file(PLACE)}, which is empty`);
    expect(first.message).toContain("claim 'churn-data'");
    await expect(access(folder.file('.cellway'))).rejects.toThrow();
    await folder.write(`${PLACE}/a.txt`, '');
    const [again] = await told([print('one')], [DATA], folder);
    expect(again.message).not.toContain('empty');
  });

  it('is the code that names a path which is not here, with the way out', async () => {
    const folder = await Folder.make();
    const cells: Code[] = [
      ['step:one', 'x = open("/no/such/data/a.csv").read()'],
      ['step:two', "y = '/no/such/database'"],
      ['step:three', "z = '/no/such/data'"]
    ];
    const at = async (volume: VolumeSettings) =>
      (await told(cells, [volume], folder)).filter(
        each => each.code === 'volume-path-not-here'
      );
    const found = await at({ ...DATA, steps: ['one', 'two'] });
    expect(found).toMatchObject([{ severity: 'warning', cell: 0 }]);
    expect(found[0].message).toContain('the variable DATA');
    const without = await at({ ...DATA, env: undefined });
    expect(without.map(each => each.cell)).toEqual([0, 2]);
    expect(without[0].message).toContain('Give the volume a variable');
  });

  it('is nothing where this machine has the path', async () => {
    const folder = await Folder.make();
    const path = folder.file('mounted');
    await mkdir(path);
    const cells: Code[] = [['step:one', `x = open("${path}/a").read()`]];
    expect(await told(cells, [{ ...DATA, path }], folder)).toEqual([]);
  });

  it('is what counts on a cluster only', async () => {
    const folder = await Folder.make();
    const [first] = await told(
      [print('one')],
      [{ ...DATA, size: '1Gi', snapshot: true, readOnly: true }],
      folder
    );
    expect(first).toMatchObject({
      severity: 'warning',
      code: 'not-used-locally',
      message:
        'The notebook has sizes of volumes (data), snapshots of volumes after each run (data), volumes that steps can only read (data); a run on this machine does without'
    });
  });
});
