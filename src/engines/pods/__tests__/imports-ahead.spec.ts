/** What steps that share a pod may import once for all. */
import { NotebookDocument } from '../../../notebook/document';
import {
  notebookText,
  pipelineOf,
  type Code
} from '../../local/__tests__/notebooks';
import { importsAhead } from '../imports-ahead';

async function importsOf(cells: readonly Code[]): Promise<unknown> {
  const notebook = NotebookDocument.parse(notebookText(cells));
  return importsAhead(await pipelineOf(notebook.text), notebook.cells).imports;
}

test('they are those of its cells and of the definitions that it uses', async () => {
  const cells: readonly Code[] = [
    ['imports', 'import numpy as np\nimport pandas as pd'],
    ['step:one', 'x = pd.DataFrame()'],
    ['step:two', 'from csv import reader\nx = np.sum(x)'],
    ['step:three', 'print(x)']
  ];
  expect(await importsOf(cells)).toEqual([
    ['pandas'],
    ['numpy', 'csv', 'csv:reader'],
    []
  ]);
});

test('what no process may have that is forked is not among them', async () => {
  const cells: readonly Code[] = [
    ['step:one', 'import numpy\nimport torch.nn\nx = 1'],
    ['step:two', 'print(x)']
  ];
  expect(await importsOf(cells)).toEqual([['numpy'], []]);
});

test('there are none where the notebook changes what an import means', async () => {
  const cells: readonly Code[] = [
    ['step:one', 'import os\nos.environ["THREADS"] = "1"\nx = 1'],
    ['step:two', 'import numpy\nprint(x)']
  ];
  expect(await importsOf(cells)).toEqual([[], []]);
});
