import type { StepResult } from '../../../runs/step-result';
import { hiddenDraws } from '../hidden-draws';
import { Plan } from '../../plan';
import { notebookText, pipelineOf, type Code } from './notebooks';

const SHARING: readonly Code[] = [
  ['step:a', 'import own\nx = own.get()\ny = own.get()'],
  ['step:b', 'x.append(1)'],
  ['step:c', 'print(y)'],
  ['step:d', 'print(1)']
];

function resultOf(step: string, change: Partial<StepResult>): StepResult {
  return {
    protocol: 1,
    run: 'test',
    step,
    status: 'succeeded',
    seconds: 0,
    cells: [],
    objects: [],
    states: {},
    absent: [],
    unstored: [],
    ...change
  };
}

const TOGETHER = {
  hash: 'a'.repeat(64),
  size: 1,
  values: { x: { type: 'list' }, y: { type: 'list' } }
};

describe('the plan of a run', () => {
  it('selects what a step needs, also what turns out later', async () => {
    const pipeline = await pipelineOf(notebookText(SHARING));
    const plan = new Plan(pipeline, { only: 'c' });
    expect([...plan.selected.wanted].sort()).toEqual(['a', 'c']);
    plan.learn(resultOf('a', { objects: [TOGETHER] }));
    expect([...plan.selected.wanted].sort()).toEqual(['a', 'b', 'c']);
    expect(plan.isAfter('c', 'a')).toBe(true);
    expect(plan.isAfter('c', 'd')).toBe(false);
  });

  it('lets a step wait for one above it, once', async () => {
    const plan = new Plan(await pipelineOf(notebookText(SHARING)));
    plan.order('d', 'b', 'out.csv');
    plan.order('d', 'b', 'out.csv');
    expect(plan.step('d').after).toEqual(['b']);
    expect(plan.step('d').orders).toHaveLength(1);
  });
});

describe('draws that the source does not show', () => {
  const SEED = 'import random\nrandom.seed(1)\nprint(random.random())';

  async function told(seeding: string, drawing: string): Promise<string[]> {
    const cells: Code[] = [
      ['step:a', seeding],
      ['step:b', drawing]
    ];
    const plan = new Plan(await pipelineOf(notebookText(cells)));
    const observed = {
      read: [],
      written: [],
      environment: {},
      packages: [],
      searched: [],
      unseen: [],
      states: ['random', 'cwd']
    };
    const result = resultOf('b', { observed });
    return hiddenDraws(plan, result).map(each => each.message);
  }

  it('are told where a step above has seeded the generator', async () => {
    const [message] = await told(SEED, 'import own\nprint(own.draw())');
    expect(message).toMatch(/^Step 'b' draws .* from random .* step 'a' has/);
  });

  it.each([
    ['nobody has seeded it', 'print(1)', 'import own\nprint(own.draw())'],
    ['the plan knows', SEED, 'import random\nprint(random.random())'],
    ['the step seeds it itself', SEED, SEED]
  ])('are not where %s', async (_, seeding, drawing) => {
    expect(await told(seeding, drawing)).toEqual([]);
  });
});
