/**
 * Makes pipelines for tests: reads one JSON object a line, `{cells}` or `{ipynb}`
 * (the text of a notebook), and writes `{pipeline, diagnostics}`, one a line.
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

interface Request {
  readonly cells?: readonly {
    readonly type: CellType;
    readonly tags: readonly string[];
    readonly source: string;
  }[];
  readonly ipynb?: string;
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

async function main(runtime: string, grammar: string): Promise<void> {
  const parser = await createParser({
    runtime,
    language: readFileSync(grammar)
  });
  const analyser = new CellAnalyser(parser);
  for await (const line of createInterface({ input: process.stdin })) {
    let answer: unknown;
    try {
      answer = buildPipeline(viewOf(JSON.parse(line) as Request), analyser);
    } catch (error) {
      answer = { crash: error instanceof Error ? error.stack : String(error) };
    }
    process.stdout.write(JSON.stringify(answer) + '\n');
  }
}

const [, , runtime, grammar] = process.argv;
void main(runtime, grammar);
