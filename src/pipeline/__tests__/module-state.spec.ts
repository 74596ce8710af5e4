/** Generators, options and the process's own state: what is carried, and what is set again. */
import { createBuild, type Build, type Cell } from './outline';

let build: Build;

beforeAll(async () => {
  build = await createBuild();
});

type Row = readonly [
  about: string,
  cells: readonly Cell[],
  states: readonly string[]
];

describe('a generator', () => {
  it.each<Row>([
    [
      'that is seeded goes from draw to draw',
      [
        ['imports', 'import random'],
        ['step:a', 'random.seed(1)'],
        ['step:b', 'random.random()'],
        ['step:c', '1'],
        ['step:d', 'random.random()']
      ],
      ['b.random <- a', 'd.random <- b']
    ],
    [
      'that nobody seeds goes nowhere',
      [
        ['imports', 'import random'],
        ['step:a', 'random.random()'],
        ['step:b', 'random.random()']
      ],
      []
    ],
    [
      'that a step seeds anew is not taken by it',
      [
        ['imports', 'import random'],
        ['step:a', 'random.seed(1)'],
        ['step:b', 'random.seed(2)\nrandom.random()'],
        ['step:c', 'random.random()']
      ],
      ['c.random <- b']
    ],
    [
      'that a step may seed anew is',
      [
        ['imports', 'import random'],
        ['step:a', 'random.seed(1)'],
        ['step:b', 'if unknown():\n    random.seed(2)'],
        ['step:c', 'random.random()']
      ],
      ['b.random <- a', 'c.random <- b']
    ],
    [
      'of NumPy is another one',
      [
        ['imports', 'import random\nimport numpy as np'],
        ['step:a', 'random.seed(1)\nnp.random.seed(1)'],
        ['step:b', 'np.random.rand(2)'],
        ['step:c', 'random.random()']
      ],
      ['b.numpy.random <- a', 'c.random <- a']
    ],
    [
      'is drawn from by a function where it is called',
      [
        ['functions', 'import random\ndef f():\n    return random.random()'],
        ['step:a', 'random.seed(1)'],
        ['step:b', 'f()']
      ],
      ['b.random <- a']
    ],
    [
      'is drawn from by libraries that are not told another one',
      [
        [
          'imports',
          'import numpy as np, pandas as pd\nfrom sklearn.model_selection import train_test_split'
        ],
        ['step:a', 'np.random.seed(0)\ndf = pd.DataFrame()'],
        ['step:b', 'df.sample(1)'],
        ['step:c', 'df.sample(1, random_state=1)'],
        ['step:d', 'train_test_split(df)'],
        ['step:e', 'train_test_split(df, random_state=1)']
      ],
      ['b.numpy.random <- a', 'd.numpy.random <- b']
    ],
    [
      'is drawn from by estimators that learn',
      [
        [
          'imports',
          'import numpy as np\nfrom sklearn import cluster, ensemble, linear_model, pipeline'
        ],
        ['step:a', 'np.random.seed(0)'],
        ['step:b', 'm = ensemble.RandomForestClassifier().fit(x, y)'],
        ['step:c', 'linear_model.LinearRegression().fit(x, y)'],
        ['step:d', 'cluster.KMeans(random_state=3).fit(x)'],
        ['step:e', 'pipeline.make_pipeline(cluster.KMeans()).fit(x)'],
        ['step:f', 'm.predict(x)']
      ],
      ['b.numpy.random <- a', 'e.numpy.random <- b']
    ]
  ])('%s', (_, cells, states) => {
    expect(build(...cells).states).toEqual(states);
  });

  it('of its own is a variable', () => {
    const built = build(
      ['imports', 'import numpy as np\nrng = np.random.default_rng(0)'],
      ['step:a', 'rng.random()'],
      ['step:b', 'rng.random()']
    );
    expect(built.flows).toEqual(['a.rng <- imports', 'b.rng <- a']);
    expect(built.states).toEqual([]);
  });

  it('that is not seeded is told once', () => {
    const built = build(
      ['step:a', 'import random\nx = random.random()'],
      ['step:b', 'y = random.choice([1])']
    );
    expect(built.told).toEqual(['info not-reproducible 0: random.random()']);
  });
});

describe('a setting among the imports', () => {
  it.each([
    ['import numpy as np', 'np.set_printoptions(precision=3)', 'np.zeros(2)'],
    ['import numpy as np', 'np.seterr(all="ignore")', 'np.zeros(2)'],
    ['import pandas as pd', 'pd.set_option("display.width", 9)', 'pd.NA'],
    ['import pandas as pd', 'pd.options.display.width = 9', 'pd.NA'],
    [
      'import matplotlib.pyplot as plt',
      'plt.style.use("ggplot")',
      'plt.plot()'
    ],
    [
      'import matplotlib.pyplot as plt',
      'plt.rcParams["figure.figsize"] = [8, 4]',
      'plt.plot()'
    ],
    ['import seaborn as sns', 'sns.set_theme(style="dark")', 'sns.lineplot()'],
    ['import matplotlib as mpl', 'mpl.rc("font", size=9)', 'mpl.figure'],
    ['import sklearn', 'sklearn.set_config(display="text")', 'sklearn.x'],
    ['import warnings', 'warnings.filterwarnings("ignore")', '1'],
    ['import os', 'os.environ["A"] = "b"', '1'],
    ['import os', 'os.environ.update({"A": "b"})', '1'],
    ['import sys', 'sys.path.append("lib")', '1'],
    ['import sys', 'sys.setrecursionlimit(5000)', '1'],
    ['import locale', 'locale.setlocale(locale.LC_ALL, "C")', '1'],
    ['import logging', 'logging.basicConfig(level=logging.INFO)', '1'],
    ['pass', '%matplotlib inline', '1'],
    ['pass', '%load_ext autoreload', '1'],
    ['pass', '%config InlineBackend.figure_format = "svg"', '1']
  ])('%s; %s is made again for those it matters to', (module, setting, use) => {
    const built = build(['imports', `${module}\n${setting}`], ['step:a', use]);
    expect(built.steps).toEqual(['a 1']);
    expect(built.restored('a')).toContain(`setting ${setting}`);
    expect(built.told).toEqual([]);
  });

  it('may be one of several of the same kind', () => {
    const built = build(
      [
        'imports',
        'import pandas as pd\npd.set_option("display.width", 9)\npd.set_option("display.max_rows", 5)'
      ],
      ['step:a', 'pd.NA']
    );
    expect(built.steps).toEqual(['a 1']);
    expect(built.restored('a')).toHaveLength(3);
  });

  it('is not made again where nobody uses its module', () => {
    const built = build(
      ['imports', 'import pandas as pd\npd.set_option("display.width", 9)'],
      ['step:a', 'print(1)']
    );
    expect(built.restored('a')).toEqual([]);
  });

  it('is made again where a value of its module is used', () => {
    const built = build(
      ['imports', 'import pandas as pd\npd.set_option("display.width", 9)'],
      ['step:a', 'df = pd.DataFrame()'],
      ['step:b', 'print(df)']
    );
    expect(built.restored('b')).toEqual([
      'import pd',
      'setting pd.set_option("display.width", 9)'
    ]);
  });

  it.each([
    ['a variable', 'width = 9\npd.set_option("display.width", width)'],
    ['a call', 'pd.set_option("display.width", len("abc"))'],
    ['a branch', 'if pd:\n    pd.set_option("display.width", 9)']
  ])('that depends on %s flows from a step', (_, source) => {
    const built = build(
      ['imports', `import pandas as pd\n${source}`],
      ['step:a', 'pd.NA']
    );
    expect(built.states).toEqual(['a.pandas.options <- imports']);
  });
});

describe('a setting in a step', () => {
  it.each<Row>([
    [
      'flows to the later steps that it matters to',
      [
        ['step:a', 'import pandas as pd'],
        ['step:b', 'pd.set_option("display.width", 9)'],
        ['step:c', 'print(pd.NA)'],
        ['step:d', 'print(1)']
      ],
      ['c.pandas.options <- b']
    ],
    [
      'flows to all, where it is the process’s',
      [
        ['step:a', 'import os\nos.environ["A"] = "b"'],
        ['step:b', 'print(1)']
      ],
      ['b.environ <- a']
    ],
    [
      'may be a magic',
      [
        ['step:a', '%env A=b'],
        ['step:b', '1']
      ],
      ['b.environ <- a']
    ],
    [
      'may be the working folder',
      [
        ['step:a', 'import os\nos.chdir("data")'],
        ['step:b', '1']
      ],
      ['b.cwd <- a']
    ],
    [
      'may be the working folder by magic',
      [
        ['step:a', '%cd data'],
        ['step:b', '1']
      ],
      ['b.cwd <- a']
    ],
    [
      'may be a decimal context',
      [
        ['step:a', 'import decimal\ndecimal.getcontext().prec = 5'],
        ['step:b', 'print(decimal.Decimal(1) / 3)'],
        ['step:c', 'print(1)']
      ],
      ['b.decimal <- a']
    ]
  ])('%s', (_, cells, states) => {
    expect(build(...cells).states).toEqual(states);
  });

  it('of IPython is made again, since nobody can ask for it', () => {
    const built = build(['step:a', '%precision 3'], ['step:b', '1 / 3']);
    expect(built.restored('b')).toEqual(['setting %precision 3']);
    expect(built.edges).toEqual([]);
  });
});

describe('a store into a module', () => {
  const later = ['step:b', 'import m\nm.run()'] as const;

  it('is told where a method makes it', () => {
    const cell = ['step:a', 'import m\nm.items.append(1)'] as const;
    expect(build(cell, later).told).toEqual([
      'warning module-state 0: m.items.append(1)'
    ]);
  });

  it.each(['import m\nm.x = 1', 'import m\nm.x += 1', 'import m\ndel m.x'])(
    'is told: %s',
    source => {
      expect(build(['step:a', source], later).told).toEqual([
        `warning module-state 0: m.x`
      ]);
    }
  );

  it('is not told where nothing later has to do with it', () => {
    const own = ['step:a', 'import m\nm.x = 1'] as const;
    const known = ['step:a', 'import string\nstring.extra = 1'] as const;
    expect(build(own, ['step:b', 'print(1)']).told).toEqual([]);
    expect(
      build(known, ['step:b', 'import string\nstring.extra = 2']).told
    ).toEqual([]);
    expect(
      build(known, ['step:b', 'import string\nstring.digits']).told
    ).toEqual([]);
  });
});
