import type { Assignment } from './assign';
import type { BlockKind, BlockOrigin } from '../tagged-notebook';

/** The cells of a block, before its tags and settings are looked at. */
export interface BlockCells {
  readonly kind: BlockKind;
  readonly name: string | undefined;
  readonly origin: BlockOrigin;
  readonly cells: readonly number[];
  readonly parts: readonly (readonly number[])[];
  readonly head: number;
}

interface Draft {
  readonly kind: BlockKind;
  readonly name: string | undefined;
  readonly origin: BlockOrigin;
  readonly cells: number[];
  readonly parts: number[][];
  head: number | undefined;
}

/**
 * Gathers cells into blocks. Cells of one name are one block wherever they
 * stand; of the kinds without a name each run of cells is a block.
 *
 * @param assignments in the order of the notebook
 */
export function buildBlocks(
  assignments: readonly Assignment[]
): readonly BlockCells[] {
  const drafts: Draft[] = [];
  const byName = new Map<string, Draft>();
  /** The blocks of the last cell that was not skipped. */
  let current: readonly Draft[] = [];
  let skipped: Draft | undefined;
  for (const assignment of assignments) {
    const { cell, kind } = assignment;
    if (kind === 'skip') {
      skipped ??= open(drafts, assignment, undefined);
      append(skipped, cell, true);
      continue;
    }
    skipped = undefined;
    const named: readonly (string | undefined)[] =
      assignment.names.length > 0 ? assignment.names : [undefined];
    const last = current;
    current = named.map(name => {
      const known =
        name === undefined
          ? last.find(other => other.kind === kind && other.name === name)
          : byName.get(`${kind} ${name}`);
      const draft = known ?? open(drafts, assignment, name);
      byName.set(`${kind} ${name}`, draft);
      append(draft, cell, last.includes(draft));
      if (assignment.tagged) {
        draft.head ??= cell;
      }
      return draft;
    });
  }
  return drafts
    .map(draft => ({ ...draft, head: draft.head ?? draft.cells[0] }))
    .sort((a, b) => a.cells[0] - b.cells[0]);
}

function open(
  drafts: Draft[],
  { kind, origin }: Assignment,
  name: string | undefined
): Draft {
  const draft = { kind, name, origin, cells: [], parts: [], head: undefined };
  drafts.push(draft);
  return draft;
}

function append(draft: Draft, cell: number, adjacent: boolean): void {
  const part = draft.parts[draft.parts.length - 1];
  draft.cells.push(cell);
  if (part && adjacent) {
    part.push(cell);
  } else {
    draft.parts.push([cell]);
  }
}
