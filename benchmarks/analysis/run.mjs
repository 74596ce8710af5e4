/**
 * How long it takes from the text of a notebook to its pipeline, in
 * milliseconds of processor time: `node benchmarks/analysis/run.mjs [--json]`.
 */
import { readFile, rm } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { build } from 'esbuild';
import { notebookText } from './notebooks.mjs';

const WARM_UP = 15;
const REPEATS = 40;

const {
  CellAnalyser,
  NotebookDocument,
  PipelineBuilder,
  buildPipeline,
  createParser
} = await bundled();
const require = createRequire(import.meta.url);
const parser = await createParser({
  runtime: require.resolve('web-tree-sitter/web-tree-sitter.wasm'),
  language: await readFile(
    require.resolve('tree-sitter-python/tree-sitter-python.wasm')
  )
});

const results = [
  fromText('50 cells in 50 steps, from the text', 50, 50),
  fromText('300 cells in 50 steps, from the text', 300, 50),
  fromText('300 cells in 300 steps, from the text', 300, 300),
  afterEdit('50 cells in 50 steps, after an edit', 50, 50),
  afterEdit('300 cells in 300 steps, after an edit', 300, 300)
];
if (process.argv.includes('--json')) {
  console.log(JSON.stringify(results));
} else {
  for (const { name, median, p95 } of results) {
    const numbers = [median, p95].map(each => each.toFixed(1).padStart(8));
    console.log(`${name.padEnd(40)}${numbers.join('')} ms`);
  }
}

function fromText(name, cells, steps) {
  const text = notebookText(cells, steps);
  return measure(name, () => {
    const notebook = NotebookDocument.parse(text);
    buildPipeline(notebook, new CellAnalyser(parser));
  });
}

/** Each time another cell has been edited, from the first to the last. */
function afterEdit(name, cells, steps) {
  const { cells: views, metadata } = NotebookDocument.parse(
    notebookText(cells, steps)
  );
  const builder = new PipelineBuilder(new CellAnalyser(parser));
  builder.build({ cells: views, metadata });
  let edits = 0;
  return measure(name, () => {
    const at = Math.floor((edits++ * cells) / REPEATS) % cells;
    const edited = [...views];
    const { type, source, metadata: tags } = views[at];
    edited[at] = { type, source: `${source}\nx = ${edits}`, metadata: tags };
    builder.build({ cells: edited, metadata });
  });
}

/** @returns median and 95th percentile, in milliseconds of processor time */
function measure(name, run) {
  for (let i = 0; i < WARM_UP; i++) {
    run();
  }
  const times = [];
  for (let i = 0; i < REPEATS; i++) {
    const before = process.cpuUsage();
    run();
    const { user, system } = process.cpuUsage(before);
    times.push((user + system) / 1000);
  }
  times.sort((a, b) => a - b);
  const at = share => times[Math.floor((times.length - 1) * share)];
  return { name, median: at(0.5), p95: at(0.95) };
}

async function bundled() {
  const outfile = join(tmpdir(), `cellway-analysis-${process.pid}.mjs`);
  await build({
    entryPoints: [new URL('measured.ts', import.meta.url).pathname],
    outfile,
    bundle: true,
    format: 'esm',
    platform: 'node',
    target: 'node22.19',
    banner: {
      js: 'import{createRequire as __cr}from"node:module";const require=__cr(import.meta.url);'
    },
    logLevel: 'warning'
  });
  try {
    return await import(pathToFileURL(outfile).href);
  } finally {
    await rm(outfile);
  }
}
