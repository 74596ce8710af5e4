import type { Library } from './rules';
import { each } from './table';

/** scikit-learn: an estimator learns by changing itself and nothing else. */
export const SCIKIT_LEARN: Library = {
  functions: {
    ...each('model_selection.train_test_split utils.shuffle utils.resample', {
      returns: 'new',
      state: [
        { state: 'numpy.random', access: 'change', unless: 'random_state' }
      ]
    }),
    ...each('base.clone', { returns: 'new' }),
    ...each('set_config', {
      returns: 'scalar',
      state: [{ state: 'sklearn.config', access: 'change' }]
    }),
    ...each(
      'make_pipeline make_column_transformer make_union make_column_selector',
      {
        returns: 'holds'
      }
    )
  },
  methods: {
    ...each('fit partial_fit set_output', {
      receiver: 'changes deeply',
      returns: 'receiver'
    }),
    set_params: {
      receiver: 'changes deeply',
      keeps: 'arguments',
      returns: 'receiver'
    },
    ...each('fit_transform fit_predict fit_resample', {
      receiver: 'changes deeply',
      returns: 'new'
    }),
    score: { returns: 'scalar' },
    ...each('get_params', { returns: 'holds' })
  },
  otherMethod: { returns: 'new' }
};
