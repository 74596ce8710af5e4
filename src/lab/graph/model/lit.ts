import type { GraphEdge } from './graph';
import type { Lines } from './lines';

/** What is shown while a step is pointed at: the step, all that it waits for, and all that waits for it. */
export interface Lit {
  /** The step's id. */
  readonly id: string;
  hasNode(id: string): boolean;
  /** Whether the edge is part of a way to or from the step. */
  hasEdge(edge: GraphEdge): boolean;
}

export function litBy(id: string, lines: Lines): Lit {
  const ancestors = lines.ancestors(id);
  const descendants = lines.descendants(id);
  return {
    id,
    hasNode: other =>
      other === id || ancestors.has(other) || descendants.has(other),
    hasEdge: ({ from, to }) =>
      (ancestors.has(from) && (to === id || ancestors.has(to))) ||
      (descendants.has(to) && (from === id || descendants.has(from)))
  };
}
