import type { CellRole } from '../../notebook/editing/edit';
import type { NotebookView } from '../../notebook/tagged-notebook';
import type { Diagnostic } from '../diagnostic';
import type { Builder } from './builder';
import type { Group } from './group-cells';
import { joinGroups } from './limit-groups';
import { withRoles } from './roles';

export interface Draft {
  readonly groups: readonly Group[];
  readonly roles: ReadonlyMap<number, CellRole>;
}

/**
 * Joins steps until there is nothing to warn of that one step alone would not
 * be told too: values that cannot be stored stay in the step that makes them.
 */
export function repair(
  notebook: NotebookView,
  draft: Draft,
  makeDraft: (groups: readonly Group[]) => Draft,
  builder: Builder
): Draft {
  const troublesOf = ({ roles }: Draft): Diagnostic[] =>
    troubles(builder.build(withRoles(notebook, roles)).diagnostics);
  const { groups } = draft;
  const whole = groups.length > 1 ? makeDraft([joinGroups(groups)]) : draft;
  const allowed = troublesOf(whole);
  const untagged = troubles(builder.build(notebook).diagnostics);
  if (excess(allowed, untagged, notebook)) {
    return nothing(draft);
  }
  let current = draft;
  while (current.groups.length > 1) {
    const extra = excess(troublesOf(current), allowed, notebook);
    if (!extra) {
      return current;
    }
    current = makeDraft(join(current.groups, extra, current.roles));
  }
  return current;
}

function troubles(diagnostics: readonly Diagnostic[]): Diagnostic[] {
  return diagnostics.filter(each => each.severity !== 'info');
}

/** One that is not among those that are allowed. */
function excess(
  found: readonly Diagnostic[],
  allowed: readonly Diagnostic[],
  notebook: NotebookView
): Diagnostic | undefined {
  const known = new Set(allowed.map(each => keyOf(each, notebook)));
  return found.find(each => !known.has(keyOf(each, notebook)));
}

/** A name that nobody knows is told once for each step that reads it. */
function keyOf(
  { code, severity, cell, range }: Diagnostic,
  { cells }: NotebookView
): string {
  const place =
    code === 'unknown-name' && cell !== undefined && range
      ? cells[cell].source.slice(range.start, range.end)
      : `${cell} ${range?.start}`;
  return [severity, code, place].join(' ');
}

/** Joins all groups from the one of which something is told to the one that it concerns. */
function join(
  groups: readonly Group[],
  { cell, fixes }: Diagnostic,
  roles: ReadonlyMap<number, CellRole>
): Group[] {
  const names = fixes
    .flatMap(each => each.edits)
    .flatMap(edit => (edit.kind === 'merge-steps' ? edit.steps : []));
  const places = groups.flatMap((group, index) => {
    const role = roles.get(group.cells[0]);
    const isNamed = role?.kind === 'step' && names.includes(role.name);
    return isNamed || (cell !== undefined && group.cells.includes(cell))
      ? [index]
      : [];
  });
  let first = Math.min(...places);
  let last = Math.max(...places);
  if (places.length === 0) {
    [first, last] = [0, groups.length - 1];
  } else if (first === last) {
    last = Math.min(last + 1, groups.length - 1);
    first = Math.min(first, last - 1);
  }
  return [
    ...groups.slice(0, first),
    joinGroups(groups.slice(first, last + 1)),
    ...groups.slice(last + 1)
  ];
}

/** Where even one step is too much: the cells keep what they are. */
function nothing({ groups, roles }: Draft): Draft {
  const none = [...roles.keys()].map(
    cell => [cell, { kind: 'none' } as const] as const
  );
  return { groups, roles: new Map(none) };
}
