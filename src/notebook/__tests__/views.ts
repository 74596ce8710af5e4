import type { CellView } from '../cell';
import type { JsonObject } from '../json/value';
import { readTaggedCells } from '../tagged-cells';
import type { NotebookView, TaggedNotebook } from '../tagged-notebook';

/** A code cell; tags are parted by blanks. */
export function code(
  source: string,
  tags = '',
  metadata: JsonObject = {}
): CellView {
  const list = tags.split(' ').filter(tag => tag !== '');
  return {
    type: 'code',
    source,
    metadata: list.length > 0 ? { ...metadata, tags: list } : metadata
  };
}

export function text(source: string, tags = ''): CellView {
  return { ...code(source, tags), type: 'markdown' };
}

export function notebook(...cells: readonly CellView[]): NotebookView {
  return { cells, metadata: {} };
}

/** The blocks in short: `step a 0,1|4` with a bar between parts. */
export function outline({ blocks }: TaggedNotebook): string[] {
  return blocks.map(({ kind, name, parts }) =>
    [kind, name, parts.map(part => part.join(',')).join('|')]
      .filter(word => word !== undefined)
      .join(' ')
  );
}

/** Blocks and problems in short; each problem must say what to do. */
export function read(view: NotebookView): {
  blocks: string[];
  problems: [string, number | null][];
} {
  const tagged = readTaggedCells(view);
  for (const { message, suggestion } of tagged.problems) {
    expect(message).not.toBe('');
    expect(suggestion).not.toBe('');
  }
  return {
    blocks: outline(tagged),
    problems: tagged.problems.map(({ code, cell }) => [code, cell])
  };
}
