/**
 * Every diagnostic that there is: what mends it, or why nothing can. Each fix
 * is done, and the notebook looked at again.
 */
import { CellAnalyser } from '../../../analysis/cell-code';
import { loadParser } from '../../../analysis/syntax/__tests__/load-parser';
import { applyEdits, checkEdits } from '../../../notebook/editing/apply-edits';
import type { NotebookView } from '../../../notebook/tagged-notebook';
import { notebookOf } from '../../__tests__/outline';
import { buildPipeline } from '../../build';
import type { Diagnostic } from '../../diagnostic';
import { CHECK_EXAMPLES } from './check-examples';
import { TAG_EXAMPLES } from './tag-examples';

let analyser: CellAnalyser;

beforeAll(async () => {
  analyser = new CellAnalyser(await loadParser());
});

/** How often the notebook is told the same of the same cell, and of how many errors. */
function told(
  notebook: NotebookView,
  { code, cell, message }: Diagnostic
): { same: number; errors: number } {
  const { diagnostics } = buildPipeline(notebook, analyser);
  return {
    same: diagnostics.filter(
      each =>
        each.code === code && each.cell === cell && each.message === message
    ).length,
    errors: diagnostics.filter(each => each.severity === 'error').length
  };
}

describe.each(
  Object.entries({ ...TAG_EXAMPLES, ...CHECK_EXAMPLES }).flatMap(
    ([code, examples]) =>
      typeof examples === 'string' ? [] : [[code, examples] as const]
  )
)('%s', (code, examples) => {
  it.each(examples.map((example, i) => ({ number: i + 1, example })))(
    'example $number',
    ({ example: [cells, titles, sources] }) => {
      const notebook = notebookOf(cells);
      const { diagnostics } = buildPipeline(notebook, analyser);
      const about = diagnostics.filter(each => each.code === code);
      expect(about).not.toEqual([]);
      const fixes = about.flatMap(({ fixes }) => fixes.map(each => each.title));
      expect([...new Set(fixes)]).toEqual(titles);
      for (const diagnostic of about) {
        // What is wrong, and what to do about it.
        expect(diagnostic.message).toMatch(/^\S.*[.:?] .*[.?]$/s);
        const before = told(notebook, diagnostic);
        for (const { edits } of diagnostic.fixes) {
          expect(checkEdits(notebook, edits)).toBeUndefined();
          const after = told(applyEdits(notebook, edits), diagnostic);
          expect(after.same).toBeLessThan(before.same);
          expect(after.errors).toBeLessThanOrEqual(before.errors);
        }
      }
      if (sources) {
        const after = applyEdits(notebook, about[0].fixes[0].edits);
        expect(after.cells.map(each => each.source)).toEqual(sources);
      }
    }
  );
});
