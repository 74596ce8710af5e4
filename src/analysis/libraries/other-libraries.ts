/** Libraries of which little needs to be said. */
import type { Library } from './rules';
import { each } from './table';

/** They leave their arguments alone and make new objects. */
export const PURE: Library = { functions: {}, methods: {} };

/** Plots on figures of matplotlib, which its methods then change. */
export const SEABORN: Library = {
  functions: each(
    'set set_theme set_style set_context set_palette reset_defaults reset_orig',
    {
      returns: 'scalar',
      state: [{ state: 'matplotlib.rcParams', access: 'change' }]
    }
  ),
  methods: {},
  otherFunction: { returns: 'new' },
  otherMethod: { receiver: 'changes', returns: 'view' }
};

/** Figures that their methods change: `fig.update_layout(title='x')`. */
export const PLOTLY: Library = {
  functions: {},
  methods: {
    ...each('write_html write_image write_json', {
      returns: 'scalar',
      files: [{ argument: 0, access: 'write' }]
    }),
    ...each('show to_html to_json to_dict', { returns: 'new' })
  },
  otherFunction: { returns: 'new' },
  otherMethod: { receiver: 'changes', returns: 'view' }
};

/** Bars that go along as one iterates. */
export const TQDM: Library = {
  functions: each('pandas', { returns: 'scalar' }),
  methods: {},
  otherFunction: { returns: 'iterator' },
  otherMethod: { receiver: 'changes', returns: 'new' }
};

/** Its distributions draw from NumPy's generator. */
export const SCIPY: Library = {
  functions: {
    rvs: {
      returns: 'new',
      state: [
        { state: 'numpy.random', access: 'change', unless: 'random_state' }
      ]
    }
  },
  methods: {
    rvs: {
      returns: 'new',
      state: [
        { state: 'numpy.random', access: 'change', unless: 'random_state' }
      ]
    },
    ...each('setdiag sort_indices sum_duplicates eliminate_zeros resize', {
      receiver: 'changes',
      returns: 'scalar'
    })
  }
};
