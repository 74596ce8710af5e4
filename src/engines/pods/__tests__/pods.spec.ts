import { readFile } from 'node:fs/promises';
import { gzipSync } from 'node:zlib';
import { stepRequest } from '../../../runs/step-request';
import {
  packRunner,
  environmentIn,
  runToEnd,
  temporaryFolder,
  type Code
} from '../../local/__tests__/notebooks';
import { LocalEngine } from '../../local/local-engine';
import { PodLogReader } from '../pod-log';
import { printed, runInPods } from './pods';

jest.setTimeout(120_000);

const SHOP: readonly Code[] = [
  ['imports', 'import random\nfrom dataclasses import dataclass, field'],
  [
    'functions',
    '@dataclass\nclass Item:\n    name: str\n    tags: list = field(default_factory=list)\n\ndef tax(x):\n    return x * rate'
  ],
  ['pipeline-parameters', 'rate = 2\ncount = 3'],
  [
    'step:seed',
    'random.seed(4)\nstock = [Item(f"i{n}") for n in range(count)]'
  ],
  ['step:alias', 'first = stock[0]\nfirst.tags.append("new")'],
  ['step:draw', 'price = random.randint(1, 100)\nprint("price", price)'],
  [
    'step:sum',
    'print(stock[0] is first, stock[0].tags, tax(price), len(stock))'
  ]
];

describe('a step in a pod', () => {
  it('is asked to do just what it is asked on this machine', async () => {
    const folder = await temporaryFolder();
    const engine = new LocalEngine({
      runner: packRunner(folder),
      workers: 1,
      environment: environmentIn(folder)
    });
    const parameters = { count: '2' };
    const ran = await runToEnd(SHOP, { folder, engine, parameters });
    engine.close();
    const pods = await runInPods(SHOP, parameters);
    expect(pods.map(each => [each.code, each.errors])).toEqual(
      pods.map(() => [0, ''])
    );
    expect(pods.map(printed).join('')).toBe(ran.texts.join(''));
    for (const [index, { request }] of pods.entries()) {
      const path = ran.store.run('test').step(index).request;
      const local = stepRequest.parse(JSON.parse(await readFile(path, 'utf8')));
      const places = { folder: '', objects: '' };
      expect({ ...request, ...places }).toEqual({ ...local, ...places });
    }
  });

  it('ends with 1 where a cell raises, and tells which', async () => {
    const pods = await runInPods([
      ['step:one', 'print("begun")'],
      ['step:two', 'x = 1\nx / 0']
    ]);
    expect(pods.map(each => each.code)).toEqual([0, 1]);
    expect(pods[1].log).toContainEqual(
      expect.objectContaining({
        event: 'cell-ended',
        cell: 1,
        status: 'failed'
      })
    );
    for (const { log, result } of pods) {
      expect(log.at(-1)).toEqual({ result });
    }
    expect(JSON.parse(pods[1].result)).toMatchObject({ status: 'failed' });
  });
});

describe('the log of a pod', () => {
  it('shows what is printed as it is, and all else as events', async () => {
    const [pod] = await runInPods([
      [
        'step:one',
        'import sys\nprint("a", end="")\nprint("b", file=sys.stderr)\nprint("\\x1e{}")\n41 + 1'
      ]
    ]);
    const events = pod.log.map(each =>
      'text' in each
        ? each.text
        : 'event' in each
          ? each.event === 'output'
            ? each.output
            : each.event
          : Object.keys(each)
    );
    expect(events).toEqual([
      'cell-started',
      'a',
      { output_type: 'stream', name: 'stderr', text: 'b\n' },
      { output_type: 'stream', name: 'stdout', text: '\u001e{}\n' },
      expect.objectContaining({ output_type: 'execute_result' }),
      'cell-ended',
      ['result']
    ]);
  });

  it('is understood in whatever pieces it comes', () => {
    const event = (content: object): string =>
      `\u001e${JSON.stringify(content)}\n`;
    const begins = { event: 'cell-started', cell: 3 };
    const ends = { event: 'cell-ended', cell: 3, status: 'failed', seconds: 1 };
    const log = `ready${event(begins)}one\n\u001enothing\ntwo${event(ends)}Error: exit status 1`;
    for (let cut = 0; cut <= log.length; cut++) {
      const reader = new PodLogReader();
      const parts = [
        ...reader.read(log.slice(0, cut)),
        ...reader.read(log.slice(cut))
      ];
      expect(parts.filter(each => 'event' in each)).toEqual([begins, ends]);
      expect(
        parts.map(each => ('text' in each ? each.text : '|')).join('')
      ).toBe('|one\ntwo|');
    }
  });

  it('ends with the whole result, in lines that nobody cuts', async () => {
    const noise =
      'import random\nprint(random.Random(1).randbytes(40_000).hex())';
    const [pod] = await runInPods([['step:one', noise]]);
    const lines = pod.text
      .split('\n')
      .filter(each => each.includes('"result"'));
    expect(lines.length).toBeGreaterThan(10);
    expect(Math.max(...lines.map(each => each.length))).toBeLessThan(4096);
    expect(pod.log.at(-1)).toEqual({ result: pod.result });
  });

  it('gives no result of which anything is missing or broken', () => {
    const parts = resultLines('{"all":"of it"}', 5);
    const [first, second, ...rest] = parts;
    expect(resultsIn(parts)).toEqual(['{"all":"of it"}']);
    expect(resultsIn([first, ...rest])).toEqual([]);
    expect(resultsIn([second, ...rest])).toEqual([]);
    expect(resultsIn(parts.slice(0, -1))).toEqual([]);
    expect(resultsIn([first, second.slice(0, 30), '\n', ...rest])).toEqual([]);
    const other = resultLines('{"all":"another"}', 5);
    expect(resultsIn([...parts.slice(0, -1), ...other.slice(-1)])).toEqual([]);
    expect(resultsIn([first, second, ...other])).toEqual(['{"all":"another"}']);
  });

  it('says that a result is too large for it', () => {
    const told = '\u001e{"event":"result-withheld","size":5000000}\n';
    expect(new PodLogReader().read(told)).toEqual([{ withheld: 5_000_000 }]);
  });
});

/** The lines in which a log tells a result. */
function resultLines(text: string, count: number): string[] {
  const packed = gzipSync(text);
  const size = Math.ceil(packed.length / count);
  return Array.from({ length: count }, (_, index) => {
    const data = packed.subarray(index * size, (index + 1) * size);
    const part = { part: index + 1, of: count, data: data.toString('base64') };
    return `\u001e${JSON.stringify({ event: 'result', ...part })}\n`;
  });
}

function resultsIn(lines: readonly string[]): string[] {
  return new PodLogReader()
    .read(lines.join(''))
    .flatMap(each => ('result' in each ? [each.result] : []));
}
