import type { CallRule, Library } from './rules';
import { each } from './table';

/** Modules of Python's standard library whose functions leave their arguments alone unless said below. */
export const STANDARD_MODULES =
  `abc argparse array ast asyncio base64 bisect calendar cmath codecs collections colorsys configparser
   contextlib copy csv datetime decimal difflib dataclasses dis email enum errno fnmatch fractions
   functools gc getpass glob gzip hashlib heapq hmac html http importlib inspect io ipaddress
   itertools json keyword linecache locale logging lzma math mimetypes numbers operator os pathlib
   pickle platform pprint queue random re secrets shelve shlex shutil signal sqlite3 statistics
   string struct subprocess sys tarfile tempfile textwrap threading time timeit tokenize traceback
   types typing unicodedata unittest urllib uuid warnings weakref xml zipfile zlib zoneinfo bz2
   __future__`.split(/\s+/);

const draw: CallRule = {
  returns: 'new',
  state: [{ state: 'random', access: 'change' }]
};

const setting = (state: string): CallRule => ({
  returns: 'new',
  state: [{ state, access: 'change' }]
});

const reads = (argument: number): CallRule => ({
  returns: 'new',
  files: [{ argument, access: 'read' }]
});

const lists = (argument: number): CallRule => ({
  returns: 'list',
  files: [{ argument, access: 'list' }]
});

const writes = (...positions: number[]): CallRule => ({
  returns: 'scalar',
  files: positions.map(argument => ({ argument, access: 'write' }))
});

const FILES: Record<string, CallRule> = {
  ...each(
    'json.load pickle.load tokenize.open csv.reader csv.writer csv.DictReader csv.DictWriter',
    {
      returns: 'holds'
    }
  ),
  ...each('json.dump pickle.dump', { returns: 'scalar', changes: [1] }),
  ...each(
    `os.path.exists os.path.isfile os.path.isdir os.path.getsize os.path.getmtime os.stat
     os.access zipfile.ZipFile tarfile.open gzip.open bz2.open lzma.open io.open
     linecache.getline`,
    reads(0)
  ),
  ...each('io.open gzip.open bz2.open lzma.open codecs.open', {
    returns: 'new',
    files: [{ argument: 0, access: 'mode' }]
  }),
  ...each('zipfile.ZipFile tarfile.open', {
    returns: 'new',
    files: [{ argument: 0, access: 'mode' }]
  }),
  ...each('os.listdir os.scandir os.walk', lists(0)),
  ...each('glob.glob glob.iglob', {
    returns: 'list',
    files: [{ argument: 0, access: 'list', pattern: true }]
  }),
  ...each(
    `os.remove os.unlink os.rmdir os.removedirs os.truncate os.utime os.chmod
     shutil.rmtree`,
    writes(0)
  ),
  ...each('os.mkdir os.makedirs', {
    returns: 'scalar',
    files: [{ argument: 0, access: 'make' }]
  }),
  ...each('os.rename os.replace os.renames shutil.move', writes(0, 1)),
  ...each(
    'shutil.copy shutil.copy2 shutil.copyfile shutil.copytree os.link os.symlink',
    {
      returns: 'scalar',
      files: [
        { argument: 0, access: 'read' },
        { argument: 1, access: 'write' }
      ]
    }
  ),
  ...each('sqlite3.connect shelve.open', {
    returns: 'new',
    files: [
      { argument: 0, access: 'read' },
      { argument: 0, access: 'write' }
    ]
  }),
  'urllib.request.urlretrieve': {
    returns: 'new',
    files: [{ argument: 1, access: 'write' }]
  },
  // Which files these touch, no argument tells.
  ...each(
    `subprocess.run subprocess.call subprocess.check_call subprocess.check_output subprocess.Popen
     os.system os.popen shutil.make_archive shutil.unpack_archive`,
    { returns: 'new', files: [{ argument: -1, access: 'write' }] }
  )
};

const STATES: Record<string, CallRule> = {
  ...each('random.seed random.setstate', {
    returns: 'scalar',
    state: [{ state: 'random', access: 'set' }]
  }),
  'random.getstate': {
    returns: 'new',
    state: [{ state: 'random', access: 'use' }]
  },
  ...each(
    `random.random random.randint random.randrange random.uniform random.choices random.sample
     random.gauss random.betavariate random.expovariate random.gammavariate random.getrandbits
     random.lognormvariate random.normalvariate random.paretovariate random.randbytes
     random.triangular random.vonmisesvariate random.weibullvariate`,
    draw
  ),
  'random.choice': { ...draw, returns: 'parts' },
  'random.shuffle': { ...draw, changes: [0], returns: 'scalar' },
  ...each(
    `warnings.filterwarnings warnings.simplefilter warnings.resetwarnings`,
    setting('warnings')
  ),
  ...each('decimal.setcontext', setting('decimal')),
  'decimal.getcontext': {
    returns: 'new',
    state: [{ state: 'decimal', access: 'use' }]
  },
  ...each('locale.setlocale', setting('locale')),
  ...each('os.chdir', setting('cwd')),
  'os.getcwd': { returns: 'scalar', state: [{ state: 'cwd', access: 'use' }] },
  ...each(
    'os.putenv os.unsetenv os.environ.update os.environ.setdefault os.environ.pop',
    setting('environ')
  ),
  ...each('os.getenv os.environ.get', {
    returns: 'scalar',
    state: [{ state: 'environ', access: 'use' }]
  }),
  ...each(
    'sys.path.append sys.path.insert sys.path.extend sys.path.remove',
    setting('sys.path')
  ),
  ...each('sys.setrecursionlimit', setting('sys.limits')),
  ...each('logging.basicConfig logging.disable', setting('logging'))
};

const VALUES: Record<string, CallRule> = {
  ...each(
    `heapq.heappush heapq.heappop heapq.heapify heapq.heapreplace heapq.heappushpop bisect.insort
     bisect.insort_left bisect.insort_right`,
    { changes: [0], stores: true, returns: 'parts' }
  ),
  'copy.copy': { returns: 'list' },
  'copy.deepcopy': { returns: 'new' },
  ...each('copy.replace dataclasses.replace', { returns: 'holds' }),
  ...each('collections.deque collections.OrderedDict collections.Counter', {
    returns: 'list'
  }),
  ...each('collections.defaultdict collections.ChainMap', { returns: 'holds' }),
  ...each(
    `itertools.accumulate itertools.chain itertools.chain.from_iterable itertools.combinations
     itertools.combinations_with_replacement itertools.compress itertools.count itertools.cycle
     itertools.dropwhile itertools.filterfalse itertools.groupby itertools.islice
     itertools.pairwise itertools.permutations itertools.product itertools.repeat
     itertools.starmap itertools.takewhile itertools.tee itertools.zip_longest`,
    { returns: 'iterator' }
  ),
  ...each('asyncio.gather asyncio.wait asyncio.as_completed', {
    returns: 'list'
  }),
  ...each('asyncio.run asyncio.wait_for asyncio.shield asyncio.to_thread', {
    returns: 'parts'
  }),
  'functools.reduce': { returns: 'parts' },
  ...each('contextlib.redirect_stdout contextlib.redirect_stderr', {
    changes: [0],
    returns: 'holds'
  }),
  ...each('operator.setitem operator.delitem', {
    changes: [0],
    stores: true,
    returns: 'scalar'
  }),
  ...each(
    `operator.iadd operator.iconcat operator.iand operator.ior operator.ixor operator.isub
     operator.imul`,
    { changes: [0], stores: true, returns: 'argument' }
  ),
  ...each('contextlib.nullcontext contextlib.closing contextlib.ExitStack', {
    returns: 'holds'
  }),
  ...each(
    'functools.partial functools.partialmethod functools.wraps operator.methodcaller',
    {
      returns: 'holds'
    }
  ),
  ...each('dataclasses.asdict dataclasses.astuple', { returns: 'list' }),
  ...each('math.prod', { returns: 'scalar' }),
  ...each('threading.Thread threading.Timer', {
    changes: 'all',
    returns: 'holds'
  }),
  'sys.exit': { returns: 'scalar' }
};

/** The standard library; functions are keyed by their full path. */
export const STANDARD_LIBRARY: Library = {
  functions: { ...VALUES, ...FILES, ...STATES },
  methods: {
    // Of what `partial`, `defaultdict`, `deque`, `Counter`, files and connections are.
    ...each(
      'append add update extend insert setdefault pop popitem clear write',
      {
        receiver: 'changes',
        keeps: 'members'
      }
    ),
    // Of writers, with the file that they write to.
    ...each('writerow writerows writeheader', {
      receiver: 'changes deeply',
      returns: 'scalar'
    }),
    ...each('put get_nowait put_nowait get', {
      receiver: 'changes',
      keeps: 'arguments'
    }),
    ...each('execute executemany commit rollback close cursor', {
      receiver: 'changes'
    }),
    ...each('start join submit map shutdown', {
      receiver: 'changes deeply',
      keeps: 'arguments'
    }),
    ...each('random randint choice uniform gauss sample seed', {
      receiver: 'changes'
    }),
    shuffle: { receiver: 'changes', changes: [0], returns: 'scalar' },
    ...each('read readline readlines seek truncate writelines __next__', {
      receiver: 'changes',
      returns: 'new'
    }),
    ...each('items keys values', { returns: 'holds' }),
    // Of archives.
    ...each('extractall extract', {
      receiver: 'changes',
      returns: 'scalar',
      files: [{ argument: 0, access: 'write' }]
    })
  },
  otherMethod: { returns: 'new' }
};
