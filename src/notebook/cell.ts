import { findMember, type JsonFragment, type JsonNode } from './json/node';
import { parseFragment } from './json/scan';
import {
  isJsonArray,
  isJsonObject,
  readValue,
  type JsonObject,
  type JsonValue
} from './json/value';
import { NotebookError, positionAt } from './errors';

export type CellType = 'code' | 'markdown' | 'raw';

/** What the rooms above need of a cell, wherever it comes from. */
export interface CellView {
  readonly type: CellType;
  readonly source: string;
  readonly metadata: JsonObject;
  /** Put in by an edit: the notebook that is edited does not have it yet. */
  readonly isNew?: true;
}

/** A cell as it stands in the text of a notebook; read on demand. */
export class NotebookCell implements CellView {
  private _source: string | undefined;
  private _metadata: JsonObject | undefined;

  /**
   * @param index place in the notebook, from 0
   * @param fragment the cell's object, checked by `checkCell`
   */
  constructor(
    readonly index: number,
    readonly fragment: JsonFragment
  ) {}

  /** Types that nbformat does not know count as raw: nothing runs them. */
  get type(): CellType {
    const type = this._value('cell_type');
    return type === 'code' || type === 'markdown' ? type : 'raw';
  }

  /** The cell's id, which notebooks before nbformat 4.5 do not have. */
  get id(): string | undefined {
    const id = this._value('id');
    return typeof id === 'string' ? id : undefined;
  }

  /** The source as one string, however it is stored. */
  get source(): string {
    if (this._source === undefined) {
      const source = this._value('source') ?? '';
      this._source = isJsonArray(source) ? source.join('') : String(source);
    }
    return this._source;
  }

  get metadata(): JsonObject {
    if (this._metadata === undefined) {
      const metadata = this._value('metadata');
      this._metadata = isJsonObject(metadata) ? metadata : {};
    }
    return this._metadata;
  }

  /** The tags that are strings; whatever else stands there is left alone. */
  get tags(): readonly string[] {
    const { tags } = this.metadata;
    return isJsonArray(tags)
      ? tags.filter((tag): tag is string => typeof tag === 'string')
      : [];
  }

  /** The cell's own text. */
  get text(): string {
    const { text, node } = this.fragment;
    return text.slice(node.start, node.end);
  }

  /** The cell in a text of its own, so that an edit costs no more than it. */
  get detached(): JsonFragment {
    const { text, node } = this.fragment;
    return node.start === 0 && node.end === text.length
      ? this.fragment
      : parseFragment(this.text);
  }

  private _value(key: string): JsonValue | undefined {
    const { text, node } = this.fragment;
    const member = node.kind === 'object' ? findMember(node, key) : undefined;
    return member && readValue(text, member.value);
  }
}

/**
 * Checks what must hold for a cell to be read at all.
 *
 * @throws NotebookError `invalid-cell`
 */
export function checkCell(index: number, fragment: JsonFragment): void {
  const { text, node } = fragment;
  if (node.kind !== 'object') {
    throw invalidCell(index, text, node, 'is not an object');
  }
  const type = findMember(node, 'cell_type')?.value;
  if (type?.kind !== 'string') {
    throw invalidCell(index, text, type ?? node, 'has no cell_type');
  }
  const source = findMember(node, 'source')?.value;
  const isText =
    source === undefined ||
    source.kind === 'string' ||
    (source.kind === 'array' && source.items.every(i => i.kind === 'string'));
  if (!isText) {
    const problem = 'has a source that is neither text nor a list of lines';
    throw invalidCell(index, text, source, problem);
  }
}

function invalidCell(
  cell: number,
  text: string,
  node: JsonNode,
  problem: string
): NotebookError {
  return new NotebookError({
    code: 'invalid-cell',
    message: `Cell ${cell + 1} ${problem}`,
    hint: 'Open the file as text and correct this cell, or restore it from version control.',
    position: positionAt(text, node.start),
    cell
  });
}
