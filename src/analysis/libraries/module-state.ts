/**
 * State that lives in modules and that a step of its own process would not see.
 *
 * A *setting* can be made again by running its statement again; a *generator*
 * moves on with each use and is carried like a variable, unless it is *lost*:
 * then each step begins with its own, which is told.
 */
export interface ModuleState {
  readonly kind: 'setting' | 'generator' | 'lost';
  /** A step that imports one of these may depend on the state; '' means any step. */
  readonly modules: readonly string[];
}

export const MODULE_STATES: Readonly<Record<string, ModuleState>> = {
  random: { kind: 'generator', modules: ['random'] },
  'numpy.random': { kind: 'generator', modules: ['numpy'] },
  // JAX has none: its keys are values.
  torch: { kind: 'lost', modules: ['torch'] },
  tensorflow: { kind: 'lost', modules: ['tensorflow', 'keras'] },
  cwd: { kind: 'setting', modules: [''] },
  environ: { kind: 'setting', modules: [''] },
  'sys.path': { kind: 'setting', modules: [''] },
  'sys.limits': { kind: 'setting', modules: [''] },
  warnings: { kind: 'setting', modules: [''] },
  logging: { kind: 'setting', modules: [''] },
  locale: { kind: 'setting', modules: [''] },
  decimal: { kind: 'setting', modules: ['decimal'] },
  'numpy.options': {
    kind: 'setting',
    modules: ['numpy', 'pandas', 'sklearn', 'scipy']
  },
  'pandas.options': { kind: 'setting', modules: ['pandas'] },
  'matplotlib.rcParams': {
    kind: 'setting',
    modules: ['matplotlib', 'pandas', 'seaborn']
  },
  'sklearn.config': { kind: 'setting', modules: ['sklearn'] },
  ipython: { kind: 'setting', modules: [''] }
};

const STORES: readonly (readonly [RegExp, string])[] = [
  [/^os\.environ\b/, 'environ'],
  [/^sys\.path\b/, 'sys.path'],
  [/^pandas\.options\b/, 'pandas.options'],
  [/^matplotlib\.(pyplot\.)?rcParams\b/, 'matplotlib.rcParams'],
  [/^warnings\./, 'warnings'],
  [/^decimal\./, 'decimal']
];

/** The state that an object gives access to: `getcontext().prec = 5`. */
export function stateOfObject(path: string): string | undefined {
  return path === 'decimal.getcontext()' ? 'decimal' : undefined;
}

/** The state that a store into a module or its table changes: `os.environ['A'] = 'b'`. */
export function stateOfStore(path: string): string | undefined {
  return STORES.find(([pattern]) => pattern.test(path))?.[1];
}
