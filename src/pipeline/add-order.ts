import type { Order, Pipeline } from './model';

/**
 * Lets a step wait for another one above it.
 *
 * @returns the same pipeline where it does so already
 */
export function addOrder(
  pipeline: Pipeline,
  step: string,
  order: Order
): Pipeline {
  const ids = pipeline.steps.map(each => each.id);
  const steps = pipeline.steps.map(each =>
    each.id === step && !each.after.includes(order.from)
      ? {
          ...each,
          orders: [...each.orders, order],
          after: ids.filter(id => id === order.from || each.after.includes(id))
        }
      : each
  );
  return steps.some((each, i) => each !== pipeline.steps[i])
    ? { ...pipeline, steps }
    : pipeline;
}
