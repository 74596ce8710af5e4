import fc from 'fast-check';

import { moduleNames } from '../../scopes/__tests__/module-names/module-names';
import { resolveScopes } from '../../scopes/resolve';
import type { PythonParser } from '../parser';
import type { SyntaxTree } from '../tree';
import type { SyntaxNode } from '../walk';
import { forEachChild, walk } from '../walk';
import { loadParser } from './load-parser';
import { SAMPLE } from './sample';
import { shapes } from './shape';

let parser: PythonParser;

beforeAll(async () => {
  parser = await loadParser();
});

/** Every name with the text that stands where the tree says that it does. */
function namesInPlace(tree: SyntaxTree): string[] {
  const names: string[] = [];
  walk(tree.body, node => {
    if (node.kind === 'Name') {
      names.push(`${node.id} ${tree.source.slice(node.start, node.end)}`);
    }
  });
  return names;
}

/** Nodes that reach over the edge of what they stand in. */
function misplaced(tree: SyntaxTree): string[] {
  const found: string[] = [];
  const visit = (node: SyntaxNode, start: number, end: number): void => {
    if (node.start < start || node.end > end || node.start > node.end) {
      found.push(`${node.kind} ${node.start}-${node.end} in ${start}-${end}`);
    }
    forEachChild(node, child => {
      // A name that a magic binds has the magic itself for its value.
      if (child.kind !== 'Escape') {
        visit(child, node.start, node.end);
      }
    });
  };
  tree.body.forEach(node => visit(node, 0, tree.source.length));
  return found;
}

/** The sample without IPython's syntax and without strings of several lines. */
const LINES = SAMPLE.slice(0, SAMPLE.indexOf('doc ='))
  .split('\n')
  .filter(line => !/^ {0,4}(?:[%!]|\+ y)|= !|\?$/.test(line));

describe('positions', () => {
  it('are those of the source', () => {
    const tree = parser.parse(SAMPLE);
    expect(tree.errors).toEqual([]);
    expect(misplaced(tree)).toEqual([]);
    for (const name of namesInPlace(tree)) {
      const [id, text] = name.split(' ');
      expect(text).toBe(id);
    }
  });

  it('count characters as JavaScript does', () => {
    const source = 'a = "😀é"; b = a\n# 😀\nc = b';
    expect(namesInPlace(parser.parse(source))).toEqual(
      ['a', 'b', 'a', 'c', 'b'].map(id => `${id} ${id}`)
    );
  });

  it('follow space, comments and empty lines, and nothing else changes', () => {
    const plain = parser.parse(LINES.join('\n'));
    const expected = shapes(plain.body);
    const names = namesInPlace(plain);
    const insertions = fc.array(
      fc.tuple(
        fc.nat(LINES.length),
        fc.constantFrom('', '   ', '# x = y', '    # é😀', '\t', '#!%?')
      ),
      { minLength: 1, maxLength: 8 }
    );
    fc.assert(
      fc.property(insertions, fc.boolean(), (inserted, trailing) => {
        const lines = [...LINES];
        for (const [index, text] of inserted) {
          lines.splice(index, 0, text);
        }
        const padded = trailing ? lines.map(line => `${line}  # z`) : lines;
        const tree = parser.parse(padded.join('\n'));
        expect(tree.errors).toEqual([]);
        expect(shapes(tree.body)).toBe(expected);
        expect(namesInPlace(tree)).toEqual(names);
      }),
      { numRuns: 60 }
    );
  });
});

describe('any text at all', () => {
  /** Whatever the text, there is a tree, and every rule can walk it. */
  function expectSound(source: string): void {
    const tree = parser.parse(source);
    expect(misplaced(tree)).toEqual([]);
    moduleNames(tree, resolveScopes(tree));
    for (const { start, end } of tree.errors) {
      expect(start).toBeLessThanOrEqual(end);
      expect(end).toBeLessThanOrEqual(source.length);
    }
  }

  it('has a tree, where a file ends early', () => {
    const ends = fc.nat(SAMPLE.length);
    fc.assert(
      fc.property(ends, end => expectSound(SAMPLE.slice(0, end))),
      { numRuns: 150 }
    );
  });

  it('has a tree, where something is inserted or missing', () => {
    const edits = fc.tuple(
      fc.nat(SAMPLE.length),
      fc.nat(6),
      fc.constantFrom(...'()[]{}:,.=*@!%?\'"\\#\n\t ', 'if ', '\n  ', '"""')
    );
    fc.assert(
      fc.property(edits, ([at, length, text]) =>
        expectSound(SAMPLE.slice(0, at) + text + SAMPLE.slice(at + length))
      ),
      { numRuns: 150 }
    );
  });

  it('has a tree, whatever it is made of', () => {
    const words = fc.constantFrom(
      ...['if', 'else', ':', '\n', '    ', '(', ')', 'x', '=', 'def', 'f"{'],
      ...['%', '!', '?', '%%time', '\\\n', '"', "'", '{', '}', '@', '\r', '\f'],
      ...['match', 'case', '\0', '😀', '\u2028', 'async', 'lambda', '*', '#']
    );
    fc.assert(
      fc.property(fc.array(words, { maxLength: 25 }), found =>
        expectSound(found.join(''))
      ),
      { numRuns: 300 }
    );
  });
});
