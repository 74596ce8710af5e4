/**
 * What functions of libraries that are not known otherwise do to generators:
 * they may change all that they are given besides.
 */
import type { StateEffect } from '../dataflow/effects';

type Effect = Pick<StateEffect, 'state' | 'access'>;

/** Ways to seed, by the path of the function, with the generators that they seed. */
const SEEDING: readonly (readonly [RegExp, readonly string[]])[] = [
  [/^torch\.(random\.)?(manual_seed|set_rng_state)$/, ['torch']],
  [
    /^tensorflow\.(compat\.v1\.)?(random\.)?set_(random_)?seed$/,
    ['tensorflow']
  ],
  [
    /^(tensorflow\.)?keras\.utils\.set_random_seed$/,
    ['random', 'numpy.random', 'tensorflow']
  ],
  [
    /^(pytorch_lightning|lightning|lightning\.pytorch|lightning\.fabric)\.(utilities\.seed\.)?seed_everything$/,
    ['random', 'numpy.random', 'torch']
  ],
  [/^accelerate\.utils\.set_seed$/, ['random', 'numpy.random', 'torch']],
  [/^transformers\.set_seed$/, ['random', 'numpy.random', 'torch']]
];

/** Functions that only draw. Layers and loaders draw too, but may have nothing to do with chance. */
const DRAWING: readonly (readonly [RegExp, string])[] = [
  [
    /^torch\.(rand|randn|randint|randperm|rand_like|randn_like|randint_like|normal|bernoulli|multinomial|poisson)$/,
    'torch'
  ],
  [/^torch\.nn\.init\.(?!constant_|ones_|zeros_|eye_|dirac_)\w+_$/, 'torch'],
  [
    /^tensorflow\.random\.(normal|uniform|shuffle|truncated_normal|gamma|poisson|categorical)$/,
    'tensorflow'
  ],
  [
    /^(tensorflow\.)?keras\.random\.(normal|uniform|shuffle|truncated_normal|gamma|randint|categorical|dropout)$/,
    'tensorflow'
  ]
];

/** @param keywords - the names of the arguments; draws from a generator of one's own touch no other */
export function foreignGenerators(
  path: string,
  keywords: readonly string[]
): readonly Effect[] {
  const seeded = SEEDING.find(([pattern]) => pattern.test(path))?.[1] ?? [];
  const drawn = keywords.includes('generator')
    ? undefined
    : DRAWING.find(([pattern]) => pattern.test(path))?.[1];
  return [
    ...seeded.map((state): Effect => ({ state, access: 'set' })),
    ...(drawn === undefined
      ? []
      : [{ state: drawn, access: 'change' } as const])
  ];
}
