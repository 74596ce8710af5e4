/** From an edit to the frame that shows it in the graph, in the panel and in a tab. */
/* global document, MutationObserver, ResizeObserver, window */

/** Edits that are not counted: the first ones load and compile code. */
const FIRST = 3;

const GRAPHS = {
  panel: '#cellway-panel',
  tab: '.jp-CellwayGraph-widget'
};

/**
 * Renames a step, and types a cell that makes another flow.
 *
 * @param side - a page with a notebook of 300 cells in front
 * @returns times in ms, by what was done and where it is seen
 */
export async function measureDrawing(side, rounds) {
  const found = {};
  for (const [place, selector] of Object.entries(GRAPHS)) {
    if (place === 'tab') {
      await side.execute('cellway:open-graph');
      await side.page.locator(`${selector} [data-step]`).first().waitFor();
      await side.settle();
    }
    const tags = [];
    const sources = [];
    for (let round = 0; round < FIRST + rounds; round++) {
      const name = `edited_${place}_${round}`;
      tags.push(await side.page.evaluate(renameStep, [selector, name]));
      sources.push(await side.page.evaluate(editSource, [selector, name]));
    }
    const seen = times => times.slice(FIRST).filter(time => time !== null);
    found[place] = { tags: seen(tags), sources: seen(sources) };
  }
  return found;
}

/** Until a step has another name, in ms. */
function renameStep([selector, name]) {
  return window.untilSeen(selector, name, notebook =>
    notebook.getCell(5).setMetadata('tags', [`step:${name}`])
  );
}

/** Until a variable goes from one step to the next that did not before, in ms. */
function editSource([selector, name]) {
  return window.untilSeen(selector, `_${name}`, notebook => {
    notebook.getCell(10).setSource(`_${name} = 1`);
    notebook.getCell(15).setSource(`print(_${name})`);
  });
}

/** To be called once in a page: how long an edit takes to be seen; null where it is not within seconds. */
export function addUntilSeen() {
  window.untilSeen = async (selector, text, edit) => {
    const graph = document.querySelector(selector);
    const { context } = [...window.jupyterapp.shell.widgets('main')].find(
      each => each.context
    );
    const begin = performance.now();
    const drawn = new Promise(resolve => {
      setTimeout(() => resolve(false), 5000);
      const observer = new MutationObserver(() => {
        if (graph.textContent.includes(text)) {
          observer.disconnect();
          resolve(true);
        }
      });
      observer.observe(graph, {
        childList: true,
        characterData: true,
        subtree: true
      });
    });
    edit(context.model.sharedModel);
    if (!(await drawn)) {
      return null;
    }
    // It is told of sizes in the frame that shows the change, whether it was
    // drawn before that frame or at its beginning.
    await new Promise(resolve => new ResizeObserver(resolve).observe(graph));
    await new Promise(resolve => setTimeout(resolve));
    const time = performance.now() - begin;
    // The next edit finds a page that has nothing left to do.
    await new Promise(resolve => setTimeout(resolve, 400));
    return time;
  };
}
