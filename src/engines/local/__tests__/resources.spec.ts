import { chmod, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { StepSettings } from '../../../notebook/settings';
import { findGpus } from '../resources/gpus';
import { LocalEngine } from '../local-engine';
import {
  FAKE_RUNNER,
  notebookText,
  pipelineOf,
  runToEnd,
  temporaryFolder,
  type Code,
  type RunOptions
} from './notebooks';

/** Settings for every step of a notebook that does not say otherwise. */
function forAll(settings: StepSettings): object {
  return { cellway: { version: 1, defaults: settings } };
}

const GPU: StepSettings = {
  resources: { gpu: { vendor: 'nvidia.com', count: 1 } }
};

/** The text that a step prints of the GPUs that it sees. */
const SEES = 'import os\nprint(os.environ.get("CUDA_VISIBLE_DEVICES", "all"))';

describe('the GPUs of this machine', () => {
  it.each([
    ['0,1', ['0', '1']],
    ['', []],
    ['-1', []],
    ['1,-1,0', ['1']],
    ['GPU-a, GPU-b', ['GPU-a', 'GPU-b']]
  ])('are those of CUDA_VISIBLE_DEVICES: %j', async (value, gpus) => {
    expect(await findGpus({ CUDA_VISIBLE_DEVICES: value })).toEqual(gpus);
  });

  it('are else those that the driver lists, or their parts', async () => {
    const folder = await temporaryFolder();
    const program = join(folder, 'nvidia-smi');
    const list = [
      'GPU 0: NVIDIA A100-SXM4-40GB (UUID: GPU-0a)',
      'GPU 1: NVIDIA A100-SXM4-40GB (UUID: GPU-1b)',
      '  MIG 3g.20gb     Device  0: (UUID: MIG-2c)',
      '  MIG 3g.20gb     Device  1: (UUID: MIG-3d)'
    ].join('\n');
    await writeFile(program, `#!/bin/sh\necho '${list}'\n`);
    await chmod(program, 0o755);
    expect(await findGpus({ PATH: `${folder}:/bin` })).toEqual([
      'GPU-0a',
      'MIG-2c',
      'MIG-3d'
    ]);
    expect(await findGpus({ PATH: await temporaryFolder() })).toEqual([]);
  });
});

describe('GPUs', () => {
  const TWO: readonly Code[] = [
    ['step:one', SEES],
    ['step:two', SEES],
    ['step:three', SEES]
  ];

  it('go to one step at a time', async () => {
    const options = { metadata: forAll(GPU), workers: 3 };
    const { texts } = await runToEnd(TWO, { ...options, gpus: ['a', 'b'] });
    expect(texts.every(each => ['a\n', 'b\n'].includes(each))).toBe(true);
    const alone = await runToEnd(TWO, { ...options, gpus: ['a'] });
    expect(alone.texts).toEqual(['a\n', 'a\n', 'a\n']);
    const running = alone.events.flatMap(each =>
      each.type === 'step' ? [`${each.step} ${each.status}`] : []
    );
    expect(running).toEqual(
      ['one', 'two', 'three'].flatMap(each => [
        `${each} running`,
        `${each} succeeded`
      ])
    );
  });

  it('are hidden from steps that ask for none where others do', async () => {
    const text = JSON.parse(notebookText(TWO));
    text.cells[1].metadata.cellway = { version: 1, ...GPU };
    const pipeline = await pipelineOf(JSON.stringify(text));
    const some = await runToEnd(TWO, { pipeline, gpus: ['a'] });
    expect(some.texts).toEqual(['\n', 'a\n', '\n']);
    const none = await runToEnd(TWO, { gpus: ['a'] });
    expect(none.texts).toEqual(['all\n', 'all\n', 'all\n']);
  });
});

describe('a step that asks for more than there is', () => {
  it('is told, and runs with what there is', async () => {
    const settings: StepSettings = {
      resources: {
        cpu: '5000',
        memory: '900Ti',
        gpu: { vendor: 'nvidia.com', count: 3 }
      }
    };
    const options: RunOptions = { metadata: forAll(settings), gpus: ['a'] };
    const { status, texts } = await runToEnd([['step:one', SEES]], options);
    expect([status, ...texts]).toEqual(['succeeded', 'a\n']);
    const text = notebookText([['step:one', SEES]], options.metadata);
    const engine = new LocalEngine({ runner: FAKE_RUNNER, gpus: ['a'] });
    const [told] = await engine.check({
      pipeline: await pipelineOf(text),
      notebook: { text }
    });
    expect(told).toMatchObject({
      severity: 'warning',
      code: 'more-than-machine',
      cell: 0
    });
    expect(told.message).toMatch(
      /5000 processors of \d+, 900Ti of memory of \d+Mi, 3 GPUs of 1: it runs alone/
    );
  });

  it('is told where only a cluster has it', async () => {
    const settings: StepSettings = {
      resources: {
        gpu: { vendor: 'amd.com', count: 1 },
        limits: { 'example.com/fpga': '1' }
      }
    };
    const text = notebookText([['step:one', '1']], forAll(settings));
    const engine = new LocalEngine({ runner: FAKE_RUNNER });
    const [told] = await engine.check({
      pipeline: await pipelineOf(text),
      notebook: { text }
    });
    expect(told.message).toContain('GPUs of amd.com, example.com/fpga');
  });
});

describe('memory', () => {
  /** Fills a gigabyte, in a child in a session of its own. */
  const GREEDY = `
import os, subprocess, sys
print("x", flush=True)
code = "import time\\na = [bytearray(b'x' * 2**20) for _ in range(1000)]\\ntime.sleep(60)"
subprocess.run([sys.executable, "-c", code], start_new_session=True)
`;

  it('is limited for all processes of a step together', async () => {
    const metadata = forAll({ resources: { memory: '200Mi' } });
    const ran = await runToEnd([['step:one', GREEDY]], { metadata });
    expect(ran.status).toBe('failed');
    const [{ error }] = (await ran.store.read('test')).steps;
    expect(error).toMatchObject({ kind: 'memory', cell: 0 });
    expect(error?.message).toMatch(
      /^The step was killed: it used [\d.]+ GiB of 0.2 GiB of memory$/
    );
  });

  it('that is shared with a fork, or is that of a file, counts once or not', async () => {
    const metadata = forAll({ resources: { memory: '300Mi' } });
    // On a disk: what is in /tmp is often in memory, and counts.
    const source = `
import mmap, os, tempfile, time
block = bytearray(200 * 2**20)
block[::4096] = b"x" * len(range(0, len(block), 4096))
file = tempfile.TemporaryFile(dir="/var/tmp")
file.write(block)
file.flush()
mapped = mmap.mmap(file.fileno(), 0, prot=mmap.PROT_READ)
read = sum(mapped[i] for i in range(0, len(mapped), 4096))
children = []
for _ in range(3):
    child = os.fork()
    if child == 0:
        time.sleep(0.4)
        os._exit(0)
    children.append(child)
for child in children:
    os.waitpid(child, 0)
print("done")
`;
    const { texts } = await runToEnd([['step:one', source]], { metadata });
    expect(texts).toEqual(['done\n']);
  });
});
