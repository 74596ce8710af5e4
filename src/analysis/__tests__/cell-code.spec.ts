import { CellAnalyser } from '../cell-code';
import { loadParser } from '../syntax/__tests__/load-parser';
import type { PythonParser } from '../syntax/parser';

let parser: PythonParser;
let parsed: string[];
let counting: PythonParser;

beforeAll(async () => {
  parser = await loadParser();
});

beforeEach(() => {
  parsed = [];
  counting = {
    parse: source => {
      parsed.push(source);
      return parser.parse(source);
    },
    dispose: () => undefined
  };
});

describe('CellAnalyser', () => {
  it('reads each source once', () => {
    const analyser = new CellAnalyser(counting);
    const first = analyser.analyse('x = 1');
    analyser.analyse('x = 2');
    expect(analyser.analyse('x = 1')).toBe(first);
    expect(parsed).toEqual(['x = 1', 'x = 2']);
  });

  it('forgets the oldest sources beyond its capacity', () => {
    const analyser = new CellAnalyser(counting, 2);
    for (const source of ['a', 'b', 'c', 'b', 'c', 'a']) {
      analyser.analyse(source);
    }
    expect(parsed).toEqual(['a', 'b', 'c', 'a']);
  });

  it('gives a tree and its scopes', () => {
    const { tree, scopes } = new CellAnalyser(counting).analyse(
      'def f(a):\n    return b'
    );
    const [statement] = tree.body;
    expect(statement.kind).toBe('FunctionDef');
    const names =
      statement.kind === 'FunctionDef'
        ? [...scopes.of(statement).symbols.values()]
        : [];
    expect(names.map(({ name, place }) => [name, place])).toEqual([
      ['a', 'local'],
      ['b', 'global']
    ]);
  });

  it('says so where the stack is not high enough', () => {
    const source = `x = y${'.z'.repeat(20_000)}`;
    const { tree } = new CellAnalyser(counting).analyse(source);
    expect(tree.errors.map(each => each.message)).toEqual([
      'this is nested too deeply'
    ]);
  });
});
