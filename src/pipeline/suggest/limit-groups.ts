import type { Group } from './group-cells';

/** A graph of more steps is no overview; but a few are never too many. */
const MOST = 30;
const FEW = 12;

/** Joins the smallest neighbours until there are no more steps than a person would want. */
export function limitGroups(groups: readonly Group[]): Group[] {
  const limited = [...groups];
  const cells = groups.flatMap(each => each.cells).length;
  const half = Math.ceil(cells / 2);
  const sections = new Set(groups.map(each => each.section)).size;
  // Sections that have more than a cell or two are steps, however many they are.
  const limit = Math.max(
    Math.min(MOST, Math.max(FEW, half)),
    Math.min(sections, half)
  );
  while (limited.length > limit) {
    let best = 0;
    for (let i = 1; i + 1 < limited.length; i++) {
      if (cost(limited, i) < cost(limited, best)) {
        best = i;
      }
    }
    limited.splice(best, 2, joinGroups(limited.slice(best, best + 2)));
  }
  return limited;
}

/** Groups that follow each other, as one. */
export function joinGroups(groups: readonly Group[]): Group {
  const [{ section, beginning }] = groups;
  return { section, beginning, cells: groups.flatMap(each => each.cells) };
}

/** What joining a group and the next one costs: long steps, above all of several sections. */
function cost(groups: readonly Group[], index: number): number {
  const [one, other] = [groups[index], groups[index + 1]];
  const isOneSection = one.section === other.section;
  return one.cells.length + other.cells.length + (isOneSection ? 0 : 5);
}
