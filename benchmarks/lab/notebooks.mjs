/** Notebooks whose runs say much. */

/** A notebook of one step a source. */
function notebookOf(sources) {
  return JSON.stringify({
    cells: sources.map((source, index) => ({
      cell_type: 'code',
      id: `cell-${index}`,
      execution_count: null,
      metadata: { tags: [`step:s${index}`] },
      outputs: [],
      source
    })),
    metadata: {
      kernelspec: {
        display_name: 'Python 3',
        language: 'python',
        name: 'python3'
      },
      language_info: { name: 'python' }
    },
    nbformat: 4,
    nbformat_minor: 5
  });
}

/** Steps that print, each as many lines. */
export function printingNotebook(steps, lines) {
  return notebookOf(
    Array.from({ length: steps }, (_, step) =>
      [
        `s${step} = ${step === 0 ? 0 : `s${step - 1} + 1`}`,
        `for i in range(${lines}):`,
        `    print(f"step ${step} line {i}: loss {1 / (i + 1):.4f}")`
      ].join('\n')
    )
  );
}

/** Steps that pass a number on, and do nothing else. */
export function quickNotebook(steps) {
  return notebookOf(
    Array.from(
      { length: steps },
      (_, step) => `v${step} = ${step === 0 ? 0 : `v${step - 1} + 1`}`
    )
  );
}

/** What ten minutes of a training say that prints ten times a second, draws a bar and a plot every ten seconds. */
const TEN_MINUTES = `
import os, sys, time
from IPython.display import HTML, display
for i in range(6000):
    print(f"epoch {i // 100} batch {i % 100}: loss {1 / (i + 1):.6f} accuracy {i / 6000:.4f}")
    print(f"\\r{i / 60:3.0f}%|{'#' * (i // 600):10}| {i}/6000 [00:10<00:20, 10.00it/s]", end="", file=sys.stderr, flush=True)
    if i % 100 == 0:
        display(HTML("<table>" + "<tr><td>0.123</td></tr>" * 500 + "</table>"))
`;

/**
 * An hour of a talkative run, told as fast as it can be: six steps, each of
 * which waits at its end until there is a file \`go-N\` beside the notebook.
 */
export function chattyNotebook() {
  return notebookOf(
    Array.from({ length: 6 }, (_, step) =>
      [
        `c${step} = ${step === 0 ? 0 : `c${step - 1} + 1`}`,
        TEN_MINUTES.trim(),
        `print("told ${step}")`,
        `while not os.path.exists("go-${step}"):`,
        '    time.sleep(0.05)'
      ].join('\n')
    )
  );
}
