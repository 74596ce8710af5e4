/** Orders: edges that carry no variable. */
import { overlaps, within } from '../analysis/libraries/paths';
import type { FileEffect } from '../analysis/dataflow/effects';
import type { AnalysedUnit } from './unit';

export interface UnitOrder {
  readonly from: number;
  readonly reason: 'prev' | 'file' | 'state' | 'opaque code';
  readonly subject?: string;
}

/** For each unit, the earlier ones that it has to wait for whatever flows. */
export function findOrders(units: readonly AnalysedUnit[]): UnitOrder[][] {
  const movesFolder = new Set(
    units.filter(changesFolder).map(unit => unit.index)
  );
  const files = units.map(unit => filesOf(unit, movesFolder));
  const involved = units.filter(
    ({ index }) => files[index].length > 0 || movesFolder.has(index)
  );
  return units.map(unit => {
    const orders: UnitOrder[] = unit.prev.map(from => ({
      from,
      reason: 'prev'
    }));
    if (files[unit.index].length === 0) {
      return orders;
    }
    for (const earlier of involved) {
      if (!unit.candidates.has(earlier.index)) {
        continue;
      }
      const order =
        fileOrder(files[earlier.index], files[unit.index]) ??
        // A step that reads a relative path needs the folder in which it is read.
        (movesFolder.has(earlier.index)
          ? ({ reason: 'state', subject: 'cwd' } as const)
          : undefined);
      if (order) {
        orders.push({ from: earlier.index, ...order });
      }
    }
    return orders;
  });
}

function fileOrder(
  earlier: readonly FileEffect[],
  later: readonly FileEffect[]
): Omit<UnitOrder, 'from'> | undefined {
  for (const a of earlier) {
    for (const b of later) {
      if (conflict(a, b)) {
        const path = b.path ?? a.path;
        const subject = path === '' ? '.' : path;
        return { reason: 'file', ...(subject !== undefined && { subject }) };
      }
    }
  }
  return undefined;
}

/**
 * Code that cannot be read may touch any file; so may a relative path, once
 * the working folder has been changed.
 */
function filesOf(
  unit: AnalysedUnit,
  movesFolder: ReadonlySet<number>
): readonly FileEffect[] {
  const { files, opaque } = unit.effects;
  const moved = [...movesFolder].some(
    each => each === unit.index || unit.candidates.has(each)
  );
  const found = files.map(file =>
    moved && !file.path?.startsWith('/') ? { ...file, path: undefined } : file
  );
  return opaque
    ? [...found, { path: undefined, access: 'write', place: opaque }]
    : found;
}

/** Whether the later of two accesses has to wait for the earlier one. */
export function conflict(earlier: FileEffect, later: FileEffect): boolean {
  if (onlyLooks(earlier) && onlyLooks(later)) {
    return false;
  }
  if (earlier.path === undefined || later.path === undefined) {
    return true;
  }
  const [first, second] = [earlier.path, later.path];
  if (later.access === 'make') {
    // A folder in which there is something already stands.
    return onlyLooks(earlier)
      ? first === second || within(second, first)
      : earlier.access === 'write' && first === second;
  }
  return overlaps(first, second);
}

function onlyLooks({ access }: FileEffect): boolean {
  return access === 'read' || access === 'list';
}

function changesFolder(unit: AnalysedUnit): boolean {
  return unit.effects.states.some(
    ({ state, access }) => state === 'cwd' && access !== 'use'
  );
}
