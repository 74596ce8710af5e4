import type { Library } from './rules';
import { each } from './table';

/** Matplotlib: what one draws on changes, with everything that belongs to it; data is left alone. */
export const MATPLOTLIB: Library = {
  functions: {
    ...each('pyplot.savefig', {
      changes: [0],
      returns: 'scalar',
      files: [{ argument: 0, access: 'write' }]
    }),
    ...each('pyplot.imsave image.imsave', {
      returns: 'scalar',
      files: [{ argument: 0, access: 'write' }]
    }),
    ...each('pyplot.imread image.imread', {
      returns: 'new',
      files: [{ argument: 0, access: 'read' }]
    }),
    ...each(
      'rc rcParams.update rcdefaults use style.use pyplot.rc pyplot.style.use',
      {
        returns: 'scalar',
        state: [{ state: 'matplotlib.rcParams', access: 'change' }]
      }
    ),
    ...each('pyplot.rcParams.update pyplot.rcdefaults pyplot.switch_backend', {
      returns: 'scalar',
      state: [{ state: 'matplotlib.rcParams', access: 'change' }]
    })
  },
  methods: {
    savefig: {
      receiver: 'changes deeply',
      changes: [0],
      returns: 'scalar',
      files: [{ argument: 0, access: 'write' }]
    }
  },
  otherFunction: { returns: 'new' },
  otherMethod: { receiver: 'changes deeply', returns: 'view' }
};
