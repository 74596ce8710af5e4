import type { Pipeline } from '../model';
import { regroup } from '../regroup';
import { createBuild, type Build, type Cell } from './outline';

let build: Build;

beforeAll(async () => {
  build = await createBuild();
});

function planOf(cells: readonly Cell[]): Pipeline {
  return build(...cells).built.pipeline;
}

/** `b.x <- a`, for every variable that a step takes. */
function flows({ steps }: Pipeline): string[] {
  return steps.flatMap(({ id, reads }) =>
    reads.map(({ name, from }) => `${id}.${name} <- ${from}`)
  );
}

/** Two variables of which the source does not tell that they are one object. */
const MAKE: Cell = [
  'step:a',
  'from functools import lru_cache\nimport shelf\nx = shelf.get()\ny = shelf.get()\nz = 1'
];

describe('variables that turn out to share an object', () => {
  it('are apart in the plan', () => {
    const plan = planOf([
      MAKE,
      ['step:b', 'x.append(1)'],
      ['step:c', 'print(y)']
    ]);
    expect(flows(plan)).toEqual(['b.x <- a', 'c.y <- a']);
  });

  it.each<[string, Cell[], string[]]>([
    [
      'travel together through a change of one, which nobody reads',
      [
        ['step:b', 'x.append(1)'],
        ['step:c', 'print(y)']
      ],
      ['b.x <- a', 'b.y <- a', 'c.y <- b']
    ],
    [
      'travel together through several changes',
      [
        ['step:b', 'x.append(1)'],
        ['step:c', 'y.append(2)'],
        ['step:d', 'print(x)'],
        ['step:e', 'print(y, z)']
      ],
      [
        'b.x <- a',
        'b.y <- a',
        'c.x <- b',
        'c.y <- b',
        'd.x <- c',
        'e.y <- c',
        'e.z <- a'
      ]
    ],
    [
      'stay apart where nobody changes them',
      [
        ['step:b', 'print(x)'],
        ['step:c', 'print(y)']
      ],
      ['b.x <- a', 'c.y <- a']
    ],
    [
      'stay apart where nobody reads the other one afterwards',
      [
        ['step:b', 'print(y)'],
        ['step:c', 'x.append(1)'],
        ['step:d', 'print(x)']
      ],
      ['b.y <- a', 'c.x <- a', 'd.x <- c']
    ],
    [
      'part where one is bound anew',
      [
        ['step:b', 'y = [0]'],
        ['step:c', 'x.append(1)'],
        ['step:d', 'print(y)']
      ],
      ['c.x <- a', 'd.y <- b']
    ],
    [
      'part where the step that changes one binds the other anew',
      [
        ['step:b', 'x.append(1)\ny = [0]'],
        ['step:c', 'print(x, y)']
      ],
      ['b.x <- a', 'c.x <- b', 'c.y <- b']
    ]
  ])('%s', (_, cells, expected) => {
    const plan = regroup(planOf([MAKE, ...cells]), 'a', ['x', 'y']);
    expect(flows(plan)).toEqual(expected);
  });

  it('make those that read them wait', () => {
    const plan = planOf([
      MAKE,
      ['step:b', 'x.append(1)'],
      ['step:c', 'print(y)']
    ]);
    const [a, b, c] = regroup(plan, 'a', ['x', 'y']).steps;
    expect(a.writes).toEqual(['x', 'y']);
    expect(b.writes).toEqual(['y']);
    expect(b.changes).toEqual(['x', 'y']);
    expect(c.after).toContain('b');
  });

  it('leave the plan alone where it knew', () => {
    const plan = planOf([
      ['step:a', 'x = [1]\ny = [x]'],
      ['step:b', 'x.append(1)'],
      ['step:c', 'print(y)']
    ]);
    expect(regroup(plan, 'a', ['x', 'y'])).toBe(plan);
    expect(regroup(plan, 'b', ['x', 'y'])).toBe(plan);
  });

  it('do not join branches that do not see each other', () => {
    const plan = planOf([
      MAKE,
      ['step:b prev:a', 'x.append(1)'],
      ['step:c prev:a', 'print(y)'],
      ['step:d prev:b', 'print(y)']
    ]);
    expect(flows(regroup(plan, 'a', ['x', 'y']))).toEqual([
      'b.x <- a',
      'b.y <- a',
      'c.y <- a',
      'd.y <- b'
    ]);
  });
});
