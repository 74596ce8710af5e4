import type { CellAnalyser } from '../../../analysis/cell-code';
import { applyEdits } from '../../../notebook/editing/apply-edits';
import { code, notebook, text } from '../../../notebook/__tests__/views';
import { notebookOf, type Cell } from '../../__tests__/outline';
import { suggestSteps } from '../suggest-steps';
import { editsOf } from '../suggestion';
import { createAnalyser, Suggested } from './suggest';

let analyser: CellAnalyser;

beforeAll(async () => {
  analyser = await createAnalyser();
});

/** A notebook of sources; those that begin with `#` and a blank are markdown. */
function suggest(...sources: readonly string[]): Suggested {
  return new Suggested(
    notebookOf(
      sources.map((source): Cell => [
        /^#+ /.test(source) ? 'markdown' : '',
        source
      ])
    ),
    analyser
  );
}

describe('cells that are no step', () => {
  it.each([
    ['import numpy as np\nimport pandas as pd', '(imports) 0'],
    ['"""Sales."""\nimport numpy as np\n%matplotlib inline', '(imports) 0'],
    ['import pandas as pd\npd.set_option("display.width", 9)', '(imports) 0'],
    ['def f():\n    return 1', '(functions) 0'],
    ['import math\nclass A:\n    x = math.pi', '(functions) 0'],
    ['n = 3\nname = "x"', '(parameters) 0'],
    ['import math\nn = 3', '(parameters) 0'],
    ['!pip install pandas', '(skip) 0'],
    ['%pip install -q "pandas>=2" numpy\n%conda install x', '(skip) 0'],
    ['!ls data', '(skip) 0']
  ])('%s', (source, expected) => {
    const after = 'd = open("f").read()\nprint(n, d)';
    expect(suggest(source, after).roles[0]).toBe(expected);
  });

  it.each([
    ['a setting that shows itself', '%env A=b'],
    ['a setting that returns', 'import numpy as np\nnp.seterr(all="raise")'],
    ['an import that does more', 'import random\nrandom.seed(1)'],
    ['a function with a mutable default', 'def f(a=[]):\n    return a'],
    ['a function that is called', 'def f():\n    return 1\nx = f()'],
    ['values that nobody reads', 'm = 3'],
    ['a value that is computed', 'n = 2 * 3'],
    ['an installation and something else', '!pip install x\nimport x'],
    ['an installation in a longer line', '!pip install x && make all'],
    ['an uninstallation', '!pip uninstall -y x'],
    ['a command that writes', '!ls > list.txt']
  ])('%s is a step', (_, source) => {
    const after = 'd = open("f").read()\nprint(n, d)';
    expect(suggest(source, after).roles[0]).toMatch(/^\w+ 0/);
  });

  it('takes no parameter of a value that changes', () => {
    const counted = suggest(
      'n = 3',
      'for i in range(9):\n    n += i',
      'print(n)'
    );
    expect(counted.roles.join()).not.toContain('parameters');
    const filled = suggest('xs = [1]', 'xs.append(2)', 'print(xs)');
    expect(filled.roles.join()).not.toContain('parameters');
  });

  it('takes no parameter from the middle of the work', () => {
    const { roles } = suggest('d = open("f").read()', 'n = 3', 'print(n, d)');
    expect(roles.join()).not.toContain('parameters');
  });

  it('skips what only looks at a frame', () => {
    const { roles, reason } = suggested();
    expect(roles).toEqual([
      '(imports) 0',
      'load_data 1 4',
      '(skip) 2',
      '(skip) 3'
    ]);
    expect(reason(2)).toBe('Only looks at df: no cell needs it.');
    function suggested(): { roles: string[]; reason: (c: number) => unknown } {
      const found = suggest(
        'import pandas as pd',
        'df = pd.read_csv("a.csv")',
        'df.head()',
        'df.info()',
        'df["a"].plot()'
      );
      return { roles: found.roles, reason: cell => found.reason(cell) };
    }
  });

  it.each([
    [
      'of an own class',
      'class A:\n    def head(self):\n        self.n = 1\ndf = A()',
      'df.head()',
      'print(df.n)'
    ],
    [
      'that draws random numbers',
      'import pandas as pd\nimport numpy as np\nnp.random.seed(1)\ndf = pd.read_csv("f")',
      'df.sample(3)',
      'x = np.random.rand()\nprint(x)'
    ],
    [
      'whose output is read',
      'import pandas as pd\ndf = pd.read_csv("f")',
      'df.head()',
      'x = _\nprint(x)'
    ]
  ])('does not skip a look %s', (_, make, look, use) => {
    expect(suggest(make, look, use).roles.join()).not.toContain('skip');
  });

  it('keeps definitions amid a step in it', () => {
    const { roles } = suggest(
      '# Load\n',
      'import pandas as pd',
      'df = pd.read_csv("f")',
      'def clean(x):\n    return x',
      'df = clean(df)',
      '# Show\n',
      'print(df)'
    );
    expect(roles).toEqual(['(imports) 1', 'load 2 3 4', 'show 6']);
  });

  it('makes metrics of results that the last cell prints', () => {
    const work = ['x = open("f").read()', 'accuracy = len(x)\nloss = 1'];
    expect(suggest(...work, 'print(accuracy)\nprint(loss)').roles.at(-1)).toBe(
      '(metrics) 2'
    );
    expect(suggest(...work, 'print(x)').roles.join()).not.toContain('metrics');
  });

  it('leaves alone what is tagged', () => {
    const view = notebook(
      code('n = f()', 'parameters'),
      code('x = n + 1', 'skip'),
      code('y = n + 2')
    );
    const { roles, suggestion } = new Suggested(view, analyser);
    expect(roles).toEqual(['(parameters) 0', '(skip) 1', 'make_y 2']);
    expect(editsOf(suggestion, view)).toHaveLength(1);
    const tagged = notebook(code('x = 1', 'step:a'), code('y = x'));
    expect(suggestSteps(tagged, analyser)).toEqual([]);
  });
});

describe('steps', () => {
  it('are the sections where there are headings', () => {
    const { roles } = suggest(
      '# Sales\n',
      '## 1. Load the data\n',
      'a = open("a").read()',
      'b = a.strip()',
      '## 2. Count\n',
      'c = len(b)',
      '## Words\n',
      '## Show\n',
      'print(c)'
    );
    expect(roles).toEqual(['load_the_data 2 3', 'count 5', 'show 8']);
  });

  it('are named by their code where a heading is a sentence', () => {
    const { roles } = suggest(
      '## Where the data of all these years come from, and how I got them\n',
      'import pandas as pd\nsales = pd.read_csv("f")',
      '## What is to be learned\n',
      'print(sales)'
    );
    expect(roles).toEqual(['load_sales 1', 'what_is_to_be_learned 3']);
  });

  it('are independent branches where code alone must tell', () => {
    const found = suggest(
      'a = open("a").read()',
      'b = open("b").read()',
      'c = a.strip()',
      'd = b.strip()',
      'print(c + d)'
    );
    expect(found.roles).toHaveLength(5);
    expect(found.graph).toEqual([
      'make_a',
      'make_b',
      'make_c after make_a',
      'make_d after make_b',
      'report after make_c make_d'
    ]);
    expect(found.reason(1)).toBe(
      'Can run beside make_a: neither needs the other.'
    );
  });

  it('part where others need not wait for the rest', () => {
    const { roles, graph } = suggest(
      '# Models\n',
      'from sklearn.preprocessing import StandardScaler\nfrom sklearn.svm import SVC',
      'import pandas as pd\ndata = pd.read_csv("f")',
      'scaled = StandardScaler().fit_transform(data)',
      'one = SVC().fit(data, data)',
      'two = SVC().fit(scaled, data)',
      '# End\n',
      'print(one, two)'
    );
    expect(roles).toEqual([
      '(imports) 1',
      'load_data 2',
      'scale 3',
      'train_one 4',
      'train_two 5',
      'end 7'
    ]);
    expect(graph[2]).toBe('train_one after load_data');
  });

  it('keep together what cannot be stored', () => {
    const { roles, outline } = suggest(
      '# Open\n',
      'import sqlite3\ndb = sqlite3.connect("f")',
      '# Read\n',
      'n = len(db.execute("select 1").fetchall())',
      '# Show\n',
      'print(n)'
    );
    expect(roles).toEqual(['open 1 3', 'show 5']);
    expect(outline.told).toEqual([]);
  });

  it('are few, however many cells there are', () => {
    const chain = Array.from({ length: 80 }, (_, i) =>
      i === 0 ? 'x0 = open("f").read()' : `x${i} = x${i - 1}.strip()`
    );
    expect(suggest(...chain).roles.length).toBeLessThanOrEqual(10);
    const apart = Array.from({ length: 80 }, (_, i) =>
      i < 79 ? `x${i} = open("f${i}").read()` : 'print(x0)'
    );
    expect(suggest(...apart).roles.length).toBeLessThanOrEqual(30);
  });

  it('have legal names, each once', () => {
    const { roles } = suggest(
      '# Imports\n',
      'a = open("a").read()',
      '# Übung 1\n',
      'b = open("b").read()',
      '# Übung 1\n',
      'c = open("c").read()',
      '# 漢字\n',
      'print(a, b, c)'
    );
    expect(roles.slice(0, 3)).toEqual([
      'imports_2 1',
      'ubung_1 3',
      'ubung_1_2 5'
    ]);
    expect(roles[3]).toMatch(/^[a-z][a-z_]* 7$/);
  });
});

it.each([
  ['an empty notebook', notebook()],
  ['text', notebook(text('# A\n\n# B'))],
  ['blank cells', notebook(code(''), code('# nothing'))]
])('suggests no step for %s', (_, view) => {
  const { suggestion, outline } = new Suggested(view, analyser);
  expect(suggestion.filter(each => each.role.kind !== 'none')).toEqual([]);
  expect(outline.told).toEqual([]);
});

it('is made by edits of what is not so already', () => {
  const view = notebook(
    code('import math', 'imports'),
    text('# Work'),
    code('x = math.sqrt(2)'),
    code('print(x)')
  );
  const suggestion = suggestSteps(view, analyser);
  expect(editsOf(suggestion, view)).toEqual([
    { kind: 'add-tag', cell: 2, tag: 'step:report' }
  ]);
  const other = [
    { cell: 0, role: { kind: 'none' as const } },
    { cell: 2, role: { kind: 'none' as const } }
  ];
  expect(editsOf(other, view)).toEqual([
    { kind: 'remove-tag', cell: 0, tag: 'imports' }
  ]);
});

it('gives the tags that its roles are looked at with', () => {
  const {
    notebook: view,
    suggestion,
    outline
  } = suggest(
    'import math',
    'n = 3',
    '# Work\n',
    'x = math.sqrt(n)',
    '# Show\n',
    'print(x)'
  );
  const edited = applyEdits(view, editsOf(suggestion, view));
  expect(edited.cells.map(each => each.metadata)).toEqual(
    outline.notebook.cells.map(each => each.metadata)
  );
});
