/** Long notebooks made of the code of the examples, repeated with other names each time. */
import { readFileSync } from 'node:fs';

const EXAMPLES = [
  'bike_rides',
  'breast_cancer',
  'coffee_shop',
  'digits',
  'lemonade_stand',
  'titanic'
];

/** What a cell has printed, since a file that was saved after a run is full of that. */
const OUTPUT = {
  output_type: 'stream',
  name: 'stdout',
  text: Array.from({ length: 8 }, (_, i) => `${i}  ${'0.123  '.repeat(8)}\n`)
};

/**
 * The text of an .ipynb file.
 *
 * @param {number} cells how many code cells it has
 * @param {number} steps over how many steps they are spread evenly
 */
export function notebookText(cells, steps) {
  const perStep = cells / steps;
  const sources = codeOfExamples(cells);
  return textOf(
    sources.map((source, index) => ({
      source,
      tags: index % perStep === 0 ? [`step:s${index / perStep}`] : []
    }))
  );
}

/** @param {readonly {source: string, tags: string[]}[]} cells */
function textOf(cells) {
  const notebook = {
    cells: cells.map(({ source, tags }, index) => ({
      cell_type: 'code',
      id: `cell-${index}`,
      execution_count: index + 1,
      metadata: { tags },
      outputs: [OUTPUT],
      source: source.split(/(?<=\n)/)
    })),
    metadata: {
      kernelspec: { display_name: 'Python 3', language: 'python', name: 'p' },
      language_info: { name: 'python' }
    },
    nbformat: 4,
    nbformat_minor: 5
  };
  return JSON.stringify(notebook, undefined, 1);
}

function codeOfExamples(count) {
  const notebooks = EXAMPLES.map(readCode);
  const sources = [];
  for (let round = 0; sources.length < count; round++) {
    for (const code of notebooks) {
      sources.push(...code.map(source => renamed(source, code, round)));
    }
  }
  return sources.slice(0, count);
}

function readCode(name) {
  const path = new URL(`../../examples/${name}/${name}.ipynb`, import.meta.url);
  return JSON.parse(readFileSync(path, 'utf8'))
    .cells.filter(cell => cell.cell_type === 'code')
    .map(cell => [cell.source].flat().join(''));
}

/** The source with another name in each round for whatever the notebook binds in the first column. */
function renamed(source, notebook, round) {
  if (round === 0) {
    return source;
  }
  const bound = notebook.flatMap(text =>
    [...text.matchAll(/^(?:(?:def|class) (\w+)|([\w, ]+) =(?!=))/gm)].flatMap(
      ([, definition, targets]) => definition ?? targets.split(/, */)
    )
  );
  return source.replace(
    new RegExp(`\\b(${[...new Set(bound)].join('|')})\\b`, 'g'),
    `$1_${round}`
  );
}
