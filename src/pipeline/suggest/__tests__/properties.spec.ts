/** What must hold for whatever notebook steps are suggested for. */
import * as fc from 'fast-check';
import type { CellAnalyser } from '../../../analysis/cell-code';
import { applyEdits } from '../../../notebook/editing/apply-edits';
import { source } from '../../__tests__/arbitrary-cells';
import { notebookOf, type Cell } from '../../__tests__/outline';
import { editsOf } from '../suggestion';
import { createAnalyser, Suggested } from './suggest';

let analyser: CellAnalyser;

beforeAll(async () => {
  analyser = await createAnalyser();
});

const LINES = [
  'x = open("f").read()',
  'y = open("g").read()',
  'model.fit(x)',
  'a = Model().fit(y)',
  'b = train(y)',
  'z = x + y',
  'def train(v):\n    return Model().fit(v)',
  'import lib\nfrom lib import Model',
  'db = sqlite3.connect("f")',
  'import sqlite3',
  'rows = list(db)',
  'it = (i for i in x)',
  'next(it)',
  'x.head()',
  'df.head()',
  'df = pd.read_csv("f")',
  'import pandas as pd',
  '!pip install lib',
  'n = 3',
  'print(accuracy)',
  'accuracy = a.score(y)',
  'print(_)',
  'lib.counter = 1',
  'print(lib.counter)'
];

const cells: fc.Arbitrary<Cell[]> = fc.array(
  fc.oneof(
    {
      weight: 3,
      arbitrary: fc.tuple(
        fc.constant(''),
        fc
          .array(fc.constantFrom(...LINES), { minLength: 1, maxLength: 2 })
          .map(lines => lines.join('\n'))
      )
    },
    { weight: 2, arbitrary: fc.tuple(fc.constant(''), source) },
    {
      weight: 1,
      arbitrary: fc.tuple(
        fc.constant('markdown'),
        fc.constantFrom('# A', '## B', '## C', '## Train', 'words', '### É')
      )
    },
    {
      weight: 1,
      arbitrary: fc.tuple(
        fc.constantFrom('skip', 'imports', 'parameters', 'hide-input'),
        source
      )
    }
  ),
  { maxLength: 10 }
);

const given = cells.map(notebookOf);

it('tells of nothing that is not told of the notebook without steps', () => {
  fc.assert(
    fc.property(given, view => {
      const { outline, untagged } = new Suggested(view, analyser);
      // A name that nobody knows is told once for each step that reads it.
      const keys = ({ told }: { told: string[] }): string[] =>
        told
          .filter(each => !each.startsWith('info'))
          .map(each => each.replace(/(unknown-name) \d+/, '$1'));
      const known = new Set(keys(untagged));
      const extra = keys(outline).filter(each => !known.has(each));
      expect(extra).toEqual([]);
    }),
    { numRuns: 400 }
  );
});

it('has one role for each code cell, and runs all that is not skipped', () => {
  fc.assert(
    fc.property(given, view => {
      const { suggestion, outline } = new Suggested(view, analyser);
      const code = view.cells.flatMap(({ type }, cell) =>
        type === 'code' ? [cell] : []
      );
      expect(suggestion.map(each => each.cell)).toEqual(code);
      expect(suggestion.filter(each => each.reason === '')).toEqual([]);
      const { blocks } = outline.built.tagged;
      const placed = new Set(blocks.flatMap(block => block.cells));
      const lost = code.filter(
        cell => !placed.has(cell) && view.cells[cell].source.trim() !== ''
      );
      expect(lost).toEqual([]);
      const isTagged = view.cells.some(each => 'tags' in each.metadata);
      const parted = blocks.filter(each => each.parts.length > 1);
      expect(isTagged ? [] : parted).toEqual([]);
    }),
    { numRuns: 200 }
  );
});

it('is made by its edits', () => {
  fc.assert(
    fc.property(given, view => {
      const { suggestion, outline } = new Suggested(view, analyser);
      const edited = applyEdits(view, editsOf(suggestion, view));
      expect(edited).toEqual(outline.notebook);
      expect(editsOf(suggestion, edited)).toEqual([]);
    }),
    { numRuns: 100 }
  );
});
