import * as fc from 'fast-check';
import { NotebookDocument } from '../document';
import { NotebookError } from '../errors';
import { RawJson } from '../json/write';
import {
  plain,
  reference,
  writtenNotebook,
  type Plain,
  type PlainNotebook,
  type Written
} from './nasty-notebooks';

type Case = Written & { readonly value: PlainNotebook };

const anyTag = fc.constantFrom('step:a', 'skip', 'é tag', 'new', 'with "q"');

const cases = writtenNotebook.filter(({ value }) => value.cells.length > 0);

/** Asserts that all bytes before and after the object at `path` are the same. */
function expectSameOutside(edited: string, before: Case, path: string): void {
  const [start, end] = before.spans.get(path) ?? [0, 0];
  const { text } = before;
  expect(edited.slice(0, start)).toBe(text.slice(0, start));
  expect(edited.slice(edited.length - (text.length - end))).toBe(
    text.slice(end)
  );
}

/** The smallest object that has to change. */
function metadataPath(before: Case, cell: number): string {
  const path = `cells.${cell}.metadata`;
  return before.spans.has(path) ? path : `cells.${cell}`;
}

function editCell(
  value: PlainNotebook,
  index: number,
  change: (metadata: { [key: string]: Plain }) => void
): PlainNotebook {
  const copy = structuredClone(value);
  const metadata = copy.cells[index].metadata ?? {};
  change(metadata);
  if (copy.cells[index].metadata || Object.keys(metadata).length > 0) {
    copy.cells[index].metadata = metadata;
  }
  return copy;
}

describe('edits of tags', () => {
  it('change only the metadata of that cell', () => {
    fc.assert(
      fc.property(cases, fc.nat(), anyTag, (before, n, tag) => {
        const index = n % before.value.cells.length;
        const document = NotebookDocument.parse(before.text);
        const added = document.addTag(index, tag);
        expectSameOutside(added.text, before, metadataPath(before, index));
        expect(reference(added.text)).toEqual(
          editCell(reference(before.text), index, metadata => {
            const tags = (metadata.tags ?? []) as string[];
            metadata.tags = tags.includes(tag) ? tags : [...tags, tag];
          })
        );
        const removed = document.removeTag(index, tag);
        expectSameOutside(removed.text, before, metadataPath(before, index));
        expect(reference(removed.text)).toEqual(
          editCell(reference(before.text), index, metadata => {
            const tags = (metadata.tags ?? []) as string[];
            const left = tags.filter(other => other !== tag);
            if (left.length > 0) {
              metadata.tags = left;
            } else if (tags.length > 0) {
              delete metadata.tags;
            }
          })
        );
      }),
      { numRuns: 400 }
    );
  });

  it('set any list', () => {
    const lists = fc.array(anyTag, { maxLength: 5 });
    fc.assert(
      fc.property(cases, fc.nat(), lists, (before, n, tags) => {
        const index = n % before.value.cells.length;
        const document = NotebookDocument.parse(before.text);
        const edited = document.setTags(index, tags);
        expect(edited.cells[index].tags).toEqual(tags);
        expectSameOutside(edited.text, before, metadataPath(before, index));
      }),
      { numRuns: 300 }
    );
  });

  it('are undone to the byte by the opposite edit', () => {
    fc.assert(
      fc.property(cases, fc.nat(), (before, n) => {
        const index = n % before.value.cells.length;
        const document = NotebookDocument.parse(before.text);
        const { metadata } = before.value.cells[index];
        const tags = metadata?.tags as string[] | undefined;
        // An object or list that was empty may have had blanks inside.
        fc.pre(metadata !== undefined && Object.keys(metadata).length > 0);
        fc.pre(tags === undefined || tags.length > 0);
        const there = document.addTag(index, 'only for now');
        expect(there.removeTag(index, 'only for now').text).toBe(before.text);
      }),
      { numRuns: 300 }
    );
  });

  it('that change nothing return the same document', () => {
    fc.assert(
      fc.property(cases, before => {
        const document = NotebookDocument.parse(before.text);
        for (const { index, tags, metadata } of document.cells) {
          const same =
            tags.length > 0 || metadata['tags'] === undefined
              ? document.setTags(index, tags)
              : document;
          expect(same).toBe(document);
        }
      })
    );
  });
});

describe('edits of settings', () => {
  const settings = fc.dictionary(fc.constantFrom('a', 'b', 'é'), plain, {
    noNullPrototype: true
  });

  it('change one key of the metadata of a cell', () => {
    fc.assert(
      fc.property(
        cases,
        fc.nat(),
        settings,
        settings,
        (before, n, one, two) => {
          const index = n % before.value.cells.length;
          let document = NotebookDocument.parse(before.text);
          for (const value of [one, two, undefined]) {
            document = document.setCellSettings(index, value);
            expectSameOutside(
              document.text,
              before,
              metadataPath(before, index)
            );
            expect(
              reference(document.text).cells[index].metadata ?? {}
            ).toEqual(
              value
                ? { ...before.value.cells[index].metadata, cellway: value }
                : (reference(before.text).cells[index].metadata ?? {})
            );
          }
        }
      ),
      { numRuns: 300 }
    );
  });

  it('change one key of the metadata of the notebook', () => {
    fc.assert(
      fc.property(writtenNotebook, settings, settings, (before, one, two) => {
        let document = NotebookDocument.parse(before.text);
        for (const value of [one, two, undefined]) {
          document = document.setNotebookSettings(value);
          const path = before.spans.has('metadata') ? 'metadata' : '';
          expectSameOutside(document.text, before, path);
          expect(document.metadata['cellway']).toEqual(value);
          expect(reference(document.text).cells).toEqual(
            reference(before.text).cells
          );
        }
      }),
      { numRuns: 200 }
    );
  });

  it('keep the text of numbers and escapes that stay', () => {
    const cell = `{"cell_type": "code", "source": "", "metadata": {
      "cellway": {"version": 1.0, "big": 12345678901234567890, "n": [1e-05, 2, "\\u00e9"]}}}`;
    const text = `{"nbformat": 4, "cells": [${cell}]}`;
    const document = NotebookDocument.parse(text);
    const old = document.cells[0].metadata['cellway'] as { [k: string]: Plain };
    const edited = document.setCellSettings(0, { ...old, n: [1e-5, 3, 'é'] });
    expect(edited.text).toBe(text.replace(' 2,', ' 3,'));
  });

  it('set and remove a value deep inside', () => {
    const text =
      '{"nbformat": 4, "cells": [{"cell_type": "raw", "source": ""}]}';
    const document = NotebookDocument.parse(text);
    const path = ['cellway', 'resources', 'cpu'];
    const set = document.setCellMetadata(0, path, '2');
    expect(set.text).toBe(
      '{"nbformat": 4, "cells": [{"cell_type": "raw", "metadata": {"cellway": {"resources": {"cpu": "2"}}}, "source": ""}]}'
    );
    expect(set.setCellMetadata(0, path, undefined).cells[0].metadata).toEqual({
      cellway: { resources: {} }
    });
    expect(document.setCellMetadata(0, path, undefined)).toBe(document);
  });

  it('remove all duplicates of a key', () => {
    const text =
      '{"nbformat":4,"cells":[{"cell_type":"raw","source":"","metadata":{"cellway":1,"x":2,"cellway":3}}]}';
    const edited = NotebookDocument.parse(text).setCellSettings(0, undefined);
    expect(edited.text).toBe(
      '{"nbformat":4,"cells":[{"cell_type":"raw","source":"","metadata":{"x":2}}]}'
    );
  });
});

describe('the layout of what is added', () => {
  const jupyter = (metadata: Plain, newline = '\n'): string =>
    (
      JSON.stringify(
        {
          cells: [{ cell_type: 'markdown', id: 'a', metadata, source: [] }],
          metadata: {},
          nbformat: 4,
          nbformat_minor: 5
        },
        null,
        1
      ) + '\n'
    ).replace(/\n/g, newline);

  it.each(['\n', '\r\n'])('is what Jupyter writes, with %j', newline => {
    const document = NotebookDocument.parse(jupyter({}, newline));
    expect(document.addTag(0, 'skip').text).toBe(
      jupyter({ tags: ['skip'] }, newline)
    );
    expect(document.setCellSettings(0, { a: [1, { b: [] }] }).text).toBe(
      jupyter({ cellway: { a: [1, { b: [] }] } }, newline)
    );
  });

  it('puts keys at their sorted place, if they are sorted', () => {
    const document = NotebookDocument.parse(jupyter({ a: 1, z: 2 }));
    expect(document.addTag(0, 'skip').text).toBe(
      jupyter({ a: 1, tags: ['skip'], z: 2 })
    );
    const unsorted = NotebookDocument.parse(jupyter({ z: 2, a: 1 }));
    expect(unsorted.addTag(0, 'skip').text).toBe(
      jupyter({ z: 2, a: 1, tags: ['skip'] })
    );
  });

  it('adds metadata where there is none', () => {
    const text = '{\n  "nbformat": 4,\n  "cells": []\n}';
    expect(
      NotebookDocument.parse(text).setNotebookSettings({ name: 'x' }).text
    ).toBe(
      '{\n  "nbformat": 4,\n  "cells": [],\n  "metadata": {\n    "cellway": {\n      "name": "x"\n    }\n  }\n}'
    );
  });

  it('stays on one line where the neighbours do', () => {
    const text =
      '{"nbformat":4,"cells":[{"cell_type":"code","metadata":{"a":1},"source":""}]}';
    expect(NotebookDocument.parse(text).addTag(0, 'skip').text).toBe(
      text.replace('"a":1', '"a":1,"tags":["skip"]')
    );
  });
});

describe('setOutputs', () => {
  it('changes only outputs and execution_count', () => {
    fc.assert(
      fc.property(
        cases,
        fc.array(plain, { maxLength: 3 }),
        fc.option(fc.nat(99)),
        (before, outputs, count) => {
          const expected = reference(before.text);
          let document = NotebookDocument.parse(before.text);
          expected.cells.forEach((cell, i) => {
            if (cell.cell_type === 'code') {
              document = document.setOutputs(i, outputs, count);
              cell.outputs = outputs;
              cell.execution_count = count;
            }
          });
          expect(reference(document.text)).toEqual(expected);
          expect(NotebookDocument.parse(document.text).text).toBe(
            document.text
          );
        }
      ),
      { numRuns: 200 }
    );
  });

  it('writes ready-made text as it is', () => {
    const text =
      '{"nbformat":4,"cells":[{"cell_type":"code","source":"","outputs":[],"execution_count":1}]}';
    const output = new RawJson('{"data": {"a": 1.0}}');
    const edited = NotebookDocument.parse(text).setOutputs(0, [output], null);
    expect(edited.text).toBe(
      text
        .replace('"outputs":[]', '"outputs":[{"data": {"a": 1.0}}]')
        .replace('"execution_count":1', '"execution_count":null')
    );
  });

  it('refuses cells that have none', () => {
    const text = '{"nbformat":4,"cells":[{"cell_type":"raw","source":""}]}';
    const document = NotebookDocument.parse(text);
    expect(() => document.setOutputs(0, [], null)).toThrow(
      expect.objectContaining({ code: 'not-a-code-cell', cell: 0 })
    );
  });
});

describe('edits that cannot be made', () => {
  const text =
    '{"nbformat":4,"cells":[{"cell_type":"raw","source":"","metadata":{"tags":"a"}},{"cell_type":"raw","source":"","metadata":[]}]}';
  const document = NotebookDocument.parse(text);

  it('are told', () => {
    const expectCode = (edit: () => unknown, code: string): void => {
      expect(edit).toThrow(NotebookError);
      expect(edit).toThrow(expect.objectContaining({ code }));
    };
    expectCode(() => document.addTag(2, 'x'), 'no-such-cell');
    expectCode(() => document.setCellSettings(-1, {}), 'no-such-cell');
    expectCode(() => document.addTag(0, 'x'), 'not-a-list');
    expectCode(() => document.removeTag(0, 'x'), 'not-a-list');
    expectCode(() => document.addTag(1, 'x'), 'not-an-object');
    expectCode(() => document.setCellSettings(1, {}), 'not-an-object');
  });

  it('leave a way out', () => {
    expect(document.setTags(0, ['b']).cells[0].tags).toEqual(['b']);
  });
});

it('edits one after the other, on cells and notebook', () => {
  fc.assert(
    fc.property(cases, before => {
      const expected = reference(before.text);
      let document = NotebookDocument.parse(before.text);
      expected.cells.forEach((cell, i) => {
        document = document
          .setTags(i, ['step:x'])
          .setNotebookMetadata(['n'], i);
        cell.metadata = { ...cell.metadata, tags: ['step:x'] };
        expected.metadata = { ...expected.metadata, n: i };
      });
      expect(reference(document.text)).toEqual(expected);
      expect(NotebookDocument.parse(document.text).cells.length).toBe(
        document.cells.length
      );
    }),
    { numRuns: 100 }
  );
});
