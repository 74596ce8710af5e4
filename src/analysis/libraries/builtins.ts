import type { Library } from './rules';
import { each } from './table';

/** Python's builtins. */
export const BUILTINS: Library = {
  functions: {
    ...each(
      `abs all any ascii bin bool callable chr complex float format hash hex id int
       isinstance issubclass len oct ord repr round str type bytes slice range
       hasattr divmod pow display quit exit object`,
      { returns: 'scalar' }
    ),
    list: { returns: 'list' },
    sorted: { returns: 'list', compares: 'key' },
    tuple: { returns: 'tuple' },
    ...each('set frozenset', { returns: 'set' }),
    dict: { returns: 'dict' },
    ...each('enumerate filter iter map reversed zip aiter', {
      returns: 'iterator'
    }),
    ...each('min max', { returns: 'parts', compares: 'key' }),
    ...each('sum getattr', { returns: 'parts' }),
    ...each('next anext', { changes: [0], returns: 'parts' }),
    ...each('setattr delattr', {
      changes: [0],
      stores: true,
      returns: 'scalar'
    }),
    print: { changes: ['file'], returns: 'scalar' },
    bytearray: { returns: 'holds' },
    memoryview: { returns: 'argument' },
    ...each('vars', { returns: 'view' }),
    open: {
      returns: 'new',
      files: [{ argument: 0, access: 'mode' }]
    },
    input: { returns: 'scalar', remark: 'input-call' },
    ...each('exec eval locals', {
      opaque: true
    }),
    ...each('compile get_ipython', { returns: 'new' }),
    ...each('property staticmethod classmethod', { returns: 'argument' })
  },
  methods: {
    ...each(
      'write writelines seek truncate flush close read readline readlines __next__',
      {
        receiver: 'changes',
        returns: 'new'
      }
    ),
    // Of the shell that `get_ipython()` gives.
    ...each('run_line_magic run_cell_magic run_cell ex ev push reset magic', {
      opaque: true
    })
  },
  otherFunction: { returns: 'new' }
};
