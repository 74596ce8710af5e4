import { createHash } from 'node:crypto';
import { rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { NotebookDocument } from '../../../../notebook/document';
import type { Observed } from '../../../../runs/observed';
import { parseStepResult } from '../../../../runs/read-step-result';
import { RunStore } from '../../../../runs/run-store';
import {
  notebookText,
  pipelineOf,
  temporaryFolder,
  type Code
} from '../../../local/__tests__/notebooks';
import { buildRequest, runContext } from '../../../requests/build-request';
import type { GivenStep } from '../../../cache/cached-step';
import { PodCache, type PodCacheParts } from '../pod-cache';

const WORK = '/data/runs/r1/work';

const NOTHING: Observed = {
  read: [],
  written: [],
  environment: {},
  packages: ['numpy'],
  searched: ['/usr/lib'],
  unseen: [],
  states: []
};

const RANDOM: Observed['unseen'][number] = {
  kind: 'random',
  subject: 'random',
  cell: 0
};

/** A notebook of one step, in a folder with one file. */
class Case {
  private constructor(
    private readonly _folder: string,
    private readonly _given: GivenStep,
    private readonly _parts: PodCacheParts
  ) {}

  static async make(
    code: Code = ['step:one', 'print(open("data.txt").read())']
  ): Promise<Case> {
    const folder = await temporaryFolder();
    const store = new RunStore(join(folder, '.cellway'));
    await writeFile(join(folder, 'data.txt'), 'as it was');
    const text = notebookText([code]);
    const pipeline = await pipelineOf(text);
    const context = runContext(
      {
        id: 'r1',
        parameters: {},
        notebook: { path: join(folder, 'n.ipynb'), hash: '' }
      },
      NotebookDocument.parse(text),
      pipeline,
      store.objects
    );
    const [step] = pipeline.steps;
    const results = new Map();
    const given = {
      step,
      request: buildRequest(context, step, results),
      results
    };
    return new Case(folder, given, {
      store,
      claim: 'claim',
      image: 'image:1',
      runner: 'runner',
      pipeline,
      volumes: [{ name: 'shared', path: '/mnt/shared' }],
      folder,
      work: WORK
    });
  }

  /** @returns what is told of it */
  async keep(observed: Partial<Observed>): Promise<readonly string[]> {
    const text = JSON.stringify({
      protocol: 1,
      run: 'r1',
      step: 'one',
      status: 'succeeded',
      seconds: 1,
      cells: [{ index: 0, status: 'succeeded', seconds: 1, outputs: [] }],
      objects: [],
      states: {},
      absent: [],
      unstored: [],
      observed: { ...NOTHING, ...observed }
    });
    const read = parseStepResult(text);
    const now = new Date().toISOString();
    const cache = new PodCache(this._parts);
    const told = await cache.keep(this._given, read, 1, now);
    return told.map(each => `${each.code}: ${each.message}`);
  }

  async isFound(changes: Partial<PodCacheParts> = {}): Promise<boolean> {
    const cache = new PodCache({ ...this._parts, ...changes });
    return (await cache.find(this._given)) !== undefined;
  }

  /** The run that has left what a step takes that runs alone. */
  async leftBy(): Promise<string | undefined> {
    return (await new PodCache(this._parts).findLeft(this._given))?.leftBy;
  }

  async write(text: string): Promise<void> {
    await writeFile(join(this._folder, 'data.txt'), text);
  }

  async remove(): Promise<void> {
    await rm(join(this._folder, 'data.txt'));
  }
}

function file(path: string, content?: string): Observed['read'][number] {
  const hash =
    content === undefined
      ? undefined
      : createHash('sha256').update(content).digest('hex');
  return { path, kind: 'file', stamp: '1:2:3:4', ...(hash && { hash }) };
}

describe('what steps left on a claim', () => {
  it('is found while the files are here that the step read there', async () => {
    const step = await Case.make();
    expect(await step.isFound()).toBe(false);
    const read = [file(`${WORK}/data.txt`, 'as it was'), file('/etc/passwd')];
    expect(await step.keep({ read })).toEqual([]);
    expect(await step.isFound()).toBe(true);
    await step.write('written anew');
    expect(await step.isFound()).toBe(false);
    await step.write('as it was');
    expect(await step.isFound()).toBe(true);
    await step.remove();
    expect(await step.isFound()).toBe(false);
  });

  it.each([
    [6, undefined, true],
    [8, undefined, false],
    [6, 9, true],
    [6, 7, false]
  ])(
    'of %d days ago, where it expires after %j, is found without a pod: %j',
    async (days, expires, isFound) => {
      const step = await Case.make();
      await step.keep({});
      const later = Date.now() + days * 24 * 3600 * 1000;
      const clock = jest.spyOn(Date, 'now').mockReturnValue(later);
      try {
        expect(await step.isFound({ expires })).toBe(isFound);
      } finally {
        clock.mockRestore();
      }
    }
  );

  it('is not found where a file is now that there was none', async () => {
    const step = await Case.make();
    await step.remove();
    const kind = 'absent';
    await step.keep({ read: [{ path: `${WORK}/data.txt`, kind, stamp: '' }] });
    expect(await step.isFound()).toBe(true);
    await step.write('here now');
    expect(await step.isFound()).toBe(false);
  });

  it.each([
    ['another image', { image: 'image:2' }],
    ['another claim', { claim: 'another' }],
    ['another runner', { runner: 'another' }]
  ])('is not found for %s', async (_, changes) => {
    const step = await Case.make();
    await step.keep({});
    expect(await step.isFound()).toBe(true);
    expect(await step.isFound(changes)).toBe(false);
  });

  it.each<[string, Partial<Observed>, string]>([
    [
      'files that go with the run',
      { written: [file(`${WORK}/left.txt`, 'x')] },
      "it writes 'left.txt', which only lasts as long as the run"
    ],
    [
      'a volume',
      { read: [file('/mnt/shared/x.csv', 'x')] },
      'it uses /mnt/shared/x.csv, which is on a volume'
    ],
    [
      'a file that changed meanwhile',
      { read: [file(`${WORK}/data.txt`)] },
      "'data.txt', which it read, is not what it was"
    ]
  ])('is not kept of a step that uses %s', async (_, observed, reason) => {
    const step = await Case.make();
    const [told] = await step.keep(observed);
    expect(told).toBe(
      `not-cached: The result of step 'one' is not kept for later runs: ${reason}`
    );
    expect(await step.isFound()).toBe(false);
  });

  it('is kept of a step of which nobody can tell what comes of it, where its author says so', async () => {
    const unseen = [RANDOM];
    const step = await Case.make();
    const [told] = await step.keep({ unseen });
    expect(told).toContain('unverified: ');
    expect(await step.isFound()).toBe(false);
    const vouched = await Case.make(['step:one cache:enabled', 'print(1)']);
    expect(await vouched.keep({ unseen })).toEqual([]);
    expect(await vouched.isFound()).toBe(true);
  });

  it.each<[string, Partial<Observed>, string | undefined]>([
    ['cannot be told', { unseen: [RANDOM] }, 'r1'],
    ['comes from a volume', { read: [file('/mnt/shared/x', 'x')] }, 'r1'],
    ['is in a file, too', { written: [file(`${WORK}/x.txt`, 'x')] }, undefined]
  ])(
    'is there for a step that runs alone, where what would come of it %s: %#',
    async (_, observed, leftBy) => {
      const step = await Case.make();
      await step.keep(observed);
      expect(await step.isFound()).toBe(false);
      expect(await step.leftBy()).toBe(leftBy);
    }
  );

  it('is there for a step that runs alone, though it is never taken otherwise', async () => {
    const step = await Case.make(['step:one cache:disabled', 'print(1)']);
    await step.keep({});
    expect(await step.isFound()).toBe(false);
    expect(await step.leftBy()).toBe('r1');
  });
});
