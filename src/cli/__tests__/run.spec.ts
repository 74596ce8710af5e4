import { readdir, readFile, stat } from 'node:fs/promises';
import { join } from 'node:path';
import type { Code } from '../../engines/local/__tests__/notebooks';
import { call, folderWith, makeBundle, type CallOptions } from './bundle';
import type { Answer } from './bundle';

let bundle: string;

beforeAll(async () => {
  bundle = await makeBundle();
});

const SUM: readonly Code[] = [
  ['pipeline-parameters', 'n = 3\nname = "x"\nsizes = [1, 2]'],
  ['step:one', 'x = n + sum(sizes)'],
  ['step:two', 'print(name, x)']
];

async function run(
  cells: readonly Code[],
  args: readonly string[] = [],
  options?: CallOptions
): Promise<Answer & { folder: string }> {
  const folder = await folderWith(cells);
  const answer = await call(
    bundle,
    folder,
    ['run', 'a.ipynb', ...args],
    options
  );
  return { ...answer, folder };
}

describe('cellway run', () => {
  it('shows each step, and where the executed notebook is', async () => {
    const { code, out, errors, folder } = await run(SUM);
    expect([code, errors]).toEqual([0, '']);
    const steps = out.replace(/\d+\.\d+ s/g, 'TIME').split('\n');
    expect(steps.slice(0, 4)).toEqual([
      '▸ running    one',
      '✓ succeeded  one  TIME',
      '▸ running    two',
      '✓ succeeded  two  TIME'
    ]);
    expect(steps[4]).toMatch(/^Run \S+ succeeded in TIME: 2 succeeded$/);
    const executed = steps[5].replace('Executed notebook: ', '');
    expect(executed.startsWith(join(folder, '.cellway'))).toBe(true);
    expect(await readFile(executed, 'utf8')).toContain('x 6');
    expect(await readFile(join(folder, 'a.ipynb'), 'utf8')).toContain('old');
  });

  it('takes parameters and writes the executed notebook', async () => {
    const { code, folder } = await run(SUM, [
      '-p',
      'n=10',
      '--parameter',
      'name=it is "quoted"',
      '-psizes=[]',
      '--output',
      'done.ipynb'
    ]);
    expect(code).toBe(0);
    const done = await readFile(join(folder, 'done.ipynb'), 'utf8');
    expect(done).toContain('it is \\"quoted\\" 10');
    expect((await stat(join(folder, 'done.ipynb'))).mode & 0o444).toBe(0o444);
  });

  it('prints an event a line, the run last', async () => {
    const { code, out } = await run(SUM, ['--json']);
    const lines = out.trimEnd().split('\n');
    const events = lines.map(each => JSON.parse(each) as { type: string });
    expect(code).toBe(0);
    expect(events[0].type).toBe('start');
    expect(events[events.length - 1]).toEqual({
      type: 'run',
      time: expect.any(String),
      id: expect.any(String),
      status: 'succeeded',
      seconds: expect.any(Number),
      steps: [
        { name: 'one', status: 'succeeded', seconds: expect.any(Number) },
        { name: 'two', status: 'succeeded', seconds: expect.any(Number) }
      ]
    });
    expect(out).not.toContain('cursor');
  });

  it('shows a failed cell with its place and traceback', async () => {
    const { code, out, errors, folder } = await run(
      [
        ['step:one', 'x = 0'],
        ['step:two', 'print("before")\n1 / x'],
        ['step:three', 'print("after")']
      ],
      ['--output', 'done.ipynb', '--workers', '1']
    );
    expect(code).toBe(1);
    expect(out).toContain('✗ failed     two');
    expect(out).toContain('– skipped    three');
    expect(errors).toContain(
      "failed step 'two', cell 2, line 2: ZeroDivisionError: division by zero\n\nTraceback"
    );
    const done = await readFile(join(folder, 'done.ipynb'), 'utf8');
    expect(done).toContain('before');
    expect(done).toContain('ZeroDivisionError');
  });

  it('goes on after a failure if so asked', async () => {
    const { code, out } = await run(
      [
        ['step:bad', 'x = 1 / 0'],
        ['step:good', 'print(1)'],
        ['step:lost', 'print(x)']
      ],
      ['--keep-going']
    );
    expect(code).toBe(1);
    expect(out).toContain('✓ succeeded  good');
    expect(out).toContain('– skipped    lost');
  });

  it.each(['SIGINT', 'SIGTERM', 'SIGHUP'] as const)(
    'is cancelled by %s',
    async signal => {
      let isSent = false;
      const { code, out } = await run(
        [['step:one', 'import time\nprint("x")\ntime.sleep(60)']],
        ['--json'],
        {
          onOutput: (child, text) => {
            if (!isSent && /"type":"cell"/.test(text)) {
              isSent = true;
              child.kill(signal);
            }
          }
        }
      );
      expect(code).toBe(1);
      const last = out.trimEnd().split('\n').pop() ?? '';
      expect(JSON.parse(last)).toMatchObject({
        type: 'run',
        status: 'cancelled'
      });
    }
  );

  it('is cancelled when nobody reads any more', async () => {
    const folder = await folderWith([
      ['step:one', 'import time\ntime.sleep(0.2)'],
      ['step:two', 'import time\ntime.sleep(60)']
    ]);
    const { code } = await call(bundle, folder, ['run', 'a.ipynb'], {
      onOutput: child => {
        child.stdout?.destroy();
      }
    });
    expect(code).toBe(1);
    const { out } = await call(bundle, folder, ['runs']);
    expect(out).toContain('✗ cancelled');
  });

  it('can run twice at the same time, if so asked', async () => {
    const folder = await folderWith(SUM);
    const runs = [1, 2].map(n =>
      call(bundle, folder, [
        'run',
        'a.ipynb',
        '-p',
        `n=${n}`,
        '--output',
        `${n}`,
        '--force'
      ])
    );
    const answers = await Promise.all(runs);
    expect(answers.map(each => each.code)).toEqual([0, 0]);
    expect(await readFile(join(folder, '2'), 'utf8')).toContain('x 5');
    expect(await readdir(join(folder, '.cellway', 'runs'))).toHaveLength(2);
  });
});

describe('cellway run refuses', () => {
  it.each([
    ['no notebook', ['run'], /Name one notebook/],
    ['two notebooks', ['run', 'a.ipynb', 'b.ipynb'], /Name one notebook/],
    ['a missing notebook', ['run', 'b.ipynb'], /b\.ipynb: There is no such/],
    ['a folder', ['run', '.'], /This is a folder/],
    ['an unknown option', ['run', 'a.ipynb', '--fast'], /'--fast'/],
    ['an option without value', ['run', 'a.ipynb', '--output'], /--output/],
    [
      'a word that is no parameter',
      ['run', 'a.ipynb', '-p', 'n'],
      /NAME=VALUE/
    ],
    ['a nameless parameter', ['run', 'a.ipynb', '-p', '=1'], /NAME=VALUE/],
    [
      'to write the notebook itself',
      ['run', 'a.ipynb', '--output', './a.ipynb'],
      /the notebook itself/
    ],
    [
      'to write to a folder',
      ['run', 'a.ipynb', '--output', '.'],
      /a folder, not a file/
    ],
    ['no workers', ['run', 'a.ipynb', '--workers', '0'], /a number from 1/],
    [
      'to write where there is no folder',
      ['run', 'a.ipynb', '--output', 'no/where.ipynb'],
      /There is no folder .*\/no/
    ]
  ])('%s', async (_, args, message) => {
    const folder = await folderWith(SUM);
    const { code, out, errors } = await call(bundle, folder, args);
    expect([code, out]).toEqual([2, '']);
    expect(errors).toMatch(message);
    expect(errors).toMatch(/^cellway: /);
    expect(errors).not.toContain('internal error');
    expect(await readdir(folder)).toEqual(['a.ipynb']);
  });

  it.each([
    ['n=three', "Parameter 'n' takes an int, not 'three'."],
    ['sizes=(1,)', "Parameter 'sizes' takes a list, not '(1,)'."],
    ['m=1', "There is no parameter 'm'."]
  ])('the parameter %s, and lists those there are', async (word, message) => {
    const { code, errors } = await run(SUM, ['-p', word]);
    expect(code).toBe(2);
    expect(errors.split('\n')).toEqual([
      `cellway: ${message}`,
      'The parameters, with type and default:',
      '  n      int   3',
      '  name   str   "x"',
      '  sizes  list  [1, 2]',
      ''
    ]);
  });

  it('parameters of a notebook that has none', async () => {
    const { code, errors } = await run([['', 'x = 1']], ['-p', 'x=2']);
    expect(code).toBe(2);
    expect(errors).toContain(
      "tag the cell that sets them 'pipeline-parameters'"
    );
  });

  it('code with errors, and says where', async () => {
    const { code, errors, folder } = await run([
      ['step:one', 'x = 1'],
      ['step:two', 'y = 2\nx = = 3']
    ]);
    expect(code).toBe(2);
    expect(errors).toMatch(/a\.ipynb: error cell 2, line 2: /);
    expect(await readdir(folder)).toEqual(['a.ipynb']);
  });

  it('a kernel that is not installed', async () => {
    const metadata = { kernelspec: { name: 'nothing-of-it' } };
    const folder = await folderWith(SUM, metadata);
    const { code, errors } = await call(bundle, folder, ['run', 'a.ipynb']);
    expect(code).toBe(2);
    expect(errors).toContain(
      "the kernel 'nothing-of-it', which is not installed"
    );
  });
});
