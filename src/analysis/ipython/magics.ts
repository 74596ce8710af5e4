/** What a magic does with the Python code that it is given. */
export interface Magic {
  /** Its code runs in the notebook's namespace, or in a scope of its own. */
  readonly runs?: 'here' | 'own scope';
  /** The short options that take a value, as getopt writes them: `n:r:q`. */
  readonly options?: string;
  /** Short options whose value is an expression that it reads. */
  readonly reads?: string;
  /** Options whose value is a name that it binds. */
  readonly binds?: readonly string[];
  /** Its first plain argument is a name that it binds. */
  readonly bindsArgument?: boolean;
  /** With this option, all its plain arguments are names that it binds. */
  readonly bindsAllWith?: string;
  /** Its line is not filled in. */
  readonly verbatim?: boolean;
}

const SCRIPT: Magic = { binds: ['--out', '--err', '--proc'] };
const RUNS_HERE: Magic = { runs: 'here', verbatim: true };

/**
 * The magics that do more with the notebook's names than printing. All others
 * are opaque: what they do is for the rules to say.
 */
const MAGICS: Readonly<Record<string, Magic>> = {
  // IPython's own.
  time: RUNS_HERE,
  timeit: { runs: 'own scope', options: 'n:r:tcp:qov:', verbatim: true },
  prun: { runs: 'here', options: 'D:l:rs:T:q', verbatim: true },
  debug: { runs: 'here', options: 'b:', verbatim: true },
  capture: { runs: 'here', bindsArgument: true },
  store: { bindsAllWith: '-r' },
  // Profilers, timers and the like of much used extensions.
  memit: { runs: 'here', options: 'r:t:i:coh', verbatim: true },
  lprun: {
    runs: 'here',
    options: 'rsf:m:D:T:u:zt:',
    reads: 'f',
    verbatim: true
  },
  mprun: { runs: 'here', options: 'rcf:T:', reads: 'f', verbatim: true },
  snakeviz: { runs: 'here', options: 'f:tnh:p:', verbatim: true },
  pyinstrument: RUNS_HERE,
  scalene: RUNS_HERE,
  heat: RUNS_HERE,
  wandb: { runs: 'here' },
  // Other languages, whose output may be kept under a name.
  script: SCRIPT,
  bash: SCRIPT,
  sh: SCRIPT,
  perl: SCRIPT,
  ruby: SCRIPT,
  python: SCRIPT,
  python2: SCRIPT,
  python3: SCRIPT,
  pypy: SCRIPT,
  R: { options: 'i:o:n:w:h:u:r:b:', reads: 'i', binds: ['-o', '--output'] }
};

/** What is known of a magic; an unknown one does nothing special. */
export function magicNamed(name: string): Magic {
  return Object.hasOwn(MAGICS, name) ? MAGICS[name] : {};
}
