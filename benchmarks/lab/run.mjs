/**
 * What a person feels of Cellway while they work: the real JupyterLab with it
 * and without, in turn, on a notebook of 300 cells in 60 steps:
 * `node benchmarks/lab/run.mjs [--rounds N] [--json]`.
 */
/* global document, MutationObserver, requestAnimationFrame, window */
import { parseArgs } from 'node:util';
import { notebookText } from '../analysis/notebooks.mjs';
import { openLab, start } from './server.mjs';

const CELLS = 300;
const STEPS = 60;

/** Characters typed a round, and the time between them in ms: quick, as people type. */
const TYPED =
  'total = sum(value * 2 for value in range(1000)) # as people type it ';
const PAUSE = 60;
const EDITS = 8;

const { values: options } = parseArgs({
  options: {
    rounds: { type: 'string', default: '3' },
    json: { type: 'boolean', default: false }
  }
});
const text = notebookText(CELLS, STEPS);
const untagged = text.replace(/"step:s\d+"/g, '');
const { browser, stop } = await start({
  'tagged.ipynb': text,
  'untagged.ipynb': untagged
});
const found = {
  opening: [[], []],
  typing: [[], []],
  graph: [],
  suggesting: []
};
try {
  for (let round = 0; round < Number(options.rounds); round++) {
    for (const withCellway of round % 2 ? [true, false] : [false, true]) {
      await measure(withCellway);
    }
  }
} finally {
  await stop();
}
report();

async function measure(withCellway) {
  const page = await openLab(browser, withCellway);
  const side = Number(withCellway);
  if (withCellway) {
    await page.evaluate(() =>
      window.jupyterapp.commands.execute('cellway:show-panel')
    );
  }
  found.opening[side].push(await page.evaluate(openNotebook, 'tagged.ipynb'));
  if (withCellway) {
    await page.locator('.jp-Cellway-step').first().waitFor();
  }
  found.typing[side].push(...(await type(page)));
  if (withCellway) {
    for (let edit = 0; edit < EDITS; edit++) {
      found.graph.push(await page.evaluate(renameStep, `edited_${edit}`));
    }
    await page.evaluate(openNotebook, 'untagged.ipynb');
    found.suggesting.push(await page.evaluate(suggestSteps));
  }
  await page.context().close();
}

/** The time from a key to the frame that shows it, for each key, in ms. */
async function type(page) {
  await page.evaluate(watchKeys);
  await page.keyboard.type(TYPED, { delay: PAUSE });
  return page.evaluate(() => window.latencies);
}

/** Until the notebook is there and can be scrolled, in ms. */
async function openNotebook(path) {
  const begin = performance.now();
  const widget = await window.jupyterapp.commands.execute('docmanager:open', {
    path,
    kernelPreference: { shouldStart: false, canStart: false }
  });
  await widget.context.ready;
  await widget.revealed;
  await widget.content.widgets[0].ready;
  await new Promise(resolve => requestAnimationFrame(resolve));
  await new Promise(resolve => setTimeout(resolve));
  return performance.now() - begin;
}

/** Sets the cursor into a cell in the middle, and notes each key that is pressed. */
async function watchKeys() {
  const { content } = window.jupyterapp.shell.currentWidget;
  content.activeCellIndex = 150;
  await content.scrollToItem(150);
  await content.activeCell.ready;
  content.mode = 'edit';
  content.activeCell.editor.focus();
  content.activeCell.editor.setCursorPosition({ line: 0, column: 0 });
  content.activeCell.editor.newIndentedLine();
  window.latencies = [];
  document.addEventListener(
    'keydown',
    ({ timeStamp }) =>
      requestAnimationFrame(() =>
        setTimeout(() => window.latencies.push(performance.now() - timeStamp))
      ),
    true
  );
}

/** From the edit of a tag to the panel that shows it, in ms. */
function renameStep(name) {
  const { model } = window.jupyterapp.shell.currentWidget.content;
  const panel = document.querySelector('#cellway-panel');
  return new Promise(resolve => {
    const begin = performance.now();
    new MutationObserver((_, observer) => {
      if (panel.textContent.includes(name)) {
        observer.disconnect();
        resolve(performance.now() - begin);
      }
    }).observe(panel, { childList: true, characterData: true, subtree: true });
    model.sharedModel.getCell(5).setMetadata('tags', [`step:${name}`]);
  });
}

/** From the command to the preview with all its rows, in ms. */
async function suggestSteps() {
  const begin = performance.now();
  await window.jupyterapp.commands.execute('cellway:suggest-steps');
  while (!document.querySelector('.jp-CellwaySuggestions-row')) {
    await new Promise(resolve => requestAnimationFrame(resolve));
  }
  return performance.now() - begin;
}

function report() {
  const rows = [
    both('opening the notebook', found.opening, 0.5),
    both('from a key to its frame, median', found.typing, 0.5),
    both('from a key to its frame, 95th percentile', found.typing, 0.95),
    one('from an edit to the panel', found.graph),
    one('the preview of suggested steps', found.suggesting)
  ];
  if (options.json) {
    console.log(JSON.stringify(rows));
  } else {
    for (const { name, without, cellway } of rows) {
      const numbers = [without, cellway].map(each =>
        (each === undefined ? '' : each.toFixed(0)).padStart(8)
      );
      console.log(`${name.padEnd(44)}${numbers.join('')} ms`);
    }
  }
}

function both(name, [without, cellway], share) {
  return {
    name,
    without: quantile(without, share),
    cellway: quantile(cellway, share)
  };
}

function one(name, times) {
  return { name, cellway: quantile(times, 0.5) };
}

function quantile(times, share) {
  const sorted = [...times].sort((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))];
}
