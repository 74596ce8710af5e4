/** What the rules of libraries do to a pipeline: which calls keep steps apart, which order them. */
import { createBuild, type Build } from './outline';

let build: Build;

beforeAll(async () => {
  build = await createBuild();
});

const IMPORTS = `import bisect, collections, contextlib, copy, csv, functools, heapq, io, itertools, json
import math, operator, random
import matplotlib.pyplot as plt
import numpy as np
import pandas as pd
from sklearn.linear_model import LinearRegression
from sklearn.pipeline import make_pipeline
from sklearn.preprocessing import StandardScaler
import plotly.express as px
import seaborn as sns
from tqdm import tqdm
import unknown`;

/** Whether a last step takes `x` from the step that uses it, rather than from the one that makes it. */
function changes(made: string, use: string): boolean {
  const { flows } = build(
    ['imports', IMPORTS],
    ['step:a', made],
    ['step:b', use],
    ['step:c', 'x']
  );
  expect(flows.filter(flow => flow.startsWith('c.x'))).toHaveLength(1);
  return flows.includes('c.x <- b');
}

const LIST = 'x = [1]';
const DICT = 'x = {}';
const ARRAY = 'x = np.zeros(3)';
const FRAME = 'x = pd.DataFrame()';
const MODEL = 'x = LinearRegression()';
const OBJECT = 'x = unknown.make()';

it.each([
  [LIST, 'print(x, len(x), sum(x), max(x), sorted(x), str(x))'],
  [LIST, 'isinstance(x, list) and any(x)'],
  [LIST, 'for i, j in zip(x, enumerate(x)): print(i, j)'],
  [LIST, 'y = list(x)\ny.append(1)'],
  [LIST, 'y = [*x]\ny.append(1)'],
  [LIST, 'y = x.copy()\ny.append(1)'],
  [LIST, 'y = copy.deepcopy(x)\ny.append(1)'],
  [LIST, 'json.dumps(x)\nmath.fsum(x)\nitertools.chain(x)'],
  [LIST, 'collections.Counter(x).most_common()'],
  [LIST, 'np.mean(x)\npd.Series(x)\nplt.plot(x)\nsns.lineplot(x)'],
  [LIST, 'functools.reduce(operator.add, x)'],
  [DICT, 'x.get(1), x.keys(), list(x.items()), 1 in x'],
  [DICT, 'y = {**x}\ny[1] = 2'],
  [ARRAY, 'x.mean(), x.shape, x + 1, x[0], x.reshape(3, 1), x @ x'],
  [ARRAY, 'y = x * 2\ny[0] = 1'],
  [ARRAY, 'y = x.copy()\ny[0] = 1'],
  [ARRAY, 'y = x[x > 0]\ny[0] = 1'],
  [ARRAY, 'np.sort(x), np.concatenate([x, x]), np.unique(x)'],
  [ARRAY, 'y = np.where(x > 0, x, 0)\ny[0] = 1'],
  [FRAME, 'x.head(), x["a"].mean(), x.groupby("a").sum(), x.describe()'],
  [FRAME, 'y = x.drop(columns="a")\ny["b"] = 1'],
  [FRAME, 'y = x.copy()\ny["b"] = 1'],
  [FRAME, 'y = x[x["a"] > 1]\ny["b"] = 1'],
  [FRAME, 'y = x[["a"]]\ny["b"] = 1'],
  [FRAME, 'y = pd.concat([x, x])\ny["b"] = 1'],
  [FRAME, 'y = x.merge(x)\ny["b"] = 1'],
  [FRAME, 'x.plot()\nx["a"].plot.hist()\nplt.hist(x["a"])'],
  [FRAME, 'x.to_csv("f")'],
  [FRAME, 'x.rename(columns={}, inplace=False)'],
  [FRAME, 'LinearRegression().fit(x, x["a"])'],
  [FRAME, 'y = StandardScaler().fit_transform(x)\ny[0] = 1'],
  ['x = px.line(x=[1], y=[1])', 'x.show()'],
  [LIST, 'for y in tqdm(x): print(y)'],
  [MODEL, 'x.predict([[1]])\nx.score([[1]], [1])\nx.coef_'],
  [OBJECT, 'print(x)\nx.head()\nx.shape']
])('%s is left alone by %s', (made, use) => {
  expect(changes(made, use)).toBe(false);
});

it.each([
  [LIST, 'x.append(1)'],
  [LIST, 'x.extend([1])'],
  [LIST, 'x.sort()'],
  [LIST, 'x.pop()'],
  [LIST, 'x[0] = 1'],
  [LIST, 'x[:] = []'],
  [LIST, 'x *= 2'],
  [LIST, 'random.shuffle(x)'],
  [LIST, 'heapq.heappush(x, 1)'],
  [LIST, 'bisect.insort(x, 1)'],
  [LIST, 'operator.iadd(x, [1])'],
  [LIST, 'list(map(x.append, "ab"))'],
  [LIST, 'y = x\ny.append(1)'],
  [LIST, 'y = [x]\ny[0].append(1)'],
  [LIST, 'for y in (x, x): y.append(1)'],
  [LIST, 'unknown.f(x)'],
  [LIST, 'unknown.f(key=[x])'],
  [DICT, 'x.update(a=1)'],
  [DICT, 'x.setdefault("a", []).append(1)'],
  ['x = collections.defaultdict(list)', 'x[1]'],
  [ARRAY, 'x[0] = 1'],
  [ARRAY, 'x += 1'],
  [ARRAY, 'x.sort()'],
  [ARRAY, 'x.T[0] = 1'],
  [ARRAY, 'y = x[1:]\ny[0] = 1'],
  [ARRAY, 'y = x.reshape(3, 1)\ny[0] = 1'],
  [ARRAY, 'y = np.asarray(x)\ny[0] = 1'],
  [ARRAY, 'np.fill_diagonal(x, 1)'],
  [ARRAY, 'np.add(x, 1, out=x)'],
  [ARRAY, 'np.add(x, 1, x)'],
  [ARRAY, 'np.sqrt(x, x)'],
  [ARRAY, 'y = np.add(x, 1, out=x)\ny[0] = 1'],
  [ARRAY, 'y = pd.DataFrame(x)\ny.iloc[0] = 1'],
  [FRAME, 'y = x["a"].to_numpy()\ny[0] = 1'],
  ['x = bytearray(3)', 'y = memoryview(x)\ny[0] = 1'],
  ['x = io.StringIO()', 'x.write("a")'],
  ['x = io.StringIO()', 'print("a", file=x)'],
  ['x = io.StringIO()', 'json.dump({}, x)'],
  ['x = io.StringIO()', 'csv.writer(x).writerow([1])'],
  ['x = io.StringIO()', 'pd.DataFrame().to_csv(x)'],
  ['x = io.StringIO()', 'pd.DataFrame().to_csv(path_or_buf=x)'],
  ['x = io.BytesIO()', 'plt.savefig(x)'],
  ['x = io.BytesIO()', 'np.save(x, [1])'],
  ['x = io.StringIO()', 'with contextlib.redirect_stdout(x):\n    print("a")'],
  [ARRAY, 'np.random.shuffle(x)'],
  ['x = np.random.default_rng(1)', 'x.random()'],
  [FRAME, 'x["a"] = 1'],
  [FRAME, 'x.loc[0, "a"] = 1'],
  [FRAME, 'x.columns = ["b"]'],
  [FRAME, 'x.index.name = "day"'],
  [FRAME, 'del x["a"]'],
  [FRAME, 'x.pop("a")'],
  [FRAME, 'x.insert(0, "b", 1)'],
  [FRAME, 'x.drop(columns="a", inplace=True)'],
  [FRAME, 'x["a"].fillna(0, inplace=True)'],
  [FRAME, 'x.rename(columns={}, inplace=unknown.flag)'],
  [MODEL, 'x.fit([[1]], [1])'],
  [MODEL, 'make_pipeline(x).fit([[1]], [1])'],
  [MODEL, 'x.set_params(a=1)'],
  ['x, ax = plt.subplots()', 'ax.plot([1])'],
  ['x, ax = plt.subplots()', 'pd.DataFrame().plot(ax=ax)'],
  ['x, ax = plt.subplots()', 'sns.lineplot(x=[1], y=[1], ax=ax)'],
  ['x = pd.DataFrame().plot()', 'x.set_title("a")'],
  ['x = pd.DataFrame()["a"].plot.hist()', 'x.set_title("a")'],
  ['x = sns.lineplot(x=[1], y=[1])', 'x.set_title("a")'],
  ['x = px.line(x=[1], y=[1])', 'x.update_layout(title="a")'],
  [LIST, 'for y in tqdm([x]): y.append(1)'],
  [OBJECT, 'x.anything()'],
  [OBJECT, 'x.a = 1'],
  [OBJECT, 'unknown.f(x)']
])('%s may be changed by %s', (made, use) => {
  expect(changes(made, use)).toBe(true);
});
