import fc from 'fast-check';
import { NotebookDocument } from '../../../notebook/document';
import { stepKey } from '../../../runs/cache/step-key';
import { executionCounts } from '../../../runs/execution-counts';
import {
  notebookText,
  pipelineOf,
  type Code
} from '../../local/__tests__/notebooks';
import { buildRequest } from '../../requests/build-request';
import { definitionIds } from '../../requests/definition-ids';
import { keyFacts } from '../key-facts';

const NOTEBOOK: readonly Code[] = [
  ['imports', 'import math\nimport os'],
  [
    'functions',
    'def area(r):\n    """Of a circle."""\n    return math.pi * r ** 2'
  ],
  ['pipeline-parameters', 'radius = 3\nunused = 4'],
  [
    'step:one',
    'a = area(radius)\nif a > 1:\n    b = [a, 1]\nelse:\n    b = []'
  ],
  ['step:two', 'for i in b:\n    print(f"{i = }")\n\nc = os.sep'],
  ['step:three', 'print(c)']
];

async function keysOf(cells: readonly Code[]): Promise<Record<string, string>> {
  const text = notebookText(cells);
  const notebook = NotebookDocument.parse(text);
  const pipeline = await pipelineOf(text);
  const ids = definitionIds(pipeline.definitions);
  const context = {
    run: 'r',
    pipeline,
    ids,
    cells: notebook.cells,
    counts: executionCounts(notebook),
    parameters: {},
    folder: '/there',
    objects: '/there/objects'
  };
  const all = {
    python: {
      protocol: 1 as const,
      implementation: 'cpython',
      version: '3.11.7',
      platform: 'linux',
      executable: '/python',
      prefix: '/',
      paths: [],
      packages: {}
    },
    options: [],
    runner: 'r',
    environment: {},
    definitions: new Map(
      pipeline.definitions.map(({ code }, i) => [ids[i], code])
    )
  };
  return Object.fromEntries(
    pipeline.steps.map(step => {
      const request = buildRequest(context, step, new Map());
      return [step.id, stepKey(keyFacts(all, step, request, new Map()))];
    })
  );
}

/** What may stand behind a line, and above it. */
const comment = fc.constantFrom('', ' ', '  # comment', ' # "', '\t');
const gap = fc.constantFrom('', '\n', '# comment\n', '\n    # comment\n\n');

describe('the keys of the steps of a notebook', () => {
  it('stay when comments, blank lines and cells without code come and go', async () => {
    const expected = await keysOf(NOTEBOOK);
    const edits = fc.array(fc.tuple(comment, gap), {
      minLength: 16,
      maxLength: 16
    });
    const above = fc.array(
      fc.constantFrom<Code>(['text', 'About'], ['skip', 'print(1)']),
      { maxLength: 2 }
    );
    await fc.assert(
      fc.asyncProperty(edits, above, async (changes, others) => {
        let line = 0;
        const edited = NOTEBOOK.map(([tags, source]): Code => {
          const lines = source.split('\n').map(each => {
            const [behind, before] = changes[line++ % changes.length];
            return `${before}${each}${behind}`;
          });
          return [tags, lines.join('\n')];
        });
        expect(await keysOf([...others, ...edited])).toEqual(expected);
      }),
      { numRuns: 50 }
    );
  });

  it.each([
    ['one', 'radius = 3', 'radius = 5'],
    ['one', 'r ** 2', 'r ** 3'],
    ['one', 'Of a circle', 'Of a disc'],
    ['one', 'import math', 'import cmath as math'],
    ['one', 'b = []', 'b = [2]'],
    ['two', '{i = }', '{i=}'],
    ['three', 'print(c)', 'print(c);']
  ])('of %s changes with %s -> %s, and no other', async (step, from, to) => {
    const before = await keysOf(NOTEBOOK);
    const after = await keysOf(
      NOTEBOOK.map(([tags, source]): Code => [tags, source.replace(from, to)])
    );
    const changed = Object.keys(before).filter(id => before[id] !== after[id]);
    expect(changed).toEqual([step]);
  });
});
