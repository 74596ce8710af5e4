import * as fc from 'fast-check';
import type { LayoutInput } from '../layout/layout';

/** Graphs as pipelines have them: each node may wait for any above it. */
export function anyInput(
  most: { readonly steps: number; readonly edges: number } = {
    steps: 25,
    edges: 40
  }
): fc.Arbitrary<LayoutInput> {
  return fc.integer({ min: 0, max: most.steps }).chain(count =>
    fc
      .array(
        fc.record({
          from: fc.nat({ max: Math.max(0, count - 1) }),
          to: fc.nat({ max: Math.max(0, count - 1) }),
          isOrder: fc.boolean(),
          text: fc.constantFrom('', 'df', 'model, test_x, test_y')
        }),
        { maxLength: most.edges }
      )
      .map(edges => {
        const known = new Map(
          edges
            .filter(({ from, to }) => from < to)
            .map(edge => [`${edge.from} ${edge.to}`, edge])
        );
        return {
          ids: Array.from({ length: count }, (_, index) => String(index)),
          edges: [...known.values()].map((edge, index) => ({
            ...edge,
            edge: index,
            from: String(edge.from),
            to: String(edge.to),
            text: edge.isOrder ? '' : edge.text
          }))
        };
      })
  );
}
