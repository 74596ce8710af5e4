import { checkStepName } from '../../notebook/dialect/step-names';
import { uniqueName } from '../../notebook/blocks/headings';
import type { CellView } from '../../notebook/cell';
import type { CellRole } from '../../notebook/editing/edit';
import { roleOf } from '../../pipeline/suggest/roles';
import { IS_TAGGED, type Suggestion } from '../../pipeline/suggest/suggestion';
import type { ShownNotebook } from '../pipelines/shown-notebook';

/** A code cell in the preview, with what it is to be. */
export interface DraftRow {
  /** Of the cell in the notebook. */
  readonly id: string;
  readonly source: string;
  readonly role: CellRole;
  /** Why it was suggested; undefined where the person has chosen. */
  readonly reason: string | undefined;
}

export type DraftRows = readonly DraftRow[];

export function rowsOf(
  suggestion: Suggestion,
  notebook: ShownNotebook
): DraftRows {
  return suggestion.map(({ cell, role, reason }) => ({
    id: notebook.ids[cell],
    source: notebook.cells[cell].source,
    role,
    reason
  }));
}

/**
 * The rows for the notebook as it is now, where nobody has made steps: cells
 * that are gone go, new ones belong to the step above, and what somebody has
 * tagged since is kept.
 *
 * @param before - the notebook of the rows
 */
export function followNotebook(
  rows: DraftRows,
  { cells, ids }: ShownNotebook,
  before: ShownNotebook
): DraftRows {
  const known = new Map(rows.map(row => [row.id, row]));
  const tagged = new Map(
    before.ids.map((id, index) => [id, roleOf(before.cells[index])])
  );
  return cells.flatMap((cell, index) => {
    if (cell.type !== 'code') {
      return [];
    }
    const id = ids[index];
    const { source } = cell;
    const row = known.get(id);
    if (!row || roleOf(cell) !== tagged.get(id)) {
      return [{ id, source, ...taggedAs(cell) }];
    }
    return [row.source === source ? row : { ...row, source }];
  });
}

function taggedAs(cell: CellView): Pick<DraftRow, 'role' | 'reason'> {
  const kind = roleOf(cell);
  return kind === undefined || kind === 'step' || kind === 'notebook'
    ? { role: NONE, reason: undefined }
    : { role: { kind }, reason: IS_TAGGED };
}

/** Makes something else of a cell; the cells below it stay what they are. */
export function changeRole(
  rows: DraftRows,
  id: string,
  kind: CellRole['kind']
): DraftRows {
  const index = rows.findIndex(row => row.id === id);
  const old = rows[index]?.role;
  if (!old || old.kind === kind) {
    return rows;
  }
  const name = nameAbove(rows, index);
  const role: CellRole =
    kind === 'step'
      ? { kind, name: freshName(rows, name ?? 'step') }
      : { kind };
  const changed = withRole(rows, index, role);
  const next = nextThatRuns(rows, index);
  const heir = rows[next]?.role.kind === 'none' ? next : -1;
  // What went on with this cell would now be of its kind, or of the step above.
  const isLeft =
    old.kind === 'step'
      ? kind !== 'none'
      : kind !== 'none' && kind !== 'skip' && kind !== 'step';
  if (heir < 0 || !isLeft) {
    return changed;
  }
  return withRole(changed, heir, {
    kind: 'step',
    name: old.kind === 'step' ? old.name : freshName(changed, name ?? 'step')
  });
}

/** For each row, whether it can go on with a step above it. */
export function canGoOn(rows: DraftRows): boolean[] {
  let isInStep = false;
  return rows.map(({ role }) => {
    const can = isInStep;
    if (role.kind === 'step') {
      isInStep = true;
    } else if (role.kind !== 'none' && role.kind !== 'skip') {
      isInStep = false;
    }
    return can;
  });
}

export function rename(rows: DraftRows, id: string, name: string): DraftRows {
  const index = rows.findIndex(row => row.id === id);
  return rows[index]?.role.kind === 'step'
    ? withRole(rows, index, { kind: 'step', name })
    : rows;
}

/** What is wrong with the name of a step that begins at a row. */
export type NameFault =
  | { readonly kind: 'taken' }
  | {
      readonly kind: 'illegal';
      readonly message: string;
      readonly suggestion: string;
    };

/** By the id of the row. */
export function findFaults(rows: DraftRows): ReadonlyMap<string, NameFault> {
  const faults = new Map<string, NameFault>();
  const taken = new Set<string>();
  for (const { id, role } of rows) {
    if (role.kind !== 'step') {
      continue;
    }
    const fault = checkStepName(role.name);
    if (fault) {
      const { message, suggestion } = fault;
      faults.set(id, { kind: 'illegal', message, suggestion });
    } else if (taken.has(role.name)) {
      faults.set(id, { kind: 'taken' });
    }
    taken.add(role.name);
  }
  return faults;
}

const NONE: CellRole = { kind: 'none' };

function withRole(rows: DraftRows, index: number, role: CellRole): DraftRows {
  return rows.map((row, at) =>
    at === index ? { ...row, role, reason: undefined } : row
  );
}

/** The name of the step that a row is in or comes after. */
function nameAbove(rows: DraftRows, index: number): string | undefined {
  for (let at = index; at >= 0; at--) {
    const { role } = rows[at];
    if (role.kind === 'step') {
      return role.name;
    }
  }
  return undefined;
}

function nextThatRuns(rows: DraftRows, index: number): number {
  return rows.findIndex(({ role }, at) => at > index && role.kind !== 'skip');
}

function freshName(rows: DraftRows, name: string): string {
  const taken = rows.flatMap(({ role }) =>
    role.kind === 'step' ? [role.name] : []
  );
  return uniqueName(name, new Set(taken));
}
