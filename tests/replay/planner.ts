/**
 * Makes pipelines for tests: reads one JSON object a line, `{cells}` or `{ipynb}`
 * (the text of a notebook), and writes `{pipeline, diagnostics}`, one a line.
 * With `suggest` the notebook is tagged before as is suggested for it, and
 * `skipped` are the cells that run no more.
 *
 * Called with the paths of the two WebAssembly modules.
 */
import { readFileSync } from 'node:fs';
import { createInterface } from 'node:readline';

import { CellAnalyser } from '../../src/analysis/cell-code';
import { createParser } from '../../src/analysis/syntax/parser';
import type { CellType } from '../../src/notebook/cell';
import { NotebookDocument } from '../../src/notebook/document';
import type { NotebookView } from '../../src/notebook/tagged-notebook';
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
        : buildPipeline(view, analyser);
    } catch (error) {
      answer = { crash: error instanceof Error ? error.stack : String(error) };
    }
    process.stdout.write(JSON.stringify(answer) + '\n');
  }
}

const [, , runtime, grammar] = process.argv;
void main(runtime, grammar);
