/** What a tagged cell declares, who takes it, and the metrics. */
import { createBuild, type Build } from './outline';

let build: Build;

beforeAll(async () => {
  build = await createBuild();
});

describe('a parameter', () => {
  it.each([
    ['n = 3', 'n: int = 3'],
    ['n = 1_000', 'n: int = 1_000'],
    ['n = -3', 'n: int = -3'],
    ['n = +0.5', 'n: float = +0.5'],
    ['n = 1e-3', 'n: float = 1e-3'],
    ['n = "a"', 'n: str = "a"'],
    ['n = "a" \'b\'', 'n: str = "a" \'b\''],
    ['n = """a\nb"""', 'n: str = """a\nb"""'],
    ['n = True', 'n: bool = True'],
    ['n = None', 'n: None = None'],
    ['n = []', 'n: list = []'],
    ['n = [1, "a", [None]]', 'n: list = [1, "a", [None]]'],
    ['n = (1, 2)', 'n: tuple = (1, 2)'],
    ['n = 1, 2', 'n: tuple = 1, 2'],
    ['n = {1, 2}', 'n: set = {1, 2}'],
    ['n = {}', 'n: dict = {}'],
    ['n = {"a": {"b": -1}}', 'n: dict = {"a": {"b": -1}}'],
    ['n: int = 3', 'n: int = 3'],
    ['n = 3  # how many', 'n: int = 3']
  ])('is declared by %s', (source, parameter) => {
    const built = build(['pipeline-parameters', source]);
    expect(built.parameters).toEqual([parameter]);
    expect(built.told).toEqual([]);
    expect(built.steps).toEqual([]);
  });

  it('keeps its annotation as written', () => {
    const { built } = build([
      'parameters',
      'n: "int | None" = None\nm: List[int] = []'
    ]);
    expect(built.pipeline.parameters.map(each => each.annotation)).toEqual([
      '"int | None"',
      'List[int]'
    ]);
  });

  it.each([
    ['a, b = 1, "two"', ['a: int = 1', 'b: str = "two"']],
    ['(a, b) = [1, 2]', ['a: int = 1', 'b: int = 2']]
  ])('may be one of several: %s', (source, parameters) => {
    expect(build(['parameters', source]).parameters).toEqual(parameters);
  });

  it.each([
    'n = 2 * 3',
    'n = m',
    'n = len("x")',
    'n = f"{1}"',
    'n = b"x"',
    'n = 3j',
    'n = [1, m]',
    'n = {**m}',
    'n = not True',
    'n = m = 1',
    'a, *b = 1, 2',
    'a, b = m'
  ])('is not declared by %s, which is told', source => {
    const built = build(['pipeline-parameters', source]);
    expect(built.parameters).toEqual([]);
    expect(built.told).toContain(`info parameter-not-literal 0: ${source}`);
    expect(built.steps).toEqual(['parameters 0']);
  });

  it.each(['n += 1', 'n: int', 'del n', 'print(1)', 'pass'])(
    'is not declared by %s, as nobody would expect',
    source => {
      const built = build(['pipeline-parameters', source]);
      expect(built.parameters).toEqual([]);
      expect(built.told.filter(told => told.includes('parameter'))).toEqual([]);
    }
  );

  it('declared twice has the last default, which is told at the first', () => {
    const built = build(
      ['parameters', 'n = 1\nm = 2'],
      ['injected-parameters', 'n = 5'],
      ['step:a', 'print(n, m)']
    );
    expect(built.parameters).toEqual(['m: int = 2', 'n: int = 5']);
    expect(built.told).toEqual(['info parameter-repeated 0: n = 1']);
    expect(built.steps).toEqual(['a 2']);
  });

  it('goes to the steps that read it, as long as no step assigns it', () => {
    const built = build(
      ['pipeline-parameters', 'n = 1'],
      ['step:a', 'print(n)'],
      ['step:b', 'n = n + 1'],
      ['step:c', 'print(n)']
    );
    expect(built.taken).toEqual(['a takes n', 'b takes n']);
    expect(built.flows).toEqual(['c.n <- b']);
    expect(built.edges).toEqual(['b < c']);
  });

  it('that a step changes goes on from there', () => {
    const built = build(
      ['pipeline-parameters', 'xs = [1]'],
      ['step:a', 'xs.append(2)'],
      ['step:b', 'print(xs)']
    );
    expect(built.taken).toEqual(['a takes xs']);
    expect(built.flows).toEqual(['b.xs <- a']);
  });

  it('is given to a function that reads it by the step that calls', () => {
    const built = build(
      ['pipeline-parameters', 'n = 1'],
      ['functions', 'def f():\n    return n'],
      ['step:a', 'print(f())']
    );
    expect(built.taken).toEqual(['a takes n']);
  });

  it('is not what a default above it made of it', () => {
    const built = build(
      ['pipeline-parameters', 'n = 1\ndef f(v=n):\n    return v'],
      ['step:a', 'print(f())']
    );
    expect(built.flows).toEqual(['a.f <- parameters']);
    expect(built.taken).toEqual(['parameters takes n']);
  });
});

describe('a parameters cell', () => {
  it('with code that computes is a step that takes its own parameters', () => {
    const built = build(
      ['pipeline-parameters', 'n = 1\nm = n * 2'],
      ['step:a', 'print(n, m)']
    );
    expect(built.flows).toEqual(['a.m <- parameters']);
    expect(built.taken).toEqual(['parameters takes n', 'a takes n']);
    const [step] = built.built.pipeline.steps;
    expect(step.cells).toMatchObject([
      { cell: 0, omit: [{ start: 0, end: 5 }] }
    ]);
  });

  it.each([
    ['in a branch', 'n = 1\nif n > 5:\n    pass\nelse:\n    n = 3'],
    ['in place', 'n = [1]\nn.append(2)'],
    ['under another name', 'n = [1]\nm = n']
  ])('that goes on with a parameter %s gives a variable', (_, source) => {
    const built = build(
      ['pipeline-parameters', source],
      ['step:a', 'print(n)']
    );
    expect(built.flows).toEqual(['a.n <- parameters']);
    expect(built.taken).toEqual(['parameters takes n']);
  });

  it('may import and define', () => {
    const built = build(
      ['pipeline-parameters', 'import os\nn = 1\ndef f():\n    return n'],
      ['step:a', 'print(os.sep, f())']
    );
    expect(built.steps).toEqual(['a 1']);
    expect(built.restored('a')).toEqual(['import os', 'function f']);
    expect(built.taken).toEqual(['a takes n']);
  });
});

describe('metrics', () => {
  it('are the names that the cell prints, with the step that makes each', () => {
    const { built } = build(
      ['step:a', 'loss = 1'],
      ['step:b', 'loss += 1\nscore = 2'],
      ['pipeline-metrics', 'print(loss)\nprint(score)\nprint("done")']
    );
    expect(built.pipeline.metrics).toEqual([
      { name: 'loss', from: 'b', cell: 2 },
      { name: 'score', from: 'b', cell: 2 }
    ]);
  });

  it('may be made nowhere, which is told', () => {
    const built = build(['step:a', '1'], ['pipeline-metrics', 'print(score)']);
    expect(built.built.pipeline.metrics).toEqual([{ name: 'score', cell: 1 }]);
    expect(built.told).toEqual(['warning unknown-name 1: score']);
  });
});
