import { checkCell, NotebookCell } from './cell';
import { NotebookError, positionAt, type TextPosition } from './errors';
import { checkNotebook, readVersion } from './format';
import {
  removeAt,
  replaceAt,
  setAt,
  valueAt,
  type JsonPath
} from './json/edit';
import { findMember, type JsonFragment, type JsonSpan } from './json/node';
import { JsonSyntaxError, parseFragment } from './json/scan';
import { JsonPathError } from './json/splice';
import {
  isJsonArray,
  isJsonObject,
  type JsonObject,
  type JsonValue
} from './json/value';
import type { JsonInput } from './json/write';
import { explainJsonFailure } from './json-failure';
import { CELLWAY_KEY } from './settings';
import { sourceLineSpans } from './source-lines';

/**
 * The text of a notebook and what it says. Edits exchange a few characters of
 * the text and return a new document: all else stays as it was written, byte
 * by byte. Documents share the cells that they have in common.
 */
export class NotebookDocument {
  private _text: string | undefined;
  private _metadata: JsonObject | undefined;

  /**
   * @param frame the notebook without its cells
   * @param gaps what stands before each cell, and after the last
   */
  private constructor(
    private readonly _frame: JsonFragment,
    private readonly _gaps: readonly string[],
    readonly cells: readonly NotebookCell[]
  ) {}

  /**
   * Reads the text of an .ipynb file, nbformat 4, of a Python notebook.
   *
   * @throws NotebookError with a code for each way in which it is not that
   */
  static parse(text: string): NotebookDocument {
    const fragment = parseNotebookJson(text);
    const list = checkNotebook(fragment);
    const cells = list.items.map((node, index) => {
      const cell = { text, node };
      checkCell(index, cell);
      return new NotebookCell(index, cell);
    });
    const [first] = list.items;
    const last = list.items[list.items.length - 1];
    if (first === undefined || last === undefined) {
      const document = new NotebookDocument(fragment, [], []);
      document._text = text;
      return document;
    }
    const gaps = list.items.map((node, i) => {
      const previous = list.items[i - 1];
      return text.slice(previous ? previous.end : list.start + 1, node.start);
    });
    gaps.push(text.slice(last.end, list.end - 1));
    const frame = text.slice(0, list.start + 1) + text.slice(list.end - 1);
    const document = new NotebookDocument(parseFragment(frame), gaps, cells);
    document._text = text;
    return document;
  }

  /** The text of the file. */
  get text(): string {
    if (this._text === undefined) {
      const hole = this._hole();
      const pieces = [this._frame.text.slice(0, hole)];
      this.cells.forEach((cell, i) => {
        pieces.push(this._gaps[i] ?? '', cell.text);
      });
      pieces.push(this._gaps[this.cells.length] ?? '');
      pieces.push(this._frame.text.slice(hole));
      this._text = pieces.join('');
    }
    return this._text;
  }

  /** Metadata of the notebook. */
  get metadata(): JsonObject {
    if (this._metadata === undefined) {
      const metadata = valueAt(this._frame, ['metadata']);
      this._metadata = isJsonObject(metadata) ? metadata : {};
    }
    return this._metadata;
  }

  /** The minor version of nbformat 4; 0 where it is not given. */
  get nbformatMinor(): number {
    return readVersion(this._frame).minor;
  }

  /**
   * Where in the file the line `line` (from 0) of a cell's source begins.
   *
   * @throws NotebookError `no-such-cell`
   */
  locate(index: number, line: number): TextPosition {
    const span = this.sourceSpan(index, line);
    return positionAt(this.text, span.start);
  }

  /**
   * The span in the text of line `line` (from 0) of a cell's source, as it is
   * escaped there; lines beyond the end give the last one.
   *
   * @throws NotebookError `no-such-cell`
   */
  sourceSpan(index: number, line: number): JsonSpan {
    const spans = sourceLineSpans(this._cell(index));
    const span = spans[Math.min(line, spans.length - 1)];
    let offset = this._hole();
    for (let i = 0; i < index; i++) {
      const { node } = this._cell(i).fragment;
      offset += (this._gaps[i] ?? '').length + node.end - node.start;
    }
    offset += (this._gaps[index] ?? '').length;
    return { start: offset + span.start, end: offset + span.end };
  }

  /**
   * Makes `tags` the tags of a cell; without tags the key goes too.
   *
   * @throws NotebookError `no-such-cell`, `not-an-object`
   */
  setTags(index: number, tags: readonly string[]): NotebookDocument {
    return this.setCellMetadata(
      index,
      ['tags'],
      tags.length > 0 ? tags : undefined
    );
  }

  /**
   * Adds a tag after the others, if the cell does not have it.
   *
   * @throws NotebookError `no-such-cell`, `not-an-object`, `not-a-list`
   */
  addTag(index: number, tag: string): NotebookDocument {
    const tags = this._rawTags(index);
    return tags.includes(tag)
      ? this
      : this.setCellMetadata(index, ['tags'], [...tags, tag]);
  }

  /**
   * Removes a tag wherever it stands in the list; the last one takes the key
   * with it.
   *
   * @throws NotebookError `no-such-cell`, `not-a-list`
   */
  removeTag(index: number, tag: string): NotebookDocument {
    const tags = this._rawTags(index);
    if (!tags.includes(tag)) {
      return this;
    }
    const left = tags.filter(other => other !== tag);
    return this.setCellMetadata(
      index,
      ['tags'],
      left.length > 0 ? left : undefined
    );
  }

  /**
   * Sets the value at `path` in a cell's metadata, or removes it if `value`
   * is undefined.
   *
   * @throws NotebookError `no-such-cell`, `not-an-object`
   */
  setCellMetadata(
    index: number,
    path: JsonPath,
    value: JsonValue | undefined
  ): NotebookDocument {
    return this._editCell(index, fragment =>
      edit(fragment, ['metadata', ...path], value)
    );
  }

  /**
   * Sets the value at `path` in the notebook's metadata, or removes it if
   * `value` is undefined.
   *
   * @throws NotebookError `not-an-object`
   */
  setNotebookMetadata(
    path: JsonPath,
    value: JsonValue | undefined
  ): NotebookDocument {
    const frame = edit(this._frame, ['metadata', ...path], value);
    return frame === this._frame
      ? this
      : new NotebookDocument(frame, this._gaps, this.cells);
  }

  /** Sets or removes our own key in a cell's metadata. */
  setCellSettings(
    index: number,
    settings: JsonObject | undefined
  ): NotebookDocument {
    return this.setCellMetadata(index, [CELLWAY_KEY], settings);
  }

  /** Sets or removes our own key in the notebook's metadata. */
  setNotebookSettings(settings: JsonObject | undefined): NotebookDocument {
    return this.setNotebookMetadata([CELLWAY_KEY], settings);
  }

  /**
   * Exchanges what running a code cell left in it.
   *
   * @param outputs nbformat outputs; RawJson keeps the text of numbers
   * @param executionCount the number in `[ ]`, null for none
   * @throws NotebookError `no-such-cell`, `not-a-code-cell`
   */
  setOutputs(
    index: number,
    outputs: readonly JsonInput[],
    executionCount: number | null
  ): NotebookDocument {
    const cell = this._cell(index);
    if (cell.type !== 'code') {
      throw new NotebookError({
        code: 'not-a-code-cell',
        message: `Cell ${index + 1} is a ${cell.type} cell and has no outputs`,
        hint: 'Give outputs to code cells only.',
        cell: index
      });
    }
    return this._editCell(index, fragment => {
      const counted = setAt(fragment, ['execution_count'], executionCount);
      return replaceAt(counted, ['outputs'], outputs);
    });
  }

  private _editCell(
    index: number,
    change: (fragment: JsonFragment) => JsonFragment
  ): NotebookDocument {
    const before = this._cell(index).detached;
    const after = change(before);
    if (after === before) {
      return this;
    }
    const cells = [...this.cells];
    cells[index] = new NotebookCell(index, after);
    return new NotebookDocument(this._frame, this._gaps, cells);
  }

  private _rawTags(index: number): readonly JsonValue[] {
    const { tags } = this._cell(index).metadata;
    if (tags !== undefined && !isJsonArray(tags)) {
      throw new NotebookError({
        code: 'not-a-list',
        message: `The tags of cell ${index + 1} are not a list`,
        hint: 'Set the tags of this cell anew.',
        cell: index
      });
    }
    return tags ?? [];
  }

  private _cell(index: number): NotebookCell {
    const cell = this.cells[index];
    if (cell === undefined) {
      throw new NotebookError({
        code: 'no-such-cell',
        message: `There is no cell ${index + 1}: the notebook has ${this.cells.length}`,
        hint: 'Read the notebook again: it may have changed.'
      });
    }
    return cell;
  }

  /** The offset in the frame that the cells belong at. */
  private _hole(): number {
    const { node } = this._frame;
    const cells = node.kind === 'object' ? findMember(node, 'cells') : null;
    return cells ? cells.value.start + 1 : 0;
  }
}

function parseNotebookJson(text: string): JsonFragment {
  try {
    return parseFragment(text);
  } catch (error) {
    if (error instanceof JsonSyntaxError) {
      throw explainJsonFailure(text, error);
    }
    throw error;
  }
}

function edit(
  fragment: JsonFragment,
  path: JsonPath,
  value: JsonValue | undefined
): JsonFragment {
  try {
    return value === undefined
      ? removeAt(fragment, path)
      : setAt(fragment, path, value);
  } catch (error) {
    if (error instanceof JsonPathError) {
      throw new NotebookError({
        code: 'not-an-object',
        message: `Nothing can be written to ${path.join('.')}: ${error.message}`,
        hint: 'Open the notebook as text and correct this value.'
      });
    }
    throw error;
  }
}
