/** Functions of the notebook that library code calls. */
import { callFunction, callValue, type CallSite } from './calls';
import type { Machine } from './machine';
import {
  NOTHING,
  reachable,
  union,
  type AbstractObject,
  type Value
} from './objects';

function isCallable({ kind }: AbstractObject): boolean {
  return kind === 'function' || kind === 'class' || kind === 'external';
}

/** Functions that an unknown callee may call, since it holds them (`partial(f, 1)`). */
export function functionsIn(callee: Value): Value {
  return new Set(
    [...reachable(callee)].filter(each => each.kind === 'function')
  );
}

/** Library code calls the functions that it is given; what with is known only roughly. */
export function callBack(
  machine: Machine,
  args: Value,
  receiver: Value,
  site: CallSite
): Value {
  let results: Value = NOTHING;
  const callables = [...args].filter(
    each =>
      isCallable(each) ||
      (each.kind === 'container' &&
        [...each.held.keys()].some(part => part.kind === 'function'))
  );
  if (callables.length === 0) {
    return results;
  }
  const given = new Set(
    [...args, ...receiver].filter(each => !callables.includes(each))
  );
  const parts = new Set(
    [...machine.parts(given)].filter(each => !isCallable(each))
  );
  const members = union(parts, given);
  for (const callable of callables) {
    const functions =
      callable.kind === 'container'
        ? [...callable.held.keys()].filter(part => part.kind === 'function')
        : [callable];
    for (const each of functions) {
      const inner: CallSite = {
        node: site.node,
        args: [],
        keywords: [],
        spread: members
      };
      // It may be called once, often, later or never.
      machine.branch(
        () => {
          results = union(
            results,
            each.kind === 'function'
              ? callFunction(machine, each, inner, each.boundTo, members)
              : callValue(
                  machine,
                  each.itself,
                  each.kind === 'external'
                    ? { ...inner, args: [parts], spread: NOTHING }
                    : inner
                )
          );
          return 'goes on';
        },
        () => 'goes on'
      );
    }
  }
  return results;
}
