/** The methods that Python calls by itself: `__repr__`, `__iter__`, `__eq__`… */
import { isTrusted } from '../libraries/rules';
import { callFunction } from './calls';
import { memberOf } from './definitions';
import type { Machine } from './machine';
import {
  NOTHING,
  reachable,
  union,
  type AbstractObject,
  type Value
} from './objects';

/** What is done to a value, and the special methods that this may call. */
const OCCASIONS = {
  shown: /^(__(repr|str|format|bytes)__|_repr_\w+_|_ipython_display_)$/,
  tested: /^__(bool|len)__$/,
  iterated: /^__(iter|next|getitem|len|aiter|anext|reversed|contains)__$/,
  entered: /^__a?(enter|exit)__$/,
  stored: /^__(setattr|setitem|delitem|delattr|set)__$/,
  operated:
    /^__([ri]?(add|sub|mul|matmul|truediv|floordiv|mod|divmod|pow|lshift|rshift|and|xor|or)|neg|pos|abs|invert|lt|le|eq|ne|gt|ge|contains|hash|index)__$/,
  indexed: /^__(getitem|missing|class_getitem)__$/,
  asked: /^__(getattr|getattribute)__$/,
  passed:
    /^(__(?!init__|new__|del__|setattr__|delattr__|init_subclass__|class_getitem__)\w+__|_repr_\w+_)$/
} as const;

export type Occasion = keyof typeof OCCASIONS;

/**
 * Runs the special methods that a use of a value may call.
 *
 * @returns what they may return
 */
export function consult(
  machine: Machine,
  value: Value,
  occasion: Occasion
): Value {
  let results: Value = NOTHING;
  for (const object of value) {
    if (object.kind === 'instance' && object.instanceOf) {
      for (const name of specialMembers(
        object.instanceOf,
        OCCASIONS[occasion]
      )) {
        results = union(results, callMember(machine, object, name, occasion));
      }
    } else if (isConsumed(object, occasion)) {
      consume(machine, object);
    }
  }
  return results;
}

/** Takes all members of a value at once: `*xs`, `a, b = xs`, `', '.join(xs)`. */
export function useUp(machine: Machine, value: Value): void {
  const containers = [...value].filter(each => each.kind === 'container');
  consult(machine, new Set(containers), 'iterated');
}

function specialMembers(cls: AbstractObject, pattern: RegExp): Set<string> {
  const names = new Set<string>();
  const seen = new Set<AbstractObject>();
  const visit = (each: AbstractObject): void => {
    if (seen.has(each) || !each.classPart) {
      return;
    }
    seen.add(each);
    for (const name of each.classPart.members.keys()) {
      if (name.startsWith('_') && pattern.test(name)) {
        names.add(name);
      }
    }
    each.classPart.bases.forEach(visit);
  };
  visit(cls);
  return names;
}

function callMember(
  machine: Machine,
  instance: AbstractObject,
  name: string,
  occasion: Occasion
): Value {
  let results: Value = NOTHING;
  for (const member of memberOf(instance.instanceOf, name)) {
    if (member.functionPart) {
      const site = { node: member.functionPart.node, args: [], keywords: [] };
      const self = instance.itself;
      // What the other operand is, or the item, is not followed: it may be a part of the instance.
      const unknown = occasion === 'shown' ? NOTHING : machine.parts(self);
      results = union(
        results,
        callFunction(machine, member, site, self, unknown)
      );
    }
  }
  return results;
}

/** Iterators, which iterating uses up, also in a call; unknown objects may be one or hold some. */
function isConsumed(object: AbstractObject, occasion: Occasion): boolean {
  if (object.kind === 'container') {
    return (
      (occasion === 'iterated' || occasion === 'passed') && isIterator(object)
    );
  }
  return occasion === 'iterated' && isOfUnknownCode(object);
}

function isOfUnknownCode(object: AbstractObject): boolean {
  return object.kind === 'other' && !isTrusted(object.path);
}

function isIterator(object: AbstractObject): boolean {
  return object.path === 'iterator' || object.path === 'generator';
}

/** `zip(it, it)` uses up what it is made of too. */
function consume(machine: Machine, object: AbstractObject): void {
  const iterators = [...reachable(object.itself)].filter(isIterator);
  machine.mutate(new Set(iterators));
  if (isOfUnknownCode(object)) {
    machine.effects.iterated.add(object);
  }
  for (const { step, sources = NOTHING } of iterators) {
    for (const source of step === machine.step ? NOTHING : sources) {
      if (source.kind === 'function' && source.functionPart) {
        // `map(f, xs)` of an earlier step calls its function only now.
        const site = {
          node: source.functionPart.node,
          args: [],
          keywords: []
        };
        const given = machine.parts(sources);
        callFunction(machine, source, site, source.boundTo, given);
      }
    }
  }
}
