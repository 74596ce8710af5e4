/** What a call of code outside the notebook returns, by its rule. */
import { libraryPath, type CallRule } from '../libraries/rules';
import { allArguments, type CallSite } from './calls';
import type { Callee } from './library-calls';
import type { Machine } from './machine';
import { NOTHING, SCALAR, union, type Value } from './objects';

/** @param calledBack - what the functions return that it calls back */
export function resultOf(
  machine: Machine,
  rule: CallRule,
  fullSite: CallSite,
  callee: Callee,
  calledBack: Value
): Value {
  const compares = fullSite.keywords.some(each => each.name === rule.compares);
  const returned = compares ? NOTHING : calledBack;
  const site = compares ? without(fullSite, rule.compares) : fullSite;
  const args = allArguments(site);
  const { receiver } = callee;
  const make = (
    kind: 'other' | 'container',
    path: string,
    held: Value
  ): Value => {
    const made = machine.make(kind, path, site.node).itself;
    machine.hold(made, held);
    return made;
  };
  switch (rule.returns) {
    case 'scalar':
      return SCALAR;
    case 'new': {
      const out = site.keywords.find(each => each.name === 'out')?.value;
      return out ?? make('other', callee.path, returned);
    }
    case 'holds':
      return make('other', callee.path, union(args, receiver, returned));
    case 'memory':
      return union(
        make('other', callee.path, returned),
        new Set([...args].filter(each => each.summary))
      );
    case 'list':
    case 'dict':
    case 'set':
    case 'tuple': {
      const sources = union(args, receiver);
      const parts = sources.size > 0 ? machine.parts(sources) : NOTHING;
      const items =
        rule.returns === 'dict' ? site.keywords.map(each => each.value) : [];
      return make('container', rule.returns, union(parts, returned, ...items));
    }
    case 'iterator': {
      const sources = union(args, receiver);
      const made = machine.make('container', 'iterator', site.node);
      made.sources = sources;
      const { itself } = made;
      const members = union(machine.parts(sources), returned);
      // `zip`, `enumerate`, `items` give tuples of members, others the members.
      const tuple = machine.make('container', 'tuple', site.node, 'member');
      machine.hold(tuple.itself, members);
      machine.hold(itself, union(members, tuple.itself));
      return itself;
    }
    case 'receiver':
      return receiver;
    case 'argument':
      return union(args, returned);
    case 'parts': {
      const whole = receiver.size > 0 ? receiver : args;
      const loose = [...args].filter(each => each.kind !== 'container');
      return union(machine.parts(whole), new Set(loose), returned);
    }
    case 'view':
      return union(receiver.size > 0 ? receiver : args);
    default:
      // Only the library: a path that grows with each call of a chain would double what it may be.
      return union(
        make(
          'other',
          libraryPath(callee.path),
          union(args, receiver, returned)
        ),
        args,
        receiver,
        returned
      );
  }
}

function without(site: CallSite, name: string | undefined): CallSite {
  return {
    ...site,
    keywords: site.keywords.filter(each => each.name !== name)
  };
}
