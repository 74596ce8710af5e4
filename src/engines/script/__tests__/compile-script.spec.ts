/** A notebook as a plain Python script. */
import { CellAnalyser } from '../../../analysis/cell-code';
import { loadParser } from '../../../analysis/syntax/__tests__/load-parser';
import { code, notebook, text } from '../../../notebook/__tests__/views';
import type { NotebookView } from '../../../notebook/tagged-notebook';
import { buildPipeline } from '../../../pipeline/build';
import { compileScript, type Script } from '../compile-script';

let analyser: CellAnalyser;

beforeAll(async () => {
  analyser = new CellAnalyser(await loadParser());
});

function compile(view: NotebookView): Script {
  const built = buildPipeline(view, analyser);
  return compileScript('some.ipynb', view, built, analyser);
}

/** What becomes of the source of one cell. */
function cell(...sources: readonly string[]): string {
  const { text: script, diagnostics } = compile(
    notebook(...sources.map(each => code(each)))
  );
  expect(diagnostics).toEqual([]);
  const cells = (script ?? '').split(/^# %%.*\n/m);
  return (cells.at(-1) ?? '').trimEnd();
}

it('has the cells in order, text as comments, and says whose steps they are', () => {
  const view = notebook(
    text('# A title\n\nand *text*'),
    code('import math', 'imports'),
    code('x = math.pi', 'step:load'),
    code('y = x'),
    code('broken(', 'skip'),
    code('print(y)', 'step:show')
  );
  expect(compile(view).text).toBe(`#!/usr/bin/env python3
# The code of some.ipynb, from top to bottom, as 'cellway compile --engine script'
# wrote it. It needs nothing of Cellway. Run it in the folder of the notebook:
#
#     python some.py


# %% [markdown]
# # A title
#
# and *text*

# %% imports
import math

# %% step: load
x = math.pi

# %%
y = x

# %% skipped
# broken(

# %% step: show
print(y)
`);
});

it('takes parameters from the command line', () => {
  const view = notebook(
    code(
      'n = 3\nrate: float = 1\nname, flag = "a", True\nsizes = [1, 2]\ntwice = n * 2',
      'pipeline-parameters'
    ),
    code('print(n, rate, name, flag, sizes)', 'step:a')
  );
  const script = compile(view).text;
  expect(script).toContain(`
    parser.add_argument("--n", type=int, default=3, help="default: %(default)s")
    parser.add_argument("--rate", type=float, default=1, help="default: %(default)s")
    parser.add_argument("--name", default="a", help="default: %(default)s")
    parser.add_argument("--flag", action=argparse.BooleanOptionalAction, default=True, help="default: %(default)s")
    parser.add_argument("--sizes", type=ast.literal_eval, default=[1, 2], help="default: %(default)s")
`);
  expect(script).toContain(`
arguments = read_arguments()


# %% parameters
n = arguments.n
rate: float = arguments.rate
name, flag = arguments.name, arguments.flag
sizes = arguments.sizes
twice = n * 2
`);
});

describe('a cell', () => {
  it.each([
    ['%matplotlib inline', '# %matplotlib inline'],
    ['if 1:\n    %config x', 'if 1:\n    pass  # %config x'],
    ['x = 1\nx?', 'x = 1\n# x?'],
    ['!ls -l', 'run_shell("ls -l")'],
    ['!echo "a\\b" {{}}', 'run_shell("echo \\"a\\\\b\\" {{}}")'],
    ['!echo $HOME', 'run_shell("echo $HOME")'],
    ['def f():\n    !ls', 'def f():\n    run_shell("ls")'],
    ['files = !ls', 'files = shell_lines("ls")'],
    ['%pip install -q x', 'run_pip("install -q x")'],
    ['%env A=b c', 'set_variable("A", "b c")'],
    ['%cd ..', 'change_folder("..")'],
    ['%time x = 1', 'x = 1'],
    ['%%time\nx = 1', '# left out: %%time\nx = 1'],
    ['%timeit f(1)', '# %timeit f(1)'],
    ['%%html\n<b>x</b>', '# left out: %%html\n# <b>x</b>'],
    ['%%bash\nls\npwd\n', 'run_bash("bash", """\\\nls\npwd\n""")'],
    [
      '%%writefile -a out.txt\na "b"\n',
      'write_file("out.txt", "a \\"b\\"\\n", append=True)'
    ],
    ['x = 1\nx', 'x = 1\nshow_value(x)'],
    ['x = 1\nx;', 'x = 1\nx;'],
    ['x = 1\nx,  # one', 'x = 1\nshow_value((x,))  # one'],
    ['print(1)', 'print(1)'],
    ['    x = 1\n    y = 2', 'x = 1\ny = 2'],
    ['print("é", \'\u{1F600}\')', 'print("é", \'\u{1F600}\')']
  ])('%j', (source, expected) => {
    expect(cell(source)).toBe(expected);
  });

  it.each([
    ['!ls {folder}/$name', 'run_shell(f"ls {folder}/{name}")'],
    [
      '!ls {folder[0]!r} {name + "x"}',
      'run_shell("ls " + str(folder[0]) + " " + str(name + "x"))'
    ],
    ['!echo {name} ${name}', 'run_shell(f"echo {name} ${name}")'],
    ['!echo {name} $HOME', 'run_shell("echo {name} $HOME")']
  ])('%j fills in variables', (source, expected) => {
    expect(cell('folder, name = "a", "b"', source)).toBe(expected);
  });
});

describe('what a step excludes', () => {
  const EXCLUDE = { cellway: { exclude: ['x', 'other'] } };

  it('is deleted when the step ends, and nothing else', () => {
    const { text: script, diagnostics } = compile(
      notebook(
        code('x = open("f")\nn = 1', 'step:a', EXCLUDE),
        code('n += len(x.read())'),
        code(''),
        code('print(n)', 'step:b')
      )
    );
    expect(diagnostics).toEqual([]);
    expect(script).toContain(`# %%
n += len(x.read())
# Later steps do not get:
globals().pop("x", None)

# %% step: b`);
    expect(script?.match(/globals/g)).toHaveLength(1);
  });

  it('may be what only a function of the step has', () => {
    const { text: script } = compile(
      notebook(
        code('def f():\n    global x\n    x = 1\nf()', 'step:a', EXCLUDE),
        code('def g(x):\n    return [x for x in x]', 'step:b', EXCLUDE)
      )
    );
    expect(script?.match(/globals/g)).toHaveLength(1);
  });
});

it('tells what it leaves out, and is written all the same', () => {
  const { text: script, diagnostics } = compile(
    notebook(
      code('x = 1', 'step:a limit:cpu:1 cache:disabled', {
        cellway: { environment: { A: '1' }, after: [] }
      }),
      code('y = x', 'step:b limit:nvidia.com/gpu:1')
    )
  );
  expect(script).toContain('x = 1');
  expect(
    diagnostics.map(({ severity, code: word, message }) => [
      severity,
      word,
      message
    ])
  ).toEqual([
    [
      'warning',
      'not-used-in-script',
      "Step 'a' asks for variables of the environment, cpu; a script does without"
    ],
    [
      'info',
      'not-used-in-script',
      "Step 'b' asks for GPUs of nvidia.com; a script does without"
    ]
  ]);
});

it('brings only what it needs, under names that are free', () => {
  const script = compile(
    notebook(code('def show_value(x):\n    return x\nshow_value(1)'))
  ).text;
  expect(script).toContain('def show_value_(value):');
  expect(script).toContain('show_value_(show_value(1))');
  expect(script).not.toContain('import');
});

it('puts future imports on top', () => {
  const script = compile(
    notebook(code('x = 1'), code('from __future__ import annotations\ny = 2'))
  ).text;
  expect(script?.indexOf('\nfrom __future__')).toBeLessThan(
    script?.indexOf('x = 1') ?? 0
  );
});

it('shows and closes the figures of each cell that may draw', () => {
  const script =
    compile(
      notebook(
        code('import matplotlib.pyplot as plt'),
        code('def draw(x):\n    plt.plot(x)'),
        code('draw([1])'),
        code('x = 1')
      )
    ).text ?? '';
  expect(script).toContain('draw([1]))\nshow_figures()');
  expect(script.match(/^show_figures\(\)$/gm)).toHaveLength(1);
});

describe('tells of what a script cannot do', () => {
  it.each([
    ['%run other.py', '%run other.py'],
    ['%%R\nx', '%%R\nx'],
    ['x = %who_ls', '%who_ls'],
    ['await f()', 'await f()'],
    ['get_ipython().user_ns', 'get_ipython'],
    [',print a', ',print a'],
    ['1\n_ + 1', '_']
  ])('%j', (source, place) => {
    const { text: script, diagnostics } = compile(
      notebook(text('# A'), code(source))
    );
    expect(script).toBeUndefined();
    expect(
      diagnostics.map(({ cell: at, range }) => [
        at,
        source.slice(range?.start, range?.end)
      ])
    ).toEqual([[1, place]]);
  });
});
