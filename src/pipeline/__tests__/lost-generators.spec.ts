/** Generators of torch and TensorFlow, which each step has anew. */
import { createBuild, type Build, type Cell } from './outline';

let build: Build;

beforeAll(async () => {
  build = await createBuild();
});

describe('a generator that cannot be carried', () => {
  it.each<readonly [string, readonly Cell[], readonly string[]]>([
    [
      'is told where a later step draws from it',
      [
        ['imports', 'import torch\ntorch.manual_seed(0)'],
        ['step:a', 'x = torch.rand(3)'],
        ['step:b', 'print(1)'],
        ['step:c', 'y = torch.randn(3)']
      ],
      [
        'warning not-reproducible 1: torch.rand(3)',
        'warning not-reproducible 3: torch.randn(3)'
      ]
    ],
    [
      'is told where layers may draw from it',
      [
        ['step:a', 'import torch\nfrom torch import nn\ntorch.manual_seed(0)'],
        ['step:b', 'm = nn.Linear(3, 1)']
      ],
      ['info not-reproducible 1: nn']
    ],
    [
      'is told where a model may draw from it',
      [
        [
          'functions',
          'import torch\ndef net():\n    return torch.nn.Dropout()'
        ],
        ['step:a', 'torch.manual_seed(0)\nm = net()'],
        ['step:b', 'y = m(x=1)'],
        ['step:c', 'print(1)']
      ],
      ['info not-reproducible 2: m']
    ],
    [
      'is not told where each step seeds it',
      [
        ['imports', 'import torch\ntorch.manual_seed(0)'],
        ['step:a', 'torch.manual_seed(1)\nx = torch.rand(3)']
      ],
      []
    ],
    [
      'is not told where one step has all of it',
      [
        ['step:a', 'import torch\ntorch.manual_seed(0)\nx = torch.rand(3)'],
        ['step:b', 'print(1)']
      ],
      []
    ],
    [
      'is told once where nobody seeds it',
      [
        ['step:a', 'import torch\nx = torch.rand(3)'],
        ['step:b', 'y = torch.rand(3)']
      ],
      ['info not-reproducible 0: torch.rand(3)']
    ],
    [
      'is not told where draws have a generator of their own',
      [
        ['imports', 'import torch\ntorch.manual_seed(0)'],
        ['step:a', 'torch.manual_seed(1)'],
        [
          'step:b',
          'g = 1\ntorch.manual_seed(2)\nx = torch.rand(3, generator=g)'
        ]
      ],
      []
    ],
    [
      'may be that of TensorFlow',
      [
        ['imports', 'import tensorflow as tf\ntf.random.set_seed(0)'],
        ['step:a', 'x = tf.random.normal([3])']
      ],
      ['warning not-reproducible 1: tf.random.normal([3])']
    ]
  ])('%s', (_, cells, told) => {
    const built = build(...cells);
    expect(built.states).toEqual([]);
    expect(
      built.told.filter(each => each.includes('not-reproducible'))
    ).toEqual(told);
  });

  it('goes with those that can where one call seeds all', () => {
    const built = build(
      [
        'imports',
        'import random, numpy as np, keras\nkeras.utils.set_random_seed(0)'
      ],
      ['step:a', 'x = random.random()'],
      ['step:b', 'y = np.random.rand(2)'],
      ['step:c', 'm = keras.Sequential([])']
    );
    expect(built.states).toEqual([
      'a.random <- imports',
      'b.numpy.random <- imports'
    ]);
    expect(built.told).toContain('info not-reproducible 3: keras');
  });
});
