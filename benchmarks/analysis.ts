/**
 * Measures how long a notebook takes to become a pipeline, in a warm process.
 *
 * Called with the paths of the two WebAssembly modules and of notebooks; writes
 * `{file, whole, edit}` a line, the medians in ms.
 */
import { readFileSync } from 'node:fs';
import { CellAnalyser } from '../src/analysis/cell-code';
import { createParser } from '../src/analysis/syntax/parser';
import { NotebookDocument } from '../src/notebook/document';
import { PipelineBuilder } from '../src/pipeline/build';

const ROUNDS = 15;

async function main(
  runtime: string,
  grammar: string,
  files: readonly string[]
): Promise<void> {
  const parser = await createParser({
    runtime: () => runtime,
    language: readFileSync(grammar)
  });
  const fresh = (): PipelineBuilder =>
    new PipelineBuilder(new CellAnalyser(parser));
  for (const file of files) {
    const text = readFileSync(file, 'utf8');
    const whole = median(() =>
      fresh().build(NotebookDocument.parse(readFileSync(file, 'utf8')))
    );
    const kept = fresh();
    kept.build(NotebookDocument.parse(text));
    let round = 0;
    const edit = median(() => {
      // The last cell that adds 1 adds another number.
      const changed = text.replace(/\+ 1(?![^]*\+ 1)/, `+ ${2 + round++}`);
      kept.build(NotebookDocument.parse(changed));
    });
    console.log(JSON.stringify({ file, whole, edit }));
  }
}

function median(action: () => unknown): number {
  const times = Array.from({ length: ROUNDS }, () => {
    const begun = performance.now();
    action();
    return performance.now() - begun;
  });
  // The first rounds warm the compiler up.
  return times.slice(5).sort((a, b) => a - b)[(ROUNDS - 5) >> 1];
}

const [runtime, grammar, ...files] = process.argv.slice(2);
void main(runtime, grammar, files);
