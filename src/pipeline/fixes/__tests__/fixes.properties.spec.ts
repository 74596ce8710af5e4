/** Whatever is wrong with a notebook, a fix for it mends it and breaks nothing. */
import * as fc from 'fast-check';
import { CellAnalyser } from '../../../analysis/cell-code';
import { loadParser } from '../../../analysis/syntax/__tests__/load-parser';
import { applyEdits, checkEdits } from '../../../notebook/editing/apply-edits';
import type { NotebookView } from '../../../notebook/tagged-notebook';
import { source, tags } from '../../__tests__/arbitrary-cells';
import { notebookOf, type Cell } from '../../__tests__/outline';
import { buildPipeline } from '../../build';
import type { Diagnostic } from '../../diagnostic';

let analyser: CellAnalyser;

beforeAll(async () => {
  analyser = new CellAnalyser(await loadParser());
});

/** Mistakes, and what makes others of them when something is put beside it. */
const MISTAKES = [
  'total = 1',
  'print(totl)',
  'if totl:\n    print(totl, [totl for totl in totl])',
  'prnt(np.zeros(3)); prnt(1)',
  'json.dumps(np)',
  'import random\nrandom.random()',
  'from random import random\nrandom()',
  'import numpy as np\nx = np.random.rand(2)',
  'from numpy import random as r\nr.rand(2)',
  'def draw():\n    import random\n    return random.random()\ndraw()',
  'f = open("x")',
  'f.read()',
  'if n:\n    f.read()',
  'exec("n")',
  'l = open("x")\nn = 1',
  'l.read()',
  'g = (i for i in [1])',
  'next(g)',
  'x = input()',
  'n = int(input("?"))  # ask',
  'x = 1; y = input()',
  '%who',
  'x = 1\n%reset -f\n',
  '    ',
  'n = 1\nn = 2',
  'n = 2 * 3',
  'n = n + 1'
];

const cell: fc.Arbitrary<Cell> = fc.tuple(
  tags,
  fc.oneof(
    source,
    fc
      .array(fc.constantFrom(...MISTAKES), { maxLength: 3 })
      .map(lines => lines.join('\n'))
  )
);

function diagnosticsOf(notebook: NotebookView): readonly Diagnostic[] {
  return buildPipeline(notebook, analyser).diagnostics;
}

/** How often a notebook has the line that something is told of. */
function linesLike({ cells }: NotebookView, line: string | undefined): number {
  return cells
    .flatMap(({ source: text }) => text.split('\n'))
    .filter(each => each === line).length;
}

function lineOf(
  { cells }: NotebookView,
  { cell: index, range }: Diagnostic
): string | undefined {
  const text = index === undefined ? undefined : cells[index].source;
  const before = range && text?.slice(0, range.start).split('\n').length;
  return before === undefined ? undefined : text?.split('\n')[before - 1];
}

function tellsSame(one: Diagnostic, other: Diagnostic): boolean {
  return (
    one.code === other.code &&
    one.cell === other.cell &&
    one.message === other.message
  );
}

it('a fix takes its diagnostic away, and adds no error', () => {
  fc.assert(
    fc.property(fc.array(cell, { maxLength: 6 }), cells => {
      const notebook = notebookOf(cells);
      const before = diagnosticsOf(notebook);
      const errors = before.filter(each => each.severity === 'error').length;
      for (const diagnostic of before) {
        for (const { title, edits } of diagnostic.fixes) {
          const fixed = applyEdits(notebook, edits);
          const after = diagnosticsOf(fixed);
          const line = lineOf(notebook, diagnostic);
          const same = (all: readonly Diagnostic[]): number =>
            all.filter(each => tellsSame(each, diagnostic)).length;
          expect({
            diagnostic: diagnostic.message,
            title,
            fault: checkEdits(notebook, edits),
            // A step is told once of what it does several times.
            isGone:
              same(after) < same(before) ||
              linesLike(fixed, line) < linesLike(notebook, line),
            moreErrors: after
              .filter(each => each.severity === 'error')
              .slice(errors)
          }).toEqual({
            diagnostic: diagnostic.message,
            title,
            fault: undefined,
            isGone: true,
            moreErrors: []
          });
        }
      }
    }),
    { numRuns: 200 }
  );
});
