/**
 * What a person feels of Cellway while they work: the real JupyterLab with it
 * and without, in turn, on a notebook of 300 cells in 60 steps; and what long
 * runs and long days leave in memory. `node benchmarks/lab/run.mjs [--rounds N]
 * [--only typing,opening,drawing,suggesting,run,hour,runs,leaving] [--write | --json]`.
 */
/* global document, requestAnimationFrame, window */
import { readFile, writeFile } from 'node:fs/promises';
import { loadavg } from 'node:os';
import { parseArgs } from 'node:util';
import { notebookText } from '../analysis/notebooks.mjs';
import { addUntilSeen, measureDrawing } from './drawing.mjs';
import { measureLeaving } from './leaving.mjs';
import { allCellsThere, openNotebook } from './notebook-page.mjs';
import {
  chattyNotebook,
  printingNotebook,
  quickNotebook
} from './notebooks.mjs';
import { measureOpening } from './opening.mjs';
import { MeasuredPage } from './page.mjs';
import { Report } from './report.mjs';
import { measureHour, measureLongRun, measureRuns } from './running.mjs';
import { openLab, start } from './server.mjs';
import { measureTyping } from './typing.mjs';

const README = new URL('../README.md', import.meta.url);
const BEGIN = '<!-- held while working: begin -->';
const END = '<!-- held while working: end -->';
const MB = 1e6;

const { values: options } = parseArgs({
  options: {
    rounds: { type: 'string', default: '6' },
    only: { type: 'string' },
    write: { type: 'boolean', default: false },
    json: { type: 'boolean', default: false }
  }
});
const rounds = Number(options.rounds);
const text = notebookText(300, 60);
const loadBefore = loadavg()[0];
const { browser, root, stop } = await start({
  'tagged.ipynb': text,
  'untagged.ipynb': text.replace(/"step:s\d+"/g, ''),
  'small.ipynb': notebookText(60, 12),
  'printing.ipynb': printingNotebook(200, 100),
  'chatty.ipynb': chattyNotebook(),
  'quick.ipynb': quickNotebook(3)
});
const report = new Report();
const parts = {
  typing,
  opening,
  drawing,
  suggesting,
  run: longRun,
  hour,
  runs,
  leaving
};
const chosen = options.only?.split(',') ?? Object.keys(parts);
const failures = [];
try {
  for (const name of chosen) {
    await parts[name]().catch(error => {
      failures.push(`${name}: ${error.message}`);
      console.error(error);
    });
  }
} finally {
  await stop();
}
await tell();

async function typing() {
  const sides = await bothSides();
  for (const side of sides) {
    await openNotebook(side, 'tagged.ipynb');
  }
  const [without, cellway] = await measureTyping(sides, rounds);
  const latencies = [without.latencies, cellway.latencies];
  report.compare('from a key to its frame, median', latencies, { bar: 5 });
  report.compare('from a key to its frame, 95th percentile', latencies, {
    share: 0.95
  });
  report.compare('processor time of the page for a key', [
    without.busy,
    cellway.busy
  ]);
  await closeAll(sides);
}

async function opening() {
  const sides = await bothSides();
  const [without, cellway] = await measureOpening(
    sides,
    'tagged.ipynb',
    rounds
  );
  report.compare(
    'opening the notebook, until its first cell is there',
    [without.times, cellway.times],
    { bar: 100 }
  );
  report.compare('processor time of the page until all cells are there', [
    without.busy,
    cellway.busy
  ]);
  await closeAll(sides);
}

async function drawing() {
  const side = await withPanel();
  await openNotebook(side, 'tagged.ipynb');
  await side.page.locator('.jp-Cellway-step').first().waitFor();
  await allCellsThere(side);
  await side.page.evaluate(addUntilSeen);
  const found = await measureDrawing(side, rounds);
  for (const [place, { tags, sources }] of Object.entries(found)) {
    report.single(
      `from the edit of a tag to the graph in the ${place}`,
      tags,
      50
    );
    report.single(
      `from the edit of a cell to the graph in the ${place}`,
      sources,
      50
    );
  }
  await side.close();
}

async function suggesting() {
  const side = await openSide(true);
  await openNotebook(side, 'untagged.ipynb');
  const time = await side.page.evaluate(async () => {
    const begin = performance.now();
    await window.jupyterapp.commands.execute('cellway:suggest-steps');
    while (!document.querySelector('.jp-CellwaySuggestions-row')) {
      await new Promise(resolve => requestAnimationFrame(resolve));
    }
    return performance.now() - begin;
  });
  report.single('the preview of suggested steps, with its code loaded', [time]);
  await side.close();
}

async function longRun() {
  const side = await withPanel();
  const { took, busy, longTasks } = await measureLongRun(
    side,
    'printing.ipynb'
  );
  const longest = Math.max(0, ...longTasks);
  report.add({
    what: '200 steps that print 20,000 lines, in view: the longest task',
    cellway: `${longest.toFixed(0)} ms`,
    bar: '200 ms',
    met: longest <= 200,
    samples: longTasks.length
  });
  report.add({
    what: 'the same: the whole run, and the processor time of the page',
    cellway: `${(took / 1000).toFixed(1)} s, ${(busy / 1000).toFixed(1)} s`
  });
  await side.close();
}

async function hour() {
  const side = await withPanel();
  const found = await measureHour(side, 'chatty.ipynb', root);
  const [before, ...during] = found.map(({ heap }) => heap / MB);
  const after = during.pop();
  const grown = during.at(-1) - during[2];
  report.add({
    what: 'an hour of a talkative run: the heap before, after each ten minutes, when closed',
    cellway: `${[before, ...during, after].map(mb => mb.toFixed(0)).join(', ')} MB`
  });
  report.add({
    what: 'the same: what its second half adds to the heap',
    cellway: `${grown.toFixed(1)} MB`,
    bar: '10 MB',
    met: grown <= 10
  });
  report.add({
    what: 'the same: nodes of the page, before, at its middle and end, when closed',
    cellway: [found[0], found[3], found[6], found.at(-1)]
      .map(({ nodes }) => nodes)
      .join(', ')
  });
  await side.close();
}

async function runs() {
  const side = await withPanel();
  const found = await measureRuns(side, 'quick.ipynb', 50);
  reportGrowth('a run of the same notebook, its view opened and closed', [
    found
  ]);
  await side.close();
}

async function leaving() {
  const sides = await bothSides();
  reportGrowth(
    'a notebook of 60 cells with its graph and runs, opened and closed',
    await measureLeaving(sides, 'small.ipynb', 50)
  );
  await closeAll(sides);
}

/** What each time adds to the page, from the first fifth of 50 times to the last. */
function reportGrowth(what, sides) {
  const each = (key, unit) =>
    sides.map(([first, last]) => (last[key] - first[key]) / unit / 40);
  const told = numbers => numbers.map(each => each.toFixed(1));
  for (const [name, numbers, unit] of [
    ['heap', each('heap', 1000), ' kB'],
    ['nodes', each('nodes', 1), ''],
    ['listeners', each('listeners', 1), '']
  ]) {
    const texts = told(numbers).map(text => text + unit);
    report.add({
      what: `${what}: ${name} left by each`,
      cellway: texts.at(-1),
      ...(texts.length > 1 && {
        without: texts[0],
        added: `${(numbers[1] - numbers[0]).toFixed(1)}${unit}`
      }),
      samples: 40
    });
  }
}

async function openSide(withCellway) {
  return MeasuredPage.of(await openLab(browser, withCellway));
}

async function withPanel() {
  const side = await openSide(true);
  await side.execute('cellway:show-panel');
  return side;
}

/** JupyterLab without Cellway, and with its panel in view where the other shows its files. */
async function bothSides() {
  return [await openSide(false), await withPanel()];
}

async function closeAll(sides) {
  for (const side of sides) {
    await side.close();
  }
}

async function tell() {
  const day = new Date().toISOString().slice(0, 10);
  const load = `Load ${loadBefore.toFixed(1)} at the start, ${loadavg()[0].toFixed(1)} at the end, ${day}:`;
  const table = [load, report.markdown()].join('\n\n');
  if (options.json) {
    console.log(JSON.stringify(report.rows));
  } else {
    console.log(table);
  }
  if (options.write && chosen.length === Object.keys(parts).length) {
    const readme = await readFile(README, 'utf8');
    const [before, rest] = readme.split(BEGIN);
    const [, after] = rest.split(END);
    await writeFile(README, `${before}${BEGIN}\n\n${table}\n\n${END}${after}`);
  }
  if (failures.length > 0) {
    console.error(`Not measured: ${failures.join('; ')}`);
    process.exitCode = 1;
  }
}
