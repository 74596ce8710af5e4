import * as fc from 'fast-check';
import { NotebookDocument } from '../document';
import { NotebookError } from '../errors';
import {
  reference,
  write,
  writtenNotebook,
  type Plain
} from './nasty-notebooks';

/** As Jupyter writes a notebook. */
function jupyter(notebook: object): string {
  return JSON.stringify(notebook, null, 1) + '\n';
}

function failureOf(text: string): NotebookError {
  try {
    NotebookDocument.parse(text);
  } catch (error) {
    if (error instanceof NotebookError) {
      return error;
    }
    throw error;
  }
  throw new Error('parsed');
}

const SMALL = {
  cells: [
    {
      cell_type: 'code',
      execution_count: null,
      id: 'one',
      metadata: { tags: ['step:a'] },
      outputs: [{ output_type: 'stream', name: 'stdout', text: ['é "x"\n'] }],
      source: ['a = 1\n', 'b = "\\u00e9"']
    },
    { cell_type: 'markdown', metadata: {}, source: '# Title' }
  ],
  metadata: { kernelspec: { name: 'python3', language: 'python' } },
  nbformat: 4,
  nbformat_minor: 5
};

describe('NotebookDocument.parse', () => {
  it('gives back the text that it was given', () => {
    fc.assert(
      fc.property(writtenNotebook, ({ text }) => {
        expect(NotebookDocument.parse(text).text).toBe(text);
      }),
      { numRuns: 300 }
    );
  });

  it('reads what a reference reader reads', () => {
    fc.assert(
      fc.property(writtenNotebook, ({ text }) => {
        const document = NotebookDocument.parse(text);
        const expected = reference(text);
        expect(document.metadata).toEqual(expected.metadata ?? {});
        expect(document.cells.length).toBe(expected.cells.length);
        document.cells.forEach((cell, i) => {
          const { id, source, metadata = {}, cell_type } = expected.cells[i];
          const tags = (metadata.tags ?? []) as string[];
          expect(cell.index).toBe(i);
          expect(cell.type).toBe(cell_type);
          expect(cell.id).toBe(id);
          expect(cell.source).toBe([source].flat().join(''));
          expect(cell.metadata).toEqual(metadata);
          expect(cell.tags).toEqual(tags);
        });
      }),
      { numRuns: 300 }
    );
  });

  it('reads notebooks of 4.0 to 4.4, whose cells have no ids', () => {
    for (const nbformat_minor of [0, 1, 2, 3, 4]) {
      const cell = { cell_type: 'code', metadata: {}, outputs: [], source: '' };
      const text = jupyter({ ...SMALL, cells: [cell], nbformat_minor });
      const document = NotebookDocument.parse(text);
      expect(document.cells[0].id).toBeUndefined();
      expect(document.nbformatMinor).toBe(nbformat_minor);
    }
  });

  it('takes the last of duplicate keys, as Python does', () => {
    const text =
      '{"cells":[1],"nbformat":3,"nbformat":4,"metadata":{"a":1},"metadata":{"a":2},' +
      '"cells":[{"cell_type":"raw","cell_type":"code","source":"x","source":"y"}]}';
    const document = NotebookDocument.parse(text);
    expect(document.text).toBe(text);
    expect(document.metadata).toEqual({ a: 2 });
    expect(document.cells.map(c => [c.type, c.source])).toEqual([
      ['code', 'y']
    ]);
  });

  it('keeps numbers as written, also those that only Python reads', () => {
    const numbers =
      '[1.0, 1e-05, 123456789012345678901234567890, NaN, -Infinity, Infinity, -0]';
    const text = `{"nbformat": 4, "metadata": {"n": ${numbers}}, "cells": []}`;
    const document = NotebookDocument.parse(text);
    expect(document.metadata['n']).toEqual([
      1,
      1e-5,
      Number('123456789012345678901234567890'),
      NaN,
      -Infinity,
      Infinity,
      -0
    ]);
    const edited = document.setNotebookMetadata(['m'], [NaN, -Infinity, 0.1]);
    expect(edited.text).toBe(
      text.replace('"n":', '"m": [NaN, -Infinity, 0.1], "n":')
    );
  });

  it('counts cells of unknown types as raw', () => {
    const cell = { cell_type: 'heading', source: 'x' };
    const text = jupyter({ ...SMALL, cells: [cell] });
    expect(NotebookDocument.parse(text).cells[0].type).toBe('raw');
  });

  it('throws nothing but its own error for a text cut off anywhere', () => {
    const texts = [
      jupyter(SMALL),
      write(SMALL as unknown as Plain, [7, 13, 4, 1, 58, 22]).text
    ];
    for (const text of texts) {
      for (let end = 0; end < text.trimEnd().length; end++) {
        const { code, hint, position } = failureOf(text.slice(0, end));
        expect(['empty', 'truncated-json']).toContain(code);
        expect(hint).not.toBe('');
        expect(position).not.toBeNull();
      }
    }
  });

  it('throws nothing but its own error for a text changed anywhere', () => {
    const text = jupyter(SMALL);
    fc.assert(
      fc.property(
        fc.nat(text.length),
        fc.nat(3),
        fc.string({ unit: 'binary', maxLength: 3 }),
        (at, removed, added) => {
          const changed = text.slice(0, at) + added + text.slice(at + removed);
          try {
            expect(NotebookDocument.parse(changed).text).toBe(changed);
          } catch (error) {
            expect(error).toBeInstanceOf(NotebookError);
          }
        }
      ),
      { numRuns: 500 }
    );
  });

  it('reads 20 MB of outputs in little more than the time of JSON', () => {
    const data = { 'image/png': 'iVBORw0KGgo'.repeat(20000) };
    const output = { output_type: 'display_data', data, metadata: {} };
    const cell = { ...SMALL.cells[0], outputs: [output] };
    const cells = Array.from({ length: 90 }, () => cell);
    const text = jupyter({ ...SMALL, cells });
    const ours = fastest(() => NotebookDocument.parse(text));
    const plain = fastest(() => JSON.parse(text));
    expect(ours).toBeLessThan(40 * plain);
  });
});

describe('NotebookError', () => {
  const cases: [string, string, string, number, number][] = [
    ['empty file', '', 'empty', 1, 1],
    ['white space', ' \n', 'empty', 2, 1],
    ['cut off', '{"cells": [', 'truncated-json', 1, 12],
    [
      'cut off in a word',
      '{"nbformat": 4, "cells": [], "a": tru',
      'truncated-json',
      1,
      38
    ],
    ['wrong comma', '{\n "cells": [],\n}', 'invalid-json', 3, 1],
    ['wrong number', '{"a": 01}', 'invalid-json', 1, 8],
    ['wrong escape', '{"a": "\\x"}', 'invalid-json', 1, 9],
    ['control character', '{"a": "\t"}', 'invalid-json', 1, 8],
    ['text after it', '{} {}', 'invalid-json', 1, 4],
    ['single quotes', "{'a': 1}", 'invalid-json', 1, 2],
    [
      'merge conflict',
      '{\n "cells": [\n<<<<<<< HEAD\n=======\n>>>>>>> theirs\n ]\n}',
      'merge-conflict',
      3,
      1
    ],
    [
      'Git LFS pointer',
      'version https://git-lfs.github.com/spec/v1\noid sha256:1\n',
      'git-lfs-pointer',
      1,
      1
    ],
    ['web page', '\n<!DOCTYPE html><html></html>', 'web-page', 2, 1],
    ['too deep', '['.repeat(100000), 'json-too-deep', 1, 1001],
    ['list', '[]', 'not-a-notebook', 1, 1],
    ['number', '4', 'not-a-notebook', 1, 1],
    ['other JSON', '{"name": "x"}', 'not-a-notebook', 1, 1],
    ['no cells', '{"nbformat": 4}', 'not-a-notebook', 1, 1],
    [
      'cells no list',
      '{"nbformat": 4,\n "cells": {}}',
      'not-a-notebook',
      2,
      11
    ],
    [
      'format 3',
      '{"nbformat": 3, "worksheets": []}',
      'nbformat-too-old',
      1,
      14
    ],
    ['format 5', '{"nbformat": 5, "cells": []}', 'nbformat-too-new', 1, 14],
    [
      'R',
      '{"nbformat": 4, "cells": [],\n"metadata": {"kernelspec": {"language": "R"}}}',
      'not-python',
      2,
      41
    ],
    [
      'Julia',
      '{"nbformat": 4, "cells": [], "metadata": {"language_info": {"name": "julia"}}}',
      'not-python',
      1,
      69
    ],
    ['cell no object', '{"nbformat": 4, "cells": [3]}', 'invalid-cell', 1, 27],
    [
      'cell without type',
      '{"nbformat": 4, "cells": [{}]}',
      'invalid-cell',
      1,
      27
    ],
    [
      'wrong source',
      '{"nbformat": 4, "cells": [\n{"cell_type": "code", "source": ["a", 1]}]}',
      'invalid-cell',
      2,
      33
    ]
  ];

  it.each(cases)('%s', (_name, text, code, line, column) => {
    const error = failureOf(text);
    expect({ code: error.code, ...error.position }).toEqual({
      code,
      line,
      column
    });
    expect(error.message).not.toBe('');
    expect(error.hint).not.toBe('');
  });

  it('names the language and the cell', () => {
    const r =
      '{"nbformat":4,"cells":[],"metadata":{"kernelspec":{"language":"R"}}}';
    expect(failureOf(r).message).toContain('R');
    const cell = failureOf('{"nbformat":4,"cells":[{"cell_type":"raw"},7]}');
    expect(cell.cell).toBe(1);
  });

  it.each(['python', 'Python', 'python3', 'ipython'])('takes %s', name => {
    const metadata = { kernelspec: { language: name } };
    const text = jupyter({ ...SMALL, metadata });
    expect(NotebookDocument.parse(text).cells.length).toBe(2);
  });

  it('trusts the kernelspec over what ran the notebook last', () => {
    const language_info = { name: 'julia' };
    const metadata = { ...SMALL.metadata, language_info };
    expect(() =>
      NotebookDocument.parse(jupyter({ ...SMALL, metadata }))
    ).not.toThrow();
  });
});

describe('sourceSpan', () => {
  it('finds each line of the source, however it is escaped', () => {
    fc.assert(
      fc.property(writtenNotebook, ({ text }) => {
        const document = NotebookDocument.parse(text);
        for (const cell of document.cells) {
          cell.source.split('\n').forEach((line, i) => {
            const { start, end } = document.sourceSpan(cell.index, i);
            const written = text.slice(start, end);
            // A line may run over the end of one string into the next.
            const joined = written.replace(/(?<!\\)"\s*,\s*"/g, '');
            if (joined === written) {
              expect(JSON.parse(`"${written}"`)).toBe(line);
            }
          });
        }
      }),
      { numRuns: 200 }
    );
  });

  it('says line and column in the file', () => {
    const document = NotebookDocument.parse(jupyter(SMALL));
    const lines = jupyter(SMALL).split('\n');
    const { line, column } = document.locate(0, 1);
    expect(lines[line - 1].slice(column - 1)).toBe('b = \\"\\\\u00e9\\""');
    expect(document.locate(1, 0).line).toBe(
      lines.findIndex(l => l.includes('# Title')) + 1
    );
  });

  it('stays right after an edit above', () => {
    const document = NotebookDocument.parse(jupyter(SMALL)).addTag(0, 'skip');
    const { start, end } = document.sourceSpan(1, 0);
    expect(document.text.slice(start, end)).toBe('# Title');
  });
});

/** The least of three times that it takes, in ms. */
function fastest(work: () => void): number {
  const times = [1, 2, 3].map(() => {
    const start = performance.now();
    work();
    return performance.now() - start;
  });
  return Math.min(...times);
}
