import { NotebookModel } from '@jupyterlab/notebook';
import { nullTranslator } from '@jupyterlab/translation';
import { applyEdits } from '../../../notebook/editing/apply-edits';
import { readTaggedCells } from '../../../notebook/tagged-cells';
import type { Diagnostic } from '../../../pipeline/diagnostic';
import { applyChange } from '../../pipelines/apply-change';
import { readShownNotebook } from '../../pipelines/shown-notebook';
import type { NotebookSession } from '../../sessions/notebook-session';
import { applyFix } from '../apply-fix';

const TRANS = nullTranslator.load('cellway');

/** Wherever it stands, `teh` is told, with a fix. */
function findTypos(sources: readonly string[]): Diagnostic[] {
  return sources.flatMap((source, cell) =>
    [...source.matchAll(/teh/g)].map(({ index: start }): Diagnostic => {
      const range = { start, end: start + 3 };
      const edit = {
        kind: 'replace-source',
        cell,
        range,
        text: 'the'
      } as const;
      return {
        severity: 'warning',
        code: 'typo',
        message: 'It is "the".',
        cell,
        range,
        fixes: [{ title: 'Write the', edits: [edit] }]
      };
    })
  );
}

describe('a chosen fix', () => {
  let model: NotebookModel;
  let session: NotebookSession;

  beforeEach(() => {
    model = new NotebookModel();
    model.sharedModel.insertCells(0, [
      { id: 'a', cell_type: 'code', source: 'one' },
      { id: 'b', cell_type: 'code', source: 'teh two teh' }
    ]);
    const pipeline = {
      shown: undefined as unknown,
      update: async () => {
        const notebook = readShownNotebook(model);
        pipeline.shown = {
          notebook,
          tagged: readTaggedCells(notebook),
          diagnostics: findTypos(notebook.cells.map(each => each.source))
        };
      }
    };
    session = {
      pipeline,
      edit: async (edits: Parameters<NotebookSession['edit']>[0]) => {
        const before = readShownNotebook(model);
        applyChange(model, before, applyEdits(before, edits));
      }
    } as unknown as NotebookSession;
  });

  afterEach(() => {
    model.dispose();
  });

  it('of the engine is done too, which has told of what it alone knows', async () => {
    const fix = {
      title: 'Tag it',
      edits: [{ kind: 'add-tag', cell: 0, tag: 'skip' }]
    } as const;
    const told: Diagnostic = {
      severity: 'warning',
      code: 'of-engine',
      message: '',
      fixes: [fix]
    };
    const chosen = { code: 'of-engine', title: fix.title };
    await applyFix(session, chosen, TRANS);
    expect(model.cells.get(0).getMetadata('tags')).toBeUndefined();
    await applyFix(session, chosen, TRANS, [told]);
    expect(model.cells.get(0).getMetadata('tags')).toEqual(['skip']);
  });

  const sources = (): string[] =>
    model.sharedModel.cells.map(cell => cell.getSource());
  const spoken = (): string =>
    document.querySelector('body > [role="status"]')?.textContent?.trim() ?? '';
  const choose = (from: number): Promise<void> =>
    applyFix(
      session,
      { code: 'typo', title: 'Write the', cell: 'b', from },
      TRANS
    );

  it('is done at its place, and said aloud', async () => {
    await choose(8);
    expect(sources()).toEqual(['one', 'teh two the']);
    expect(spoken()).toBe('Done: Write the.');
  });

  it('is done where its cell is now', async () => {
    model.sharedModel.insertCell(0, { cell_type: 'code', source: 'teh' });
    model.sharedModel.getCell(2).updateSource(0, 0, 'so ');
    await choose(3);
    expect(sources()).toEqual(['teh', 'one', 'so the two teh']);
  });

  it('is not done to what somebody has mended or deleted', async () => {
    model.sharedModel.getCell(1).setSource('the two');
    await choose(0);
    expect(sources()).toEqual(['one', 'the two']);
    expect(spoken()).toBe('There is nothing to fix any more.');
    model.sharedModel.deleteCell(1);
    await choose(0);
    expect(sources()).toEqual(['one']);
  });

  it('says why where it cannot be done', async () => {
    session.edit = async () => {
      throw new Error('The cell is read only.');
    };
    await choose(0);
    expect(spoken()).toBe('The cell is read only.');
  });
});
