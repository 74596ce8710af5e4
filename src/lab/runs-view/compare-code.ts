import { diffLines } from 'diff';

/** A cell that is not the same in two notebooks. */
export interface ChangedCell {
  /** By its place, from 0, in the later notebook; in the earlier one where it has gone. */
  readonly cell: number;
  readonly kind: 'added' | 'removed' | 'changed';
  readonly lines: readonly DiffLine[];
}

export interface DiffLine {
  readonly kind: 'same' | 'added' | 'removed';
  readonly text: string;
}

interface Cell {
  readonly id?: string;
  readonly cell_type: string;
  readonly source: string | readonly string[];
}

/**
 * What has changed in the code between two notebooks. Cells are the same by
 * their id; without ids, by their place.
 *
 * @param before - the text of a notebook
 * @throws SyntaxError for a text that is not JSON
 */
export function compareCode(before: string, after: string): ChangedCell[] {
  const old = codeOf(before);
  const now = codeOf(after);
  const places = new Map(now.map((each, place) => [each.key, place]));
  const gone = old
    .filter(each => !places.has(each.key))
    .map(({ cell, source }) => changed(cell, 'removed', source, ''));
  const known = new Map(old.map(each => [each.key, each.source]));
  const others = now.flatMap(({ key, cell, source }) => {
    const earlier = known.get(key);
    return earlier === source
      ? []
      : earlier === undefined
        ? [changed(cell, 'added', '', source)]
        : [changed(cell, 'changed', earlier, source)];
  });
  return [...others, ...gone].sort((one, other) => one.cell - other.cell);
}

function changed(
  cell: number,
  kind: ChangedCell['kind'],
  before: string,
  after: string
): ChangedCell {
  const lines = diffLines(ended(before), ended(after)).flatMap(
    ({ value, added, removed }) =>
      value
        .replace(/\n$/, '')
        .split('\n')
        .map((text): DiffLine => {
          const kind = added ? 'added' : removed ? 'removed' : 'same';
          return { kind, text };
        })
  );
  return { cell, kind, lines };
}

/** So that a last line without an end is the same as one with. */
function ended(source: string): string {
  return source === '' || source.endsWith('\n') ? source : `${source}\n`;
}

function codeOf(text: string): { key: string; cell: number; source: string }[] {
  const { cells = [] } = JSON.parse(text) as { cells?: readonly Cell[] };
  return cells.flatMap(({ id, cell_type: type, source }, cell) =>
    type === 'code'
      ? [
          {
            key: id ?? `cell ${cell}`,
            cell,
            source: typeof source === 'string' ? source : source.join('')
          }
        ]
      : []
  );
}
