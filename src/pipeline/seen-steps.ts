import type { Pipeline } from './model';

/**
 * The ids of the steps whose work a step sees: all above it, or where the
 * notebook says `prev:` only those that this names, directly or not.
 */
export function seenBy({ steps }: Pipeline, index: number): Set<string> {
  const hasPrev = steps.some(({ orders }) =>
    orders.some(each => each.reason === 'prev')
  );
  if (!hasPrev) {
    return new Set(steps.slice(0, index).map(each => each.id));
  }
  // Imports and functions are seen by all; whoever takes something sees its maker.
  const seen = new Set(steps[index].reads.map(each => each.from));
  seen.add(steps[index].id);
  for (const { id, orders } of steps.slice(0, index + 1).reverse()) {
    if (seen.has(id)) {
      for (const { from, reason } of orders) {
        if (reason === 'prev') {
          seen.add(from);
        }
      }
    }
  }
  seen.delete(steps[index].id);
  return seen;
}
