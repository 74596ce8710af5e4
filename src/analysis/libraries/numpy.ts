import type { CallRule, Library } from './rules';
import { each } from './table';

const draw: CallRule = {
  returns: 'new',
  state: [{ state: 'numpy.random', access: 'change' }]
};

/** NumPy: functions make new arrays; views are named. */
export const NUMPY: Library = {
  functions: {
    ...each(
      `asarray asanyarray ascontiguousarray atleast_1d atleast_2d atleast_3d broadcast_to diagonal
       expand_dims moveaxis ravel reshape rollaxis rot90 flip fliplr flipud split array_split
       hsplit vsplit dsplit squeeze swapaxes transpose real imag nditer ndenumerate
       broadcast_arrays lib.stride_tricks.as_strided`,
      { returns: 'memory' }
    ),
    ...each('copyto fill_diagonal place put put_along_axis putmask', {
      changes: [0],
      returns: 'scalar'
    }),
    // Their last argument takes the result: `np.add(a, b, a)`.
    ...each(
      `add subtract multiply divide true_divide floor_divide power float_power mod remainder fmod
       maximum minimum fmax fmin hypot arctan2 logical_and logical_or logical_xor bitwise_and
       bitwise_or bitwise_xor left_shift right_shift`,
      { changes: [2], returns: 'new' }
    ),
    ...each(
      `abs absolute fabs negative exp exp2 expm1 log log2 log10 log1p sqrt cbrt square reciprocal
       sin cos tan arcsin arccos arctan sinh cosh tanh floor ceil trunc rint sign invert
       logical_not nan_to_num`,
      { changes: [1], returns: 'new' }
    ),
    clip: { changes: [3], returns: 'new' },
    ...each('isscalar ndim size shape array_equal allclose iterable', {
      returns: 'scalar'
    }),
    ...each('load', {
      returns: 'new',
      files: [{ argument: 0, access: 'read' }]
    }),
    ...each('loadtxt genfromtxt fromfile', {
      returns: 'new',
      files: [{ argument: 0, access: 'read' }]
    }),
    memmap: {
      returns: 'new',
      files: [
        { argument: 0, access: 'read' },
        { argument: 0, access: 'write' }
      ]
    },
    save: {
      changes: [0],
      returns: 'scalar',
      files: [{ argument: 0, access: 'write', suffix: '.npy' }]
    },
    ...each('savez savez_compressed', {
      changes: [0],
      returns: 'scalar',
      files: [{ argument: 0, access: 'write', suffix: '.npz' }]
    }),
    savetxt: {
      changes: [0],
      returns: 'scalar',
      files: [{ argument: 0, access: 'write' }]
    },
    ...each('random.seed random.set_state', {
      returns: 'scalar',
      state: [{ state: 'numpy.random', access: 'set' }]
    }),
    'random.get_state': {
      returns: 'new',
      state: [{ state: 'numpy.random', access: 'use' }]
    },
    ...each(
      `random.rand random.randn random.randint random.random random.random_sample random.ranf
       random.sample random.choice random.bytes random.permutation random.uniform random.normal
       random.standard_normal random.beta random.binomial random.chisquare random.dirichlet
       random.exponential random.f random.gamma random.geometric random.gumbel
       random.hypergeometric random.laplace random.logistic random.lognormal random.logseries
       random.multinomial random.multivariate_normal random.negative_binomial random.pareto
       random.poisson random.power random.rayleigh random.standard_cauchy
       random.standard_exponential random.standard_gamma random.standard_t random.triangular
       random.vonmises random.wald random.weibull random.zipf`,
      draw
    ),
    'random.shuffle': { ...draw, changes: [0], returns: 'scalar' },
    ...each(
      'random.default_rng random.RandomState random.Generator random.SeedSequence',
      {
        returns: 'holds'
      }
    ),
    ...each('set_printoptions seterr', {
      returns: 'new',
      state: [{ state: 'numpy.options', access: 'change' }]
    }),
    ...each('vectorize frompyfunc', { returns: 'holds' })
  },
  methods: {
    // Of arrays.
    ...each(
      'fill itemset partition put resize setfield setflags sort byteswap',
      {
        receiver: 'changes',
        returns: 'scalar'
      }
    ),
    ...each(
      'reshape ravel view transpose squeeze swapaxes diagonal __getitem__',
      {
        returns: 'view'
      }
    ),
    ...each('tofile dump', {
      returns: 'scalar',
      files: [{ argument: 0, access: 'write' }]
    }),
    // Of generators: every draw moves the generator on.
    ...each(
      `random integers choice permutation permuted uniform normal standard_normal rand randn randint
       beta binomial bytes chisquare dirichlet exponential gamma geometric gumbel laplace logistic
       lognormal multinomial multivariate_normal pareto poisson power rayleigh triangular
       vonmises wald weibull zipf random_sample seed spawn set_state`,
      { receiver: 'changes', returns: 'new' }
    ),
    shuffle: { receiver: 'changes', changes: [0], returns: 'scalar' }
  },
  attributes: { scalar: ['itemsize', 'nbytes', 'strides'] }
};
