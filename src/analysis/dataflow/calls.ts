/** Calls: of functions and classes of the notebook; libraries are in `library-calls.ts`. */
import type { Parameter, Span } from '../syntax/tree';
import { hasForeignBase, memberOf } from './definitions';
import { consult } from './instances';
import { callExternal, callUnknown } from './library-calls';
import type { Machine } from './machine';
import {
  NOTHING,
  SCALAR,
  union,
  type AbstractObject,
  type FunctionPart,
  type Value
} from './objects';

/** One call in the source, its arguments evaluated. */
export interface CallSite {
  readonly node: Span;
  /** Positional arguments in order; see `spread` for what follows a star. */
  readonly args: readonly Value[];
  readonly keywords: readonly {
    readonly name: string;
    readonly value: Value;
  }[];
  /** What `*args` and `**mapping` may add to any parameter. */
  readonly spread?: Value;
}

export function allArguments(site: CallSite): Value {
  return union(
    ...site.args,
    ...site.keywords.map(keyword => keyword.value),
    site.spread ?? NOTHING
  );
}

export function callValue(
  machine: Machine,
  callee: Value,
  site: CallSite
): Value {
  let results: Value = NOTHING;
  for (const object of callee) {
    results = union(results, callObject(machine, object, site));
  }
  return callee.size > 0 ? results : callUnknown(machine, NOTHING, site);
}

function callObject(
  machine: Machine,
  object: AbstractObject,
  site: CallSite
): Value {
  switch (object.kind) {
    case 'function':
      return callFunction(machine, object, site, object.boundTo);
    case 'class':
      return instantiate(machine, object, site);
    case 'external':
      return callExternal(machine, object.path, site);
    case 'instance': {
      const methods = memberOf(object.instanceOf, '__call__');
      return methods.size > 0
        ? callMethods(machine, methods, site, object)
        : callUnknown(machine, object.itself, site);
    }
    case 'scalar':
      return NOTHING;
    default:
      return callUnknown(machine, object.itself, site);
  }
}

/** Calls what a member lookup found, as methods of `owner`. */
export function callMethods(
  machine: Machine,
  methods: Value,
  site: CallSite,
  owner: AbstractObject
): Value {
  let results: Value = NOTHING;
  for (const method of methods) {
    results = union(
      results,
      method.kind === 'function'
        ? callFunction(machine, method, site, receiverOf(method, owner))
        : callObject(machine, method, site)
    );
  }
  return results;
}

/** What a method gets as its first argument: nothing for a static one. */
function receiverOf(
  method: AbstractObject,
  owner: AbstractObject
): Value | undefined {
  const decorators = method.functionPart?.decorators ?? [];
  if (decorators.includes('builtins.staticmethod')) {
    return undefined;
  }
  if (decorators.includes('builtins.classmethod')) {
    return new Set([owner.instanceOf ?? owner]);
  }
  return owner.itself;
}

/**
 * Runs a function of the notebook with these arguments.
 *
 * @param self - the first argument, where it is called as a method
 * @param unknown - what parameters may be that get no argument here
 */
export function callFunction(
  machine: Machine,
  object: AbstractObject,
  site: CallSite,
  self?: Value,
  unknown: Value = NOTHING
): Value {
  const part = object.functionPart;
  if (!part) {
    return callUnknown(machine, object.itself, site);
  }
  const running = machine.calls.filter(each => each === part.node).length;
  if (running >= 2) {
    return union(self ?? NOTHING, allArguments(site));
  }
  if (!machine.mayCall()) {
    return callOpaque(machine, object, site, self ?? NOTHING);
  }
  const context = machine.context.enter(site.node, part.node);
  const scope = part.scopes.of(part.node);
  const frame = machine.newFrame(
    scope,
    part.scopes,
    part.cell,
    context,
    part.node,
    part.closure
  );
  const { itself } = frame.cells;
  bindParameters(machine, part, site, self, unknown).forEach((value, name) => {
    frame.set(name, value);
    machine.hold(itself, value);
  });
  machine.calls.push(part.node);
  machine.inFrame(frame, context, () => {
    if (part.node.kind === 'Lambda') {
      frame.return(machine.evaluate(part.node.body));
    } else {
      machine.execute(part.node.body);
    }
  });
  machine.calls.pop();
  if (frame.yielded) {
    const generator = machine.make('container', 'generator', site.node);
    machine.hold(
      generator.itself,
      union(frame.yielded, frame.cells.itself, frame.returned)
    );
    return generator.itself;
  }
  if (part.node.kind === 'FunctionDef' && part.node.async) {
    const coroutine = machine.make('container', 'coroutine', site.node);
    machine.hold(coroutine.itself, union(frame.returned, SCALAR));
    return coroutine.itself;
  }
  return frame.returned.size > 0 ? frame.returned : SCALAR;
}

/** A call that is not followed any more: it may do whatever code can do with what it is given. */
function callOpaque(
  machine: Machine,
  { held }: AbstractObject,
  site: CallSite,
  self: Value
): Value {
  const given = union(self, allArguments(site), new Set(held.keys()));
  machine.effects.opaque ??= machine.place(site.node);
  machine.mutateDeeply(given);
  const made = machine.make('other', '', site.node).itself;
  machine.hold(made, given);
  return union(made, given);
}

function bindParameters(
  machine: Machine,
  part: FunctionPart,
  site: CallSite,
  self: Value | undefined,
  unknown: Value
): Map<string, Value> {
  const positional = self ? [self, ...site.args] : [...site.args];
  const named = new Map(site.keywords.map(each => [each.name, each.value]));
  const spread = union(site.spread ?? NOTHING, unknown);
  const values = new Map<string, Value>();
  const collect = (
    parameter: Parameter,
    path: string,
    members: Value
  ): void => {
    const container = machine.make(
      'container',
      path,
      site.node,
      parameter.name
    );
    machine.hold(container.itself, members);
    values.set(parameter.name, container.itself);
  };
  for (const parameter of part.node.parameters) {
    if (parameter.form === '*') {
      collect(parameter, 'tuple', union(...positional.splice(0), spread));
    } else if (parameter.form === '**') {
      collect(parameter, 'dict', union(...named.values(), spread));
    } else {
      const given =
        parameter.form === 'keyword-only' ? undefined : positional.shift();
      const value = given ?? named.get(parameter.name);
      named.delete(parameter.name);
      values.set(
        parameter.name,
        value ?? union(spread, part.defaults.get(parameter.name) ?? NOTHING)
      );
    }
  }
  return values;
}

/** A description of a dataclass's field, which is no attribute itself. */
export function isField(object: AbstractObject): boolean {
  return object.path === 'dataclasses.field()';
}

function instantiate(
  machine: Machine,
  cls: AbstractObject,
  site: CallSite
): Value {
  const instance = machine.make('instance', cls.path, site.node);
  instance.instanceOf = cls;
  const { itself } = instance;
  for (const name of ['__new__', '__init__', '__post_init__']) {
    const members = memberOf(cls, name);
    if (members.size > 0) {
      callMethods(machine, members, site, instance);
    }
  }
  if (memberOf(cls, '__init__').size === 0 || hasForeignBase(cls)) {
    machine.hold(itself, allArguments(site));
  }
  for (const [name, value] of cls.classPart?.members ?? []) {
    if ([...value].some(isField)) {
      // Each instance gets a default of its own: `field(default_factory=list)`.
      machine.hold(itself, machine.make('other', '', site.node, name).itself);
    }
  }
  consult(machine, itself, 'stored');
  return itself;
}
