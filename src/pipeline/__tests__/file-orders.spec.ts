/** Steps that touch the same files, in the order of the notebook. */
import { createBuild, type Build } from './outline';

let build: Build;

beforeAll(async () => {
  build = await createBuild();
});

/** The orders among steps a, b, c… of these sources. */
function orders(...sources: readonly string[]): string[] {
  return build(
    ['imports', IMPORTS],
    ...sources.map((source, i) => [`step:${'abcdef'[i]}`, source] as const)
  ).orders;
}

const IMPORTS = `import glob, io, json, os, shutil, sqlite3, subprocess, sys, zipfile
import urllib.request
import os.path as osp
from pathlib import Path
import matplotlib.pyplot as plt, numpy as np, pandas as pd`;
const WRITE = 'open("x", "w").write("1")';

describe('of two accesses to one file', () => {
  it.each([
    ['reading after reading', 'open("x")', 'open("x")', false],
    ['reading after writing', WRITE, 'open("x")', true],
    ['writing after reading', 'open("x")', WRITE, true],
    ['writing after writing', WRITE, WRITE, true],
    ['appending', 'open("x", "a")', 'open("x", "a")', true],
    ['both at once', 'open("x", "r+")', 'open("x")', true],
    ['binary reading', 'open("x", "rb")', 'open("x", mode="rb")', false],
    ['an unknown mode', 'open("x", unknown)', 'open("x")', true],
    ['another file', WRITE, 'open("y")', false],
    ['a file in the folder', 'shutil.rmtree("x")', 'open("x/y")', true],
    ['a file beside', 'open("x/y", "w")', 'open("x/z")', false],
    ['a name that only starts so', WRITE, 'open("x2")', false],
    ['listing after writing', 'open("x/y", "w")', 'os.listdir("x")', true],
    ['listing after reading', 'open("x/y")', 'os.listdir("x")', false],
    ['making a folder twice', 'os.makedirs("x")', 'os.makedirs("x")', false],
    ['making after looking', 'os.listdir("x")', 'os.makedirs("x")', true],
    ['using after making', 'os.makedirs("x")', 'open("x/y", "w")', true],
    ['making after removing', 'shutil.rmtree("x")', 'os.mkdir("x")', true]
  ])('%s: %s, then %s', (_, first, second, ordered) => {
    expect(orders(first, second)).toEqual(
      ordered ? [expect.stringMatching(/^a < b: file /)] : []
    );
  });
});

describe('a file is written by', () => {
  it.each([
    'open("x", "w")',
    'io.open("x", mode="w")',
    'with open("x", "w") as f:\n    json.dump({}, f)',
    'Path("x").write_text("1")',
    'Path("x").open("w")',
    'Path("y").rename("x")',
    'Path("y").replace(Path("x"))',
    'Path("x").unlink()',
    'os.remove("x")',
    'os.rename("y", "x")',
    'shutil.copy("y", "x")',
    'shutil.copy(src="y", dst="x")',
    'shutil.move("x", "y")',
    'sqlite3.connect("x")',
    'urllib.request.urlretrieve("https://a.b/c", "x")',
    'zipfile.ZipFile("y").extractall("x")',
    'np.savetxt("x", [1])',
    'pd.DataFrame().to_csv("x")',
    'pd.DataFrame().to_csv(path_or_buf="x")',
    'pd.DataFrame()["a"].to_frame().to_parquet("x")',
    'plt.savefig("x")',
    'fig, ax = plt.subplots()\nfig.savefig("x")',
    'import u\nu.save(1, "./x")',
    'import u\nu.frame().write_csv("./x")',
    '%%writefile x\n1',
    'subprocess.run(["make"])',
    'os.system("make")',
    '!make',
    '%%bash\nmake'
  ])('%s', source => {
    expect(orders(source, 'open("x").read()')).toEqual([
      expect.stringMatching(/^a < b: file x$/)
    ]);
  });
});

describe('a file is read by', () => {
  it.each([
    'open("x")',
    'with open("x") as f:\n    json.load(f)',
    'json.load(open("x"))',
    'Path("x").read_text()',
    'Path("x").exists()',
    'os.path.exists("x")',
    'os.listdir(".")',
    'glob.glob("*")',
    'shutil.copy("x", "y")',
    'np.loadtxt("x")',
    'pd.read_csv("x")',
    'pd.read_csv(filepath_or_buffer="x")',
    'plt.imread("x")',
    'import u\nu.load("./x")',
    'import u\nu.read_csv("./x")',
    '!ls',
    '!cat x'
  ])('%s', source => {
    expect(orders(WRITE, source)).toEqual([
      expect.stringMatching(/^a < b: file/)
    ]);
  });
});

describe('no file is touched by', () => {
  it.each([
    'pd.read_csv("https://a.b/c.csv")',
    'pd.DataFrame().to_csv()',
    'pd.read_csv(io.StringIO("a"))',
    '!pip install x',
    '!echo x',
    '!echo x 2>&1',
    'print("x")',
    '"x".replace("x", "y")'
  ])('%s', source => {
    expect(orders(WRITE, source, WRITE)).toEqual(['a < c: file x']);
  });
});

describe('a path is put together from constants', () => {
  it.each([
    'open("out/" + "x.csv")',
    'open(f"out/x.csv")',
    'name = "x"\nopen(f"out/{name}.csv")',
    'folder = "out"\nopen(folder + "/x.csv")',
    'open(os.path.join("out", "x.csv"))',
    'open(osp.join("out", f"x.csv"))',
    'open("./out/../out//x.csv")',
    'open(Path("out") / "x.csv")',
    'open(Path("out", "x.csv"))',
    'open(str(Path("out") / "x.csv"))',
    'Path("out").joinpath("x.csv").read_text()',
    '(Path("out/y") / ".." / "x.csv").read_text()',
    'p = Path("out")\nwith (p / "x.csv").open() as f:\n    pass',
    '(Path("out/y.csv").parent / "x.csv").read_text()',
    'def f(name):\n    return open("out/" + name)\nf("x.csv")',
    'for name in ["x", "y"]:\n    open(f"out/{name}.csv")',
    'open("out/x.csv" if unknown else "out/y.csv")'
  ])('%s', source => {
    expect(orders('open("out/x.csv", "w")', source)).toEqual([
      'a < b: file out/x.csv'
    ]);
    expect(orders('open("x.csv", "w")', source)).toEqual([]);
  });

  it('also of other steps and of parameters', () => {
    const built = build(
      ['pipeline-parameters', 'folder = "out"'],
      ['imports', 'import os'],
      ['functions', 'def path(name):\n    return os.path.join(folder, name)'],
      ['step:a', 'name = "x"'],
      ['step:b', 'open(path(name), "w")'],
      ['step:c', 'open("out/x")'],
      ['step:d', 'open("out/y")']
    );
    expect(built.orders).toEqual(['b < c: file out/x']);
  });

  it('and gets the ending that NumPy adds', () => {
    expect(orders('np.save("x", 1)', 'np.load("x.npy")')).toEqual([
      'a < b: file x.npy'
    ]);
  });
});

describe('a path that cannot be told', () => {
  it('may be any, where one of the two writes', () => {
    expect(
      orders(WRITE, 'open(unknown())', 'open(unknown(), "w")', 'open("y")')
    ).toEqual([
      'a < b: file x',
      'a < c: file x',
      'b < c: file',
      'c < d: file y'
    ]);
  });

  it('is any relative path once the working folder has changed', () => {
    expect(orders(WRITE, 'os.chdir("y")', 'open("../x")')).toEqual([
      'a < c: file x',
      'b < c: state cwd'
    ]);
  });

  it('is what opaque code touches', () => {
    expect(orders(WRITE, 'exec("x")', 'open("x")')).toEqual([
      'a < b: file x',
      'a < c: file x',
      'b < c: file x'
    ]);
  });
});

describe('with prev', () => {
  it('files order only what prev orders, and the rest is told', () => {
    const built = build(
      ['step:a', 'x = 1'],
      ['step:b prev:a', WRITE],
      ['step:c prev:a', 'open("x")']
    );
    expect(built.orders).toEqual(['a < b: prev', 'a < c: prev']);
    expect(built.told).toEqual(['warning branches-differ 2: open("x")']);
  });
});

describe('code that a step makes', () => {
  it('is waited for by those that import it', () => {
    const built = build(
      ['step:a', '%%writefile src/shop/prices.py\nn = 1'],
      ['step:b', 'import sys\nfrom shop import prices'],
      ['step:c', 'print(prices.n)'],
      ['step:d', 'import other\nprint(other.n)']
    );
    expect(built.orders).toEqual([
      'a < b: file src/shop/prices.py',
      'a < c: file src/shop/prices.py'
    ]);
  });

  it.each([
    ['%pip install torch'],
    ['!pip install -q torch'],
    ['!python -m pip install torch'],
    ['!conda install -y torch']
  ])('by installing it: %s', source => {
    const built = build(
      ['step:a', 'import numpy as np'],
      ['step:b', source],
      ['step:c', 'import torch\nimport os'],
      ['step:d', 'print(torch.ones(3))'],
      ['step:e', 'print(np.ones(3), os.name)']
    );
    expect(built.orders).toEqual([
      'b < c: state installed packages',
      'b < d: state installed packages'
    ]);
  });

  it('may be anywhere, where it cannot be told what a step writes', () => {
    const built = build(
      ['step:a', '!git clone https://x/y'],
      ['step:b', 'import y\nimport json\nprint(y.n)'],
      ['step:c', 'print(json.dumps(1))']
    );
    expect(built.orders).toEqual(['a < b: file']);
  });
});
