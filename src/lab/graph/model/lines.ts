import type { GraphEdge } from './graph';

/** What leads to a node, and where it leads. */
export interface Lines {
  /** The nodes that a node waits for directly. */
  before(id: string): readonly string[];
  after(id: string): readonly string[];
  /** All that a node waits for, without itself. */
  ancestors(id: string): ReadonlySet<string>;
  descendants(id: string): ReadonlySet<string>;
}

export function linesOf(
  edges: readonly Pick<GraphEdge, 'from' | 'to'>[]
): Lines {
  const before = new Map<string, string[]>();
  const after = new Map<string, string[]>();
  for (const { from, to } of edges) {
    addTo(before, to, from);
    addTo(after, from, to);
  }
  const ancestors = reacher(before);
  const descendants = reacher(after);
  return {
    before: id => before.get(id) ?? [],
    after: id => after.get(id) ?? [],
    ancestors,
    descendants
  };
}

function addTo(map: Map<string, string[]>, key: string, value: string): void {
  const values = map.get(key);
  if (values) {
    values.push(value);
  } else {
    map.set(key, [value]);
  }
}

/** All that can be reached; each node is asked for once. */
function reacher(
  next: ReadonlyMap<string, readonly string[]>
): (id: string) => ReadonlySet<string> {
  const known = new Map<string, ReadonlySet<string>>();
  const reach = (id: string): ReadonlySet<string> => {
    const found = known.get(id);
    if (found) {
      return found;
    }
    const reached = new Set<string>();
    // A cycle, which no pipeline has, would end here.
    known.set(id, reached);
    for (const other of next.get(id) ?? []) {
      reached.add(other);
      reach(other).forEach(each => reached.add(each));
    }
    return reached;
  };
  return reach;
}
