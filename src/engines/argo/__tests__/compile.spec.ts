import fc from 'fast-check';
import { gunzipSync } from 'node:zlib';
import { notebookText, type Code } from '../../local/__tests__/notebooks';
import { slug, uniqueNames } from '../../pods/names';
import type { Workflow } from '../compile/workflow';
import { compiled, RUNNER, type RunChanges } from './compiled';

const NAME = /^[a-z0-9]([-a-z0-9]{0,61}[a-z0-9])?$/;

const CHAIN: readonly Code[] = [
  ['step:load_data', 'x = 1'],
  ['step:Ünïcode', 'y = x + 1'],
  ['step:load-data', 'print(x, y)']
];

describe('a run for Argo', () => {
  it('has a task for each step, by names that a cluster takes', async () => {
    const { tasks, plan } = await compiled(notebookText(CHAIN));
    expect(
      tasks.map(({ name, dependencies }) => [name, dependencies ?? []])
    ).toEqual([
      ['load-data', []],
      ['unicode', ['load-data']],
      ['load-data-2', ['load-data', 'unicode']]
    ]);
    const numbers = tasks.map(each =>
      Number(each.arguments.parameters[0].value)
    );
    expect(numbers.map(each => plan.steps[each - 1].step)).toEqual([
      'load_data',
      'Ünïcode',
      'load-data'
    ]);
  });

  it('has one for steps that share a pod', async () => {
    const cells: readonly Code[] = [
      ...CHAIN,
      ['step:alone limit:nvidia.com/gpu:1', 'print(y)'],
      ['step:模型', 'z = x'],
      ['step:报告', 'print(z)']
    ];
    const named = async (changes: RunChanges): Promise<object> => {
      const { tasks } = await compiled(notebookText(cells), {}, changes);
      return Object.fromEntries(
        tasks.map(({ name, arguments: { parameters }, dependencies }) => [
          `${name}: ${parameters[0].value}`,
          dependencies
        ])
      );
    };
    expect(await named({ wasShort: true })).toEqual({
      'load-data-to-step: 1.2.3.5.6': undefined,
      'alone: 4': ['load-data-to-step']
    });
    const apart = await named({ wasShort: true, keepGoing: true });
    expect(Object.keys(apart)).toHaveLength(cells.length);
  });

  it('is made of one template where all steps ask for the same', async () => {
    const { templates } = await compiled(notebookText(CHAIN));
    expect(templates).toEqual(['step']);
    const other = await compiled(
      notebookText([...CHAIN, ['step:big limit:nvidia.com/gpu:1', 'print(1)']])
    );
    expect(other.templates).toEqual(['step', 'step-2']);
  });

  it('holds code outside of the workflow, however much there is', async () => {
    const noise = fc.sample(fc.string({ minLength: 9, maxLength: 9 }), 150_000);
    const code = `x = 1 # ${noise.join('').replace(/\s/g, '')}`;
    const { objects, size } = await compiled(
      notebookText([['step:one', `${code} {{workflow.name}}`]])
    );
    expect(size).toBeLessThan(4000);
    const parts = objects.flatMap(each =>
      'binaryData' in each
        ? Object.entries(each.binaryData as Record<string, string>)
        : []
    );
    for (const [, part] of parts) {
      expect(part.length).toBeLessThan(1024 * 1024);
    }
    const plan = parts.filter(([name]) => name.startsWith('plan.'));
    expect(plan.length).toBeGreaterThan(1);
    expect(plan.map(([name]) => name)).toEqual(
      plan.map(([name]) => name).sort()
    );
    const packed = Buffer.concat(
      plan.map(([, part]) => Buffer.from(part, 'base64'))
    );
    const { steps } = JSON.parse(gunzipSync(packed).toString());
    expect(steps[0].cells[0].source).toContain(code);
  });

  it('stays far below the limit of a cluster with 300 steps', async () => {
    const cells = Array.from({ length: 300 }, (_, i): Code => [
      `step:a-step-with-a-long-name-${i}`,
      i === 0 ? 'x = 0' : `x = x + ${i}`
    ]);
    const { size, tasks } = await compiled(notebookText(cells));
    expect(tasks).toHaveLength(300);
    expect(size).toBeLessThan(100 * 1024);
  });

  it('stays below it where each of 300 steps asks for something else', async () => {
    const cells = Array.from({ length: 300 }, (_, i): Code => [
      `step:s${i} limit:nvidia.com/gpu:${i + 1} label:n:${i} image:images.example/team/image:${i}`,
      i === 0 ? 'x = 0' : `x = x + ${i}`
    ]);
    const { size, templates } = await compiled(notebookText(cells));
    expect(templates).toHaveLength(300);
    expect(size).toBeLessThan(500 * 1024);
  });

  it('keeps its results on a claim of its own, or on one that is named', async () => {
    const text = notebookText(CHAIN);
    const kinds = async (options: object): Promise<string[]> =>
      (await compiled(text, options)).objects.map(each => each.kind);
    expect(await kinds({})).toEqual([
      'ConfigMap',
      'ConfigMap',
      'PersistentVolumeClaim',
      'Workflow'
    ]);
    expect(await kinds({ storage: { claim: 'mine' } })).toEqual([
      'ConfigMap',
      'ConfigMap',
      'Workflow'
    ]);
  });

  it('draws its pods to the node that has its volume, where one has it at a time', async () => {
    const affinityOf = async (options: object): Promise<unknown> => {
      const { objects } = await compiled(notebookText(CHAIN), options);
      const [{ spec }] = objects.slice(-1) as { spec?: object }[];
      return (spec as { affinity?: unknown }).affinity;
    };
    const ours = {
      weight: 100,
      podAffinityTerm: {
        topologyKey: 'kubernetes.io/hostname',
        labelSelector: {
          matchLabels: expect.objectContaining({ 'cellway.dev/run': 'r1' })
        }
      }
    };
    expect(await affinityOf({})).toEqual({
      podAffinity: { preferredDuringSchedulingIgnoredDuringExecution: [ours] }
    });
    const theirs = { nodeAffinity: { x: 1 }, podAffinity: { y: 2 } };
    expect(await affinityOf({ affinity: theirs })).toEqual({
      nodeAffinity: { x: 1 },
      podAffinity: {
        y: 2,
        preferredDuringSchedulingIgnoredDuringExecution: [ours]
      }
    });
    const storage = { accessMode: 'ReadWriteMany' };
    expect(await affinityOf({ storage })).toBeUndefined();
    expect(await affinityOf({ storage, affinity: theirs })).toEqual(theirs);
  });

  it("asks for amounts for Argo's own containers, without which quotas refuse pods", async () => {
    const { objects } = await compiled(notebookText(CHAIN));
    const { spec } = objects.at(-1) as Workflow;
    const patch = JSON.parse(String(spec.podSpecPatch));
    for (const each of [...patch.initContainers, ...patch.containers]) {
      for (const end of [each.resources.requests, each.resources.limits]) {
        expect(Object.keys(end)).toEqual(['cpu', 'memory']);
      }
    }
  });

  it('bears our labels on all that is made', async () => {
    const { objects } = await compiled(notebookText(CHAIN), { namespace: 'n' });
    for (const { metadata } of objects) {
      expect(metadata.labels['app.kubernetes.io/managed-by']).toBe('cellway');
      expect(metadata.namespace).toBe('n');
      expect(metadata.name).toMatch(NAME);
    }
    expect(JSON.stringify(objects)).toContain(RUNNER.toString('base64'));
  });
});

describe('a name on a cluster', () => {
  it('is made of any text, and is never that of another', () => {
    const texts = fc.array(fc.string({ unit: 'binary' }), { maxLength: 20 });
    fc.assert(
      fc.property(texts, all => {
        const names = uniqueNames(all);
        expect(new Set(names).size).toBe(all.length);
        names.forEach(each => expect(each).toMatch(NAME));
      })
    );
  });

  it.each([
    ['load_data', 'load-data'],
    ['Load the Data!', 'load-the-data'],
    ['模型', ''],
    ['-x-', 'x']
  ])('of %p is %p', (text, name) => {
    expect(slug(text)).toBe(name);
  });
});
