import type { GraphEdge } from './graph';
import { linesOf } from './lines';

/**
 * Says which orders need not be drawn: those between steps of which the later
 * one waits for the other anyway, by way of steps between them. A step that
 * touches unknown files is ordered with every other one that touches files:
 * drawn in full that hides what is worth seeing.
 *
 * @param edges - without cycles
 */
export function withoutDetours(edges: readonly GraphEdge[]): GraphEdge[] {
  const lines = linesOf(edges);
  return edges.map(edge => {
    const { from, to, variables } = edge;
    const isImplied =
      variables.length === 0 &&
      lines
        .before(to)
        .some(other => other !== from && lines.ancestors(other).has(from));
    return isImplied ? { ...edge, isImplied } : edge;
  });
}
