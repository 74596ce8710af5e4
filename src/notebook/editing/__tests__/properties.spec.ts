/** What holds for all edits of all notebooks. */
import * as fc from 'fast-check';
import { isJsonArray, type JsonValue } from '../../json/value';
import { NotebookDocument } from '../../document';
import { parseTag } from '../../dialect/parse-tag';
import { readTaggedCells } from '../../tagged-cells';
import type { Block, NotebookView } from '../../tagged-notebook';
import { applyEdits, checkEdits } from '../apply-edits';
import type { Edit } from '../edit';
import {
  anyEdit,
  insertion,
  name,
  notebookSettings,
  notebooks,
  stepSettings,
  structuralEdit
} from './arbitrary-notebooks';
import { tidy } from '../settings-fields';

/** What no edit may touch, except a source where that is asked for. */
function untouchable({ cells, metadata }: NotebookView): unknown {
  const without = (object: object): unknown => ({
    ...object,
    tags: undefined,
    cellway: undefined
  });
  return [
    { ...metadata, cellway: undefined },
    cells.map(({ type, source, metadata: own }) => [
      type,
      source,
      without(own),
      foreignTags(own['tags'])
    ])
  ];
}

/** Tags that are not of the dialect, and what stands beside tags. */
function foreignTags(tags: JsonValue | undefined): readonly JsonValue[] {
  return isJsonArray(tags)
    ? tags.filter(
        each => typeof each !== 'string' || parseTag(each).tag.kind === 'other'
      )
    : [];
}

function steps(view: NotebookView): ReadonlyMap<string, Block> {
  const blocks = readTaggedCells(view).blocks.filter(
    each => each.kind === 'step'
  );
  return new Map(blocks.map(block => [block.name ?? '', block]));
}

it('change nothing but tags and our key, and no tag that is not ours', () => {
  fc.assert(
    fc.property(
      notebooks,
      fc.array(
        anyEdit.filter(
          ({ kind }) =>
            kind !== 'replace-source' &&
            kind !== 'insert-cell' &&
            kind !== 'add-tag' &&
            kind !== 'remove-tag'
        ),
        { maxLength: 3 }
      ),
      (before, edits) => {
        const copy = structuredClone(before);
        const after = applyEdits(before, edits);
        expect(untouchable(after)).toEqual(untouchable(copy));
        expect(before).toEqual(copy);
      }
    ),
    { numRuns: 500 }
  );
});

it('never throw, and change nothing where they cannot be done', () => {
  fc.assert(
    fc.property(notebooks, anyEdit, (before, edit) => {
      const fault = checkEdits(before, [edit]);
      const after = applyEdits(before, [edit]);
      if (fault) {
        expect(after).toBe(before);
        expect(fault.message).not.toMatch(/^$|\.$/);
        expect(fault.suggestion).not.toBe('');
      }
    }),
    { numRuns: 500 }
  );
});

it('done twice are done once', () => {
  fc.assert(
    fc.property(
      notebooks,
      anyEdit.filter(
        ({ kind }) => kind === 'set-role' || kind.endsWith('settings')
      ),
      (before, edit) => {
        const once = applyEdits(before, [edit]);
        expect(applyEdits(once, [edit])).toEqual(once);
      }
    ),
    { numRuns: 500 }
  );
});

it('give the cells of a new role that role', () => {
  fc.assert(
    fc.property(notebooks, structuralEdit, (before, edit) => {
      if (edit.kind !== 'set-role' || checkEdits(before, [edit])) {
        return;
      }
      const { cells, role } = edit;
      const after = applyEdits(before, [edit]);
      const { blocks } = readTaggedCells(after);
      for (const cell of cells) {
        const is = blocks.filter(block => block.cells.includes(cell));
        if (before.cells[cell].type === 'code' && role.kind !== 'none') {
          expect(is.map(block => block.kind)).toEqual([role.kind]);
          expect(is[0].name).toBe(role.kind === 'step' ? role.name : undefined);
        }
      }
    }),
    { numRuns: 500 }
  );
});

it('leave other steps what was set for them', () => {
  fc.assert(
    fc.property(notebooks, structuralEdit, (before, edit) => {
      if (checkEdits(before, [edit])) {
        return;
      }
      const touched = [...namesIn(edit), splitBy(before, edit)];
      const was = steps(before);
      const is = steps(applyEdits(before, [edit]));
      const heads = [...is.values()].map(block => block.head);
      for (const [each, block] of is) {
        const old = was.get(each);
        const isMoved = old?.head !== block.head;
        const sharesCell = heads.filter(head => head === block.head).length > 1;
        if (old && !touched.includes(each) && !(isMoved && sharesCell)) {
          // What they wait for may have become something else.
          const { after } = block.settings;
          expect(block.settings).toEqual({ ...old.settings, after });
        }
      }
    }),
    { numRuns: 500 }
  );
});

/** The names of steps, and the kinds of other blocks, that a cell is in. */
function placeOf(view: NotebookView, cell: number): string {
  return readTaggedCells(view)
    .blocks.filter(block => block.cells.includes(cell))
    .map(({ kind, name: called }) => called ?? kind)
    .join();
}

it('leave other cells where they are', () => {
  fc.assert(
    fc.property(notebooks, structuralEdit, (before, edit) => {
      if (
        checkEdits(before, [edit]) ||
        (edit.kind === 'set-role' &&
          (edit.role.kind === 'step' || edit.role.kind === 'none'))
      ) {
        return;
      }
      const after = applyEdits(before, [edit]);
      const tagged = ({ blocks }: ReturnType<typeof readTaggedCells>) =>
        blocks.some(each => each.kind === 'step' && each.origin === 'tag');
      // Without any tag of a step, headings make them.
      fc.pre(
        tagged(readTaggedCells(before)) === tagged(readTaggedCells(after))
      );
      const meant =
        edit.kind === 'split-step'
          ? placeOf(before, edit.cell).split(',')
          : namesIn(edit);
      before.cells.forEach(({ type, source }, cell) => {
        const was = placeOf(before, cell);
        const isMeant =
          (edit.kind === 'set-role' && edit.cells.includes(cell)) ||
          was.split(',').some(each => meant.includes(each));
        if (type === 'code' && source !== '' && !isMeant) {
          expect(placeOf(after, cell)).toBe(was);
        }
      });
    }),
    { numRuns: 500 }
  );
});

it('insert a cell, and leave all others what they were', () => {
  fc.assert(
    fc.property(notebooks, insertion, (before, edit) => {
      fc.pre(!checkEdits(before, [edit]));
      const { cell, source, role } = edit;
      const after = applyEdits(before, [edit]);
      const others = after.cells.filter((_, index) => index !== cell);
      expect(after.cells[cell]).toMatchObject({
        type: 'code',
        source,
        isNew: true
      });
      expect(placeOf(after, cell)).toBe(role);
      expect(untouchable({ ...after, cells: others })).toEqual(
        untouchable(before)
      );
      before.cells.forEach(({ type, source: text }, index) => {
        if (type === 'code' && text !== '') {
          const now = index < cell ? index : index + 1;
          expect(placeOf(after, now)).toBe(placeOf(before, index));
        }
      });
      const was = steps(before);
      for (const [each, block] of steps(after)) {
        const old = was.get(each);
        expect([each, block.settings, block.prev]).toEqual([
          each,
          old?.settings,
          old?.prev
        ]);
      }
    }),
    { numRuns: 500 }
  );
});

function namesIn(edit: Edit): readonly string[] {
  switch (edit.kind) {
    case 'merge-steps':
      return edit.steps;
    case 'rename-step':
      return [edit.from, edit.to];
    default:
      return [];
  }
}

/** The step that an edit splits, if it does. */
function splitBy(view: NotebookView, edit: Edit): string | undefined {
  const split = readTaggedCells(view).blocks.find(
    ({ cells }) => edit.kind === 'split-step' && cells.includes(edit.cell)
  );
  return split && (split.name ?? '');
}

it('rename a step and back again', () => {
  fc.assert(
    fc.property(notebooks, name, (before, from) => {
      const block = steps(before).get(from);
      fc.pre(block?.origin === 'tag');
      const there: Edit = { kind: 'rename-step', from, to: 'fresh' };
      const back: Edit = { kind: 'rename-step', from: 'fresh', to: from };
      const renamed = applyEdits(before, [there]);
      expect(JSON.stringify(renamed)).not.toMatch(
        `"(step|block|prev):${from}"`
      );
      expect(applyEdits(renamed, [back])).toEqual(before);
    }),
    { numRuns: 500 }
  );
});

it('of settings are read as they were asked for', () => {
  fc.assert(
    fc.property(
      notebooks,
      name,
      stepSettings,
      notebookSettings,
      (before, step, ofStep, ofNotebook) => {
        const after = applyEdits(before, [
          { kind: 'set-step-settings', step, settings: ofStep },
          { kind: 'set-notebook-settings', settings: ofNotebook }
        ]);
        const tagged = readTaggedCells(after);
        const block = tagged.blocks.find(each => each.name === step);
        if (block) {
          expect(tidy(block.settings)).toEqual(tidy(ofStep));
        }
        expect(tidy(tagged.settings)).toEqual(tidy(ofNotebook));
      }
    ),
    { numRuns: 500 }
  );
});

it('of a document are those of what it says', () => {
  fc.assert(
    fc.property(notebooks, anyEdit, (view, edit) => {
      const document = NotebookDocument.parse(textOf(view));
      const { cells, metadata } = applyEdits(document, [edit]);
      const after = {
        metadata,
        cells: cells.map(({ type, source, metadata: own, isNew }) => ({
          type,
          source,
          metadata: own,
          ...(isNew && { isNew })
        }))
      };
      expect(after).toEqual(applyEdits(view, [edit]));
    }),
    { numRuns: 500 }
  );
});

function textOf({ cells, metadata }: NotebookView): string {
  return JSON.stringify({
    cells: cells.map(({ type, source, metadata: own }) => ({
      cell_type: type,
      metadata: own,
      source
    })),
    metadata,
    nbformat: 4,
    nbformat_minor: 5
  });
}
