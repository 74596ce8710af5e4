/** The tables of what is known of libraries, and the paths of files. */
import { isBuiltin, isHistoryName } from '../builtin-names';
import { isTransparentDecorator } from '../decorators';
import { fileWord, looksLikePath } from '../file-words';
import { magicRule, shellAccess } from '../magics';
import { MODULE_STATES, stateOfStore } from '../module-state';
import {
  joinPath,
  normalizePath,
  overlaps,
  parentOf,
  patternFolder
} from '../paths';
import { globalDraw, madePath } from '../random-estimators';
import {
  attributeRule,
  functionRule,
  isTrusted,
  libraryPath,
  UNKNOWN
} from '../rules';
import { STANDARD_LIBRARY } from '../standard-library';

describe('functionRule', () => {
  it.each([
    ['builtins.len', 'scalar'],
    ['builtins.list', 'list'],
    ['numpy.zeros', 'new'],
    ['numpy.reshape', 'memory'],
    ['numpy.linalg.norm', 'new'],
    ['pandas.read_csv', 'new'],
    ['pandas.io.parsers.read_csv', 'new'],
    ['sklearn.svm.SVC', 'holds'],
    ['sklearn.metrics.f1_score', 'new'],
    ['matplotlib.pyplot.subplots', 'new'],
    ['seaborn.heatmap', 'new'],
    ['copy.deepcopy', 'new'],
    ['itertools.chain', 'iterator'],
    ['functools.partial', 'holds'],
    ['collections.Counter', 'list']
  ])('knows what %s returns', (path, returns) => {
    expect(functionRule(path).returns).toBe(returns);
  });

  it.each(['mine.f', 'torch.save', 'numpyish.zeros', 'builtin.len', ''])(
    'knows nothing of %s',
    path => {
      expect(functionRule(path)).toBe(UNKNOWN);
      expect(isTrusted(path)).toBe(false);
    }
  );

  it('does not take what every object has for a rule', () => {
    expect(functionRule('numpy.constructor')).toEqual({ returns: 'new' });
    expect(functionRule('toString.f')).toBe(UNKNOWN);
  });
});

describe('attributeRule', () => {
  it.each([
    ['numpy.zeros()', 'T', 'view'],
    ['numpy.zeros()', 'shape', 'scalar'],
    ['pandas.DataFrame()', 'loc', 'view'],
    ['pandas.DataFrame()', 'columns', 'labels'],
    ['pandas.Series()', 'str', 'new'],
    ['mine.f()', 'x', 'view'],
    ['mine.f()', 'name', 'scalar']
  ])('of %s, %s is %s', (path, name, rule) => {
    expect(attributeRule(path, name)).toBe(rule);
  });
});

it.each([
  ['torch.nn.Linear().to()', 'torch()'],
  ['torch', 'torch()'],
  ['.x()', ''],
  ['', '']
])('libraryPath of %s is %s', (path, expected) => {
  expect(libraryPath(path)).toBe(expected);
});

it('every state that a rule names is in the table', () => {
  const named = Object.values(STANDARD_LIBRARY.functions).flatMap(rule =>
    (rule.state ?? []).map(each => each.state)
  );
  expect(named.filter(state => !(state in MODULE_STATES))).toEqual([]);
});

it.each([
  ['os.environ', 'environ'],
  ['sys.path', 'sys.path'],
  ['pandas.options.display.width', 'pandas.options'],
  ['matplotlib.pyplot.rcParams', 'matplotlib.rcParams'],
  ['matplotlib.rcParams', 'matplotlib.rcParams'],
  ['os.environment', undefined],
  ['mine.x', undefined]
])('a store into %s changes %s', (path, state) => {
  expect(stateOfStore(path)).toBe(state);
});

it.each([
  ['builtins.property', true],
  ['functools.lru_cache()', true],
  ['dataclasses.dataclass', true],
  ['functools.singledispatch', false],
  ['mine.wrap', false],
  ['', false]
])('%s is transparent: %s', (path, expected) => {
  expect(isTransparentDecorator(path)).toBe(expected);
});

it.each([
  ['print', true],
  ['display', true],
  ['__name__', true],
  ['constructor', false],
  ['exclude', false]
])('%s is builtin: %s', (name, expected) => {
  expect(isBuiltin(name)).toBe(expected);
});

it.each([
  ['_', true],
  ['___', true],
  ['_12', true],
  ['_i', true],
  ['_i3', true],
  ['Out', true],
  ['____', false],
  ['_x', false],
  ['Output', false]
])('%s is history: %s', (name, expected) => {
  expect(isHistoryName(name)).toBe(expected);
});

describe('shellAccess', () => {
  it.each([
    ['pip install x', []],
    ['echo hello', []],
    ['echo hello 2>&1', []],
    ['nvidia-smi > /dev/null', []],
    ['ls -l', ['list']],
    ['cat x', ['list']],
    ['echo hello > x', ['write']],
    ['cat x | sort', ['write']],
    ['ls; rm x', ['write']],
    ['make', ['write']],
    ['echo $(rm x)', ['write']],
    ['pipx', ['write']]
  ])('%s', (command, accesses) => {
    expect(shellAccess(command)).toEqual(accesses);
  });
});

describe('magicRule', () => {
  it.each([
    ['line-magic', 'matplotlib', { state: 'ipython' }],
    ['line-magic', 'run', { opaque: true }],
    ['line-magic', 'cd', { state: 'cwd' }],
    ['line-magic', 'time', {}],
    ['line-magic', 'constructor', {}],
    ['cell-magic', 'bash', { shell: true }],
    ['cell-magic', 'writefile', { writes: true }],
    ['cell-magic', 'timeit', {}]
  ] as const)('%s %s', (form, name, rule) => {
    expect(magicRule(name, form)).toEqual(rule);
  });
});

describe('paths', () => {
  it.each([
    ['', 'a', 'a'],
    ['a', 'b', 'a/b'],
    ['a/', 'b', 'a/b'],
    ['a', '/b', '/b'],
    ['a', '', 'a'],
    ['/', 'a', '/a']
  ])('%s and %s make %s', (base, part, whole) => {
    expect(joinPath(base, part)).toBe(whole);
  });

  it.each([
    ['a/b', 'a/b'],
    ['./a//b/', 'a/b'],
    ['a/../b', 'b'],
    ['../a', '../a'],
    ['../../a', '../../a'],
    ['a/../../b', '../b'],
    ['/a/./b', '/a/b'],
    ['.', ''],
    ['/', '/']
  ])('%s is %s', (path, normal) => {
    expect(normalizePath(path)).toBe(normal);
  });

  it.each([
    ['a/b', 'a'],
    ['a', '.'],
    ['/a', '/'],
    ['a/b/', 'a']
  ])('%s lies in %s', (path, folder) => {
    expect(parentOf(path)).toBe(folder);
  });

  it.each([
    ['*.csv', '.'],
    ['data/*.csv', 'data'],
    ['data/**/x', 'data'],
    ['data/x?/[ab]', 'data'],
    ['/*.csv', '/'],
    ['data/x.csv', 'data/x.csv']
  ])('what matches %s lies in %s', (pattern, folder) => {
    expect(patternFolder(pattern)).toBe(folder);
  });

  it.each([
    ['a', 'a', true],
    ['a/b', 'a', true],
    ['a', 'a/b', true],
    ['', 'a', true],
    ['/', '/a', true],
    ['a', 'ab', false],
    ['a/b', 'a/c', false]
  ])('%s and %s overlap: %s', (a, b, expected) => {
    expect(overlaps(a, b)).toBe(expected);
  });
});

describe('fileWord', () => {
  it.each([
    ['torch.save()', 'write'],
    ['joblib.dump()', 'write'],
    ['polars().write_csv()', 'write'],
    ['geo().to_file()', 'write'],
    ['torch.load()', 'read'],
    ['PIL.Image.open()', 'read'],
    ['cv2.imread()', 'read'],
    ['polars.scan_csv()', 'read'],
    ['mine.total()', undefined],
    ['mine.tokens()', undefined],
    ['mine.reader()', undefined],
    ['', undefined]
  ])('%s: %s', (path, access) => {
    expect(fileWord(path)?.access).toBe(access);
  });

  it.each([
    ['x.csv', true],
    ['data/x', true],
    ['my file.txt', true],
    ['x', false],
    ['Hello. World', false],
    ['a / b', false]
  ])('%s looks like a path: %s', (text, expected) => {
    expect(looksLikePath(text)).toBe(expected);
  });
});

describe('globalDraw', () => {
  it.each([
    ['sklearn.cluster.KMeans().fit()', 'sklearn.cluster.KMeans()', 'change'],
    [
      'sklearn.cluster.KMeans().fit_predict()',
      'sklearn.cluster.KMeans()',
      'change'
    ],
    [
      'sklearn.cluster.KMeans().predict()',
      'sklearn.cluster.KMeans()',
      undefined
    ],
    [
      'sklearn.pipeline.make_pipeline().fit()',
      'sklearn.cluster.KMeans()',
      'change'
    ],
    [
      'sklearn.model_selection.cross_val_score()',
      'sklearn.svm.LinearSVC()',
      'move'
    ],
    [
      'sklearn.model_selection.cross_val_score()',
      'sklearn.linear_model.LinearRegression()',
      undefined
    ],
    ['mine.fit()', 'sklearn.cluster.KMeans()', undefined],
    [
      'sklearn.cluster.KMeans().fit()',
      madePath('sklearn.cluster.KMeans', ['random_state']),
      undefined
    ]
  ])('%s with %s: %s', (callee, path, expected) => {
    expect(globalDraw(callee, () => [{ path }])).toBe(expected);
  });
});
