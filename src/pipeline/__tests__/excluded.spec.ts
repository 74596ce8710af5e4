import { createBuild, type Build } from './outline';

let build: Build;

beforeAll(async () => {
  build = await createBuild();
});

const EXCLUDE = { cellway: { exclude: ['x'] } };

describe('a variable that a step does not pass on', () => {
  it('is not taken from a step further up in its place', () => {
    const built = build(
      ['step:a', 'x = 1'],
      ['step:b', 'x = 2', EXCLUDE],
      ['step:c', 'print(x)']
    );
    expect(built.flows).toEqual([]);
    expect(built.told).toEqual(['warning unknown-name 2: x']);
    expect(built.messages[0]).toContain('step b does not pass it on');
  });

  it('is there for the steps before, and for its own', () => {
    const built = build(
      ['step:a', 'x = []'],
      ['step:b', 'x.append(1)\nn = len(x)', EXCLUDE],
      ['step:c', 'print(n)']
    );
    expect(built.flows).toEqual(['b.x <- a', 'c.n <- b']);
    expect(built.told).toEqual([]);
  });

  it('may be made again', () => {
    const built = build(
      ['step:a', 'x = open("f")', EXCLUDE],
      ['step:b', 'x = open("f")\nx.read()']
    );
    expect(built.flows).toEqual([]);
    expect(built.told).toEqual([]);
  });

  it('is told also where it may not be read', () => {
    const built = build(
      ['step:a', 'x = open("f")\nn = 3', EXCLUDE],
      ['step:b', 'if n > 5:\n    x.read()']
    );
    expect(built.flows).toEqual(['b.n <- a']);
    expect(built.told).toEqual(['info unknown-name 1: x']);
  });

  it('does not go to code that nobody can read', () => {
    const built = build(
      ['step:a', 'x = open("f")\nn = 3', EXCLUDE],
      ['step:b', 'exec("print(n)")']
    );
    expect(built.flows).toEqual(['b.n <- a']);
    expect(built.told).toEqual(['info opaque 1: exec("print(n)")']);
  });

  it('that it does not have passes by', () => {
    const built = build(
      ['step:a', 'x = 1'],
      ['step:b', 'y = 2', EXCLUDE],
      ['step:c', 'print(x, y)']
    );
    expect(built.flows).toEqual(['c.x <- a', 'c.y <- b']);
    expect(built.told).toEqual(['warning exclude-unknown 1: ']);
  });
});
