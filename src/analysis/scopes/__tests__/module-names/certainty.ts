import type { Expression } from '../../../syntax/tree';

/** Whether a test is always true or always false, where it is a literal. */
export function constantTruth(test: Expression): boolean | undefined {
  if (test.kind !== 'Constant') {
    return undefined;
  }
  return test.type === 'None'
    ? false
    : test.value === undefined
      ? undefined
      : Boolean(test.value);
}

/** Whether a loop over an expression certainly has a first turn. */
export function runsAtLeastOnce(iterable: Expression): boolean {
  switch (iterable.kind) {
    case 'Collection':
      return iterable.elements.some(element => element.kind !== 'Starred');
    case 'Dict':
      return iterable.items.some(item => item.key);
    case 'Constant':
      return typeof iterable.value === 'string' && iterable.value !== '';
    case 'Call': {
      const { callee, args } = iterable;
      const name = callee.kind === 'Name' ? callee.id : '';
      const [first, second] = args;
      if (name === 'range') {
        return args.length === 1
          ? numberIn(first) > 0
          : args.length === 2 && numberIn(second) > numberIn(first);
      }
      return (
        (name === 'enumerate' || name === 'tqdm') &&
        first !== undefined &&
        runsAtLeastOnce(first)
      );
    }
    default:
      return false;
  }
}

/** A literal number, else NaN, which is neither more nor less than any. */
function numberIn(node: Expression | undefined): number {
  return node?.kind === 'Constant' && typeof node.value === 'number'
    ? node.value
    : NaN;
}

/** Whether a context manager is known to swallow exceptions. */
export function suppresses(context: Expression): boolean {
  if (context.kind !== 'Call') {
    return false;
  }
  const { callee } = context;
  return (
    (callee.kind === 'Name' && callee.id === 'suppress') ||
    (callee.kind === 'Attribute' && callee.attribute === 'suppress')
  );
}
