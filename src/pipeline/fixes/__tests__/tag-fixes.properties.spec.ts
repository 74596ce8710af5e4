/** Whatever is wrong with the tags of a notebook, a fix for it mends it and breaks nothing. */
import * as fc from 'fast-check';
import { CellAnalyser } from '../../../analysis/cell-code';
import { loadParser } from '../../../analysis/syntax/__tests__/load-parser';
import { notebooks } from '../../../notebook/editing/__tests__/arbitrary-notebooks';
import { applyEdits, checkEdits } from '../../../notebook/editing/apply-edits';
import type { Problem } from '../../../notebook/problems';
import { readTaggedCells } from '../../../notebook/tagged-cells';
import type { NotebookView } from '../../../notebook/tagged-notebook';
import { tagFixes } from '../tag-fixes';

let analyser: CellAnalyser;

beforeAll(async () => {
  analyser = new CellAnalyser(await loadParser());
});

function count(
  view: NotebookView,
  counts: (problem: Problem) => boolean
): number {
  return readTaggedCells(view).problems.filter(counts).length;
}

it('a fix takes its problem away, and adds no error', () => {
  fc.assert(
    fc.property(notebooks, notebook => {
      const tagged = readTaggedCells(notebook);
      for (const problem of tagged.problems) {
        const isSame = ({ code, cell, message }: Problem): boolean =>
          code === problem.code &&
          cell === problem.cell &&
          message === problem.message;
        const isError = ({ severity }: Problem): boolean =>
          severity === 'error';
        for (const { title, edits } of tagFixes(problem, {
          notebook,
          tagged,
          analyser
        })) {
          const about = `${problem.message}: ${title}`;
          const after = applyEdits(notebook, edits);
          expect([about, checkEdits(notebook, edits)]).toEqual([
            about,
            undefined
          ]);
          expect([about, count(after, isSame)]).not.toEqual([
            about,
            count(notebook, isSame)
          ]);
          expect([
            about,
            count(after, isError) <= count(notebook, isError)
          ]).toEqual([about, true]);
        }
      }
    }),
    { numRuns: 300 }
  );
});
