import type { Library } from './rules';
import { each } from './table';

/**
 * pandas: methods make new frames, and change theirs only with `inplace=True`
 * or where named here. What is lazy (a GroupBy, a window) keeps its frame.
 */
export const PANDAS: Library = {
  functions: {
    ...each(
      `read_csv read_table read_fwf read_json read_excel read_parquet read_feather read_orc
       read_pickle read_hdf read_html read_xml read_stata read_spss read_sas`,
      { returns: 'new', files: [{ argument: 0, access: 'read' }] }
    ),
    ...each('ExcelWriter HDFStore', {
      returns: 'new',
      files: [{ argument: 0, access: 'write' }]
    }),
    to_pickle: { returns: 'scalar', files: [{ argument: 1, access: 'write' }] },
    ...each('set_option reset_option', {
      returns: 'scalar',
      state: [{ state: 'pandas.options', access: 'change' }]
    }),
    option_context: { returns: 'new' },
    ...each('DataFrame Series', { returns: 'memory' }),
    Index: { returns: 'new' },
    ...each('concat merge', { returns: 'new' }),
    ...each('isna isnull notna notnull', { returns: 'new' })
  },
  methods: {
    insert: { receiver: 'changes', returns: 'scalar' },
    update: { receiver: 'changes', returns: 'scalar' },
    pop: { receiver: 'changes', returns: 'new' },
    add: { returns: 'new' },
    ...each('__setitem__ isetitem append_to', { receiver: 'changes' }),
    ...each(
      'groupby rolling expanding ewm resample items iterrows itertuples pipe',
      { returns: 'holds' }
    ),
    ...each('__getitem__ get xs to_numpy __array__', { returns: 'view' }),
    ...each(
      `to_csv to_json to_excel to_parquet to_feather to_orc to_pickle to_html to_latex to_markdown
       to_stata to_hdf to_xml`,
      {
        changes: [0],
        returns: 'new',
        files: [{ argument: 0, access: 'write', optional: true }]
      }
    ),
    ...each('query eval', {
      receiver: 'changes if in place',
      returns: 'new',
      query: true
    }),
    sample: {
      returns: 'new',
      state: [
        { state: 'numpy.random', access: 'change', unless: 'random_state' }
      ]
    }
  },
  attributes: {
    scalar: ['empty', 'dtypes', 'axes'],
    labels: ['columns', 'index'],
    new: ['str', 'dt', 'cat', 'plot', 'style']
  }
};
