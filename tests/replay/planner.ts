/**
 * Makes pipelines for tests: reads one JSON object a line, `{cells}` or `{ipynb}`
 * (the text of a notebook), and writes `{pipeline, diagnostics}`, one a line.
 * With `suggest` the notebook is tagged before as is suggested for it, and
 * `skipped` are the cells that run no more. With `fixes` the answer is what Run
 * All runs, cell by cell: `before`, and in `fixed` after each fix and each action
 * that is offered and changes the code.
 *
 * Called with the paths of the two WebAssembly modules.
 */
import { readFileSync } from 'node:fs';
import { createInterface } from 'node:readline';

import { CellAnalyser } from '../../src/analysis/cell-code';
import { createParser } from '../../src/analysis/syntax/parser';
import type { CellType } from '../../src/notebook/cell';
import { NotebookDocument } from '../../src/notebook/document';
import { applyEdits } from '../../src/notebook/editing/apply-edits';
import { readTaggedCells } from '../../src/notebook/tagged-cells';
import type { NotebookView } from '../../src/notebook/tagged-notebook';
import { cellActions } from '../../src/pipeline/actions/cell-actions';
import { buildPipeline } from '../../src/pipeline/build';
import { withRoles } from '../../src/pipeline/suggest/roles';
import { suggestSteps } from '../../src/pipeline/suggest/suggest-steps';

interface Request {
  readonly cells?: readonly {
    readonly type: CellType;
    readonly tags: readonly string[];
    readonly source: string;
  }[];
  readonly ipynb?: string;
  readonly suggest?: boolean;
  readonly fixes?: boolean;
}

function viewOf({ cells, ipynb }: Request): NotebookView {
  if (ipynb !== undefined) {
    return NotebookDocument.parse(ipynb);
  }
  return {
    metadata: {},
    cells: (cells ?? []).map(({ type, tags, source }) => ({
      type,
      source,
      metadata: { tags: [...tags] }
    }))
  };
}

function planSuggested(view: NotebookView, analyser: CellAnalyser): unknown {
  const suggestion = suggestSteps(view, analyser);
  const roles = new Map(suggestion.map(({ cell, role }) => [cell, role]));
  return {
    ...buildPipeline(withRoles(view, roles), analyser),
    skipped: suggestion
      .filter(({ role }) => role.kind === 'skip')
      .map(({ cell }) => cell)
  };
}

/** The sources that Run All runs: those of skipped cells and of texts are empty. */
function sourcesOf(view: NotebookView): string[] {
  const skipped = new Set(
    readTaggedCells(view).blocks.flatMap(({ kind, cells }) =>
      kind === 'skip' ? cells : []
    )
  );
  return view.cells.map(({ type, source }, cell) =>
    type === 'code' && !skipped.has(cell) ? source : ''
  );
}

function planFixes(notebook: NotebookView, analyser: CellAnalyser): unknown {
  const built = buildPipeline(notebook, analyser);
  const context = { ...built, notebook, analyser };
  const actions = notebook.cells.flatMap(({ source }, cell) =>
    [...source.matchAll(/^/gm)].flatMap(({ index: at }) =>
      cellActions(context, { cell, at }).map(fix => ({ code: 'action', fix }))
    )
  );
  const fixes = built.diagnostics.flatMap(({ code, fixes }) =>
    fixes.map(fix => ({ code, fix }))
  );
  return {
    before: sourcesOf(notebook),
    fixed: [...fixes, ...actions].flatMap(({ code, fix: { title, edits } }) =>
      edits.some(({ kind }) => kind === 'replace-source')
        ? [{ code, title, after: sourcesOf(applyEdits(notebook, edits)) }]
        : []
    )
  };
}

async function main(runtime: string, grammar: string): Promise<void> {
  const parser = await createParser({
    runtime,
    language: readFileSync(grammar)
  });
  const analyser = new CellAnalyser(parser);
  for await (const line of createInterface({ input: process.stdin })) {
    let answer: unknown;
    try {
      const request = JSON.parse(line) as Request;
      const view = viewOf(request);
      answer = request.suggest
        ? planSuggested(view, analyser)
        : request.fixes
          ? planFixes(view, analyser)
          : buildPipeline(view, analyser);
    } catch (error) {
      answer = { crash: error instanceof Error ? error.stack : String(error) };
    }
    process.stdout.write(JSON.stringify(answer) + '\n');
  }
}

const [, , runtime, grammar] = process.argv;
void main(runtime, grammar);
