/** A pipeline that is built again after each edit is the one that is built anew. */
import * as fc from 'fast-check';
import { CellAnalyser } from '../../analysis/cell-code';
import { loadParser } from '../../analysis/syntax/__tests__/load-parser';
import { PipelineBuilder, buildPipeline } from '../build';
import { cells, source, tags } from './arbitrary-cells';
import { Outline, notebookOf, type Cell } from './outline';

let analyser: CellAnalyser;

beforeAll(async () => {
  analyser = new CellAnalyser(await loadParser());
});

/** Code whose effect depends on what earlier steps have put into each other's objects. */
const TIES = [
  'x = []',
  'y = [x]',
  'y = [[], []]',
  'z = x',
  'z = y[0]',
  'x = y[0][0]',
  'x.append(y)',
  'y.append(x)',
  'y[0].append(z)',
  'z[0] = y',
  'x[0][0].append(1)',
  'z.append(1)',
  'x = keep([])',
  'keep(y)',
  'z = keep(z)',
  'keep(0).append(2)',
  'class Box:\n    def put(self, v):\n        self.v = v',
  'box = Box()',
  'box.put(x)',
  'y = box.v',
  'n = 1'
];

const KEEP = `def make():
    kept = []
    def keep(v):
        nonlocal kept
        before, kept = kept, v
        return before
    return keep
keep = make()`;

const tiedSource = fc
  .array(fc.constantFrom(...TIES), { minLength: 1, maxLength: 2 })
  .map(lines => lines.join('\n'));

const tiedCells: fc.Arbitrary<Cell[]> = fc
  .array(tiedSource, { minLength: 4, maxLength: 9 })
  .map(sources =>
    [KEEP, ...sources].map((text, i) => [`step:s${i}`, text] as const)
  );

/** A place in a notebook of any length: from 0 to 1, which is behind the end. */
const place = fc.double({ min: 0, max: 1, noNaN: true });

type Edit = (cells: readonly Cell[]) => Cell[];

function replaced(where: number, by: (cell: Cell) => Cell): Edit {
  return cells =>
    cells.map((cell, i) =>
      i === Math.floor(where * cells.length) ? by(cell) : cell
    );
}

function inserted(where: number, cell: Cell): Edit {
  return cells => {
    const at = Math.floor(where * cells.length);
    return [...cells.slice(0, at), cell, ...cells.slice(at)];
  };
}

function removed(where: number): Edit {
  return cells =>
    cells.filter((_, i) => i !== Math.floor(where * cells.length));
}

function rewriting(sources: fc.Arbitrary<string>): fc.Arbitrary<Edit> {
  return fc
    .tuple(place, sources)
    .map(([where, text]) => replaced(where, ([tag]) => [tag, text]));
}

const anyEdit = fc.oneof(
  rewriting(source),
  fc
    .tuple(place, tags)
    .map(([where, tag]) => replaced(where, ([, text]) => [tag, text])),
  fc
    .tuple(place, tags, source)
    .map(([where, tag, text]) => inserted(where, [tag, text])),
  place.map(removed)
);

function check(
  notebooks: fc.Arbitrary<Cell[]>,
  edits: fc.Arbitrary<Edit>,
  numRuns: number
): void {
  fc.assert(
    fc.property(
      notebooks,
      fc.array(edits, { minLength: 1, maxLength: 5 }),
      (first, all) => {
        const builder = new PipelineBuilder(analyser);
        builder.build(notebookOf(first));
        let edited: readonly Cell[] = first;
        for (const edit of all) {
          edited = edit(edited);
          const view = notebookOf(edited);
          expect(builder.build(view)).toEqual(buildPipeline(view, analyser));
        }
      }
    ),
    { numRuns }
  );
}

it('whatever was edited', () => {
  check(cells, anyEdit, 60);
});

it('where steps share objects', () => {
  check(tiedCells, rewriting(tiedSource), 100);
});

it.each([
  [
    'a list is no longer put into another',
    ['x, y = [], []', 'x.append(y)', 'z = x[0]', 'z.append(1)', 'print(y)'],
    { step: 1, by: 'n = 1', after: ['s0 < s2', 's2 < s3', 's0 < s4'] }
  ],
  [
    'a closure no longer gets a value',
    [KEEP, 'y = []', 'keep(y)', 'z = keep(0)', 'z.append(1)', 'print(y)'],
    {
      step: 2,
      by: 'n = 1',
      after: ['s0 < s3', 's3 < s4', 's1 < s5']
    }
  ]
])('%s', (_, sources, { step, by, after }) => {
  const steps = sources.map((text, i): Cell => [`step:s${i}`, text]);
  const builder = new PipelineBuilder(analyser);
  builder.build(notebookOf(steps));
  steps[step] = [`step:s${step}`, by];
  const view = notebookOf(steps);
  expect(new Outline(builder.build(view), view).edges).toEqual(after);
});
