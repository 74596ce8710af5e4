import { NotebookModel } from '@jupyterlab/notebook';
import { readTaggedCells } from '../../../notebook/tagged-cells';
import type { NotebookView } from '../../../notebook/tagged-notebook';
import { until } from '../../__tests__/fake-service';
import type { Analysis } from '../analyse';
import { PipelineModel } from '../pipeline-model';

const EMPTY = { steps: [], parameters: [], metrics: [], definitions: [] };

describe('the pipeline of an open notebook', () => {
  let notebook: NotebookModel;
  let built: NotebookView[];
  let analysis: Analysis;
  let pipeline: PipelineModel;

  beforeEach(() => {
    notebook = new NotebookModel();
    notebook.sharedModel.insertCells(0, [
      { cell_type: 'markdown', source: '# A title' },
      { cell_type: 'code', source: 'x = 1', metadata: { tags: ['step:a'] } }
    ]);
    built = [];
    analysis = {
      createBuilder: () => ({
        build: view => {
          built.push(view);
          return {
            tagged: readTaggedCells(view),
            pipeline: EMPTY,
            diagnostics: []
          };
        }
      }),
      suggest: () => [],
      readValue: (_, text) => text,
      suggestName: () => 'step',
      actions: () => []
    };
    pipeline = new PipelineModel(notebook, async () => analysis);
  });

  afterEach(() => {
    jest.restoreAllMocks();
    pipeline.dispose();
    notebook.dispose();
  });

  it('is made of the cells as they are shown', async () => {
    await pipeline.update();
    expect(built[0]?.cells).toMatchObject([
      { type: 'markdown', source: '# A title' },
      { type: 'code', source: 'x = 1', metadata: { tags: ['step:a'] } }
    ]);
    const ids = notebook.sharedModel.cells.map(cell => cell.getId());
    expect(pipeline.shown?.notebook.ids).toEqual(ids);
  });

  it('is made anew after an edit of a source or a tag', async () => {
    await pipeline.update();
    const cell = notebook.sharedModel.getCell(1);
    cell.setSource('x = 2');
    await until(() => built.length === 2);
    expect(built[1]?.cells[1]?.source).toBe('x = 2');
    cell.setMetadata('tags', ['step:b']);
    await until(() => built.length === 3);
  });

  it('is made anew before the browser draws an edit that comes alone', async () => {
    await pipeline.update();
    const later = performance.now() + 1000;
    jest.spyOn(performance, 'now').mockReturnValue(later);
    notebook.sharedModel.getCell(1).setSource('x = 2');
    await Promise.resolve();
    expect(built[1]?.cells[1]?.source).toBe('x = 2');
  });

  it('is made of the last of edits that come one after the other', async () => {
    await pipeline.update();
    const cell = notebook.sharedModel.getCell(1);
    for (const source of ['x = 2', 'x = 3', 'x = 4']) {
      cell.setSource(source);
      await Promise.resolve();
    }
    await until(() => built.at(-1)?.cells[1]?.source === 'x = 4');
  });

  it('is made anew once for what changes together', async () => {
    await pipeline.update();
    const cell = notebook.sharedModel.getCell(1);
    'x = 12'.split('').forEach((_, end) => {
      cell.setSource('x = 12'.slice(0, end + 1));
    });
    await until(() => built.length === 2);
    expect(built[1]?.cells[1]?.source).toBe('x = 12');
  });

  it('is not made anew for an output', async () => {
    await pipeline.update();
    const [cell] = notebook.sharedModel.cells.slice(1);
    if (cell?.cell_type === 'code' && 'setOutputs' in cell) {
      cell.setOutputs([{ output_type: 'stream', name: 'stdout', text: 'a' }]);
    }
    await pipeline.update();
    expect(built).toHaveLength(1);
  });

  it('is none where the notebook is in another language', async () => {
    notebook.sharedModel.setMetadata({
      kernelspec: { name: 'ir', display_name: 'R', language: 'R' }
    });
    await pipeline.update();
    expect(pipeline.problem).toEqual({ kind: 'language', language: 'R' });
    expect(pipeline.shown).toBeUndefined();
  });

  it('says why the analysis could not be loaded, and tries again', async () => {
    let isThere = false;
    const later = new PipelineModel(notebook, async () => {
      if (!isThere) {
        throw new Error('Loading chunk analysis failed.');
      }
      return analysis;
    });
    await later.update();
    expect(later.problem).toEqual({
      kind: 'analysis',
      message: 'Loading chunk analysis failed.'
    });
    isThere = true;
    await later.update();
    expect(later.problem).toBeUndefined();
    expect(later.shown).toBeDefined();
    later.dispose();
  });
});
