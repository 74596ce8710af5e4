/** Functions, lambdas and classes as objects. */
import type {
  ClassDef,
  Expression,
  FunctionDef,
  Lambda,
  Parameter,
  Span
} from '../syntax/tree';
import { isTransparentDecorator } from '../libraries/decorators';
import { callFunction, callValue, type CallSite } from './calls';
import type { Machine } from './machine';
import { NOTHING, union, type AbstractObject, type Value } from './objects';

export function defineFunction(machine: Machine, node: FunctionDef): void {
  const decorators = node.decorators.map(each => machine.evaluate(each));
  const made = makeFunction(machine, node, decorators.map(nameOf));
  inTypeParameters(machine, node, () =>
    evaluateAnnotations(machine, [
      ...node.parameters.map(each => each.annotation),
      node.returns
    ])
  );
  let value: Value = made.itself;
  for (let i = decorators.length - 1; i >= 0; i--) {
    value = decorate(machine, decorators[i], node.decorators[i], value);
  }
  machine.bind(node.name, value, node.nameSpan);
}

export function makeFunction(
  machine: Machine,
  node: FunctionDef | Lambda,
  decorators: readonly string[] = []
): AbstractObject {
  const defaults = evaluateDefaults(machine, node.parameters);
  const name = node.kind === 'Lambda' ? 'lambda' : node.name;
  const made = machine.make('function', name, node);
  const frame = machine.frame;
  made.functionPart = {
    node,
    scopes: machine.scopes,
    cell: machine.cell,
    closure: frame,
    defaults,
    decorators
  };
  const { itself } = made;
  machine.hold(itself, union(...defaults.values()));
  for (let outer = frame; outer; outer = outer.parent) {
    if (outer.scope.kind !== 'class') {
      machine.hold(itself, outer.cells.itself);
    }
  }
  return made;
}

/** Runs what a generic definition evaluates among its type parameters (PEP 695). */
function inTypeParameters(
  machine: Machine,
  node: FunctionDef | ClassDef,
  run: () => void
): void {
  const scope = machine.scopes.of(node).parent;
  if (scope?.kind !== 'type parameters') {
    run();
    return;
  }
  const context = machine.context.enter(node, scope);
  const frame = machine.newFrame(
    scope,
    machine.scopes,
    machine.cell,
    context,
    node,
    machine.frame
  );
  machine.inFrame(frame, context, run);
}

/** Annotations may be evaluated now, later or never: it depends on Python's version and on future imports. */
function evaluateAnnotations(
  machine: Machine,
  annotations: readonly (Expression | undefined)[]
): void {
  const given = annotations.filter(each => each !== undefined);
  if (given.length === 0) {
    return;
  }
  machine.branch(
    () => {
      given.forEach(each => machine.evaluate(each));
      return 'goes on';
    },
    () => 'goes on'
  );
}

function evaluateDefaults(
  machine: Machine,
  parameters: readonly Parameter[]
): ReadonlyMap<string, Value> {
  const defaults = new Map<string, Value>();
  for (const parameter of parameters) {
    if (parameter.default) {
      defaults.set(parameter.name, machine.evaluate(parameter.default));
    }
  }
  return defaults;
}

/** What a decorator makes of a function or class. */
function decorate(
  machine: Machine,
  decorator: Value,
  node: Expression,
  decorated: Value
): Value {
  if ([...decorator].every(each => isTransparentDecorator(each.path))) {
    return decorated;
  }
  if (node.kind === 'Attribute') {
    // `@price.setter`, `@handler.register`: the older functions stay in force beside the new one.
    const owner = machine.evaluate(node.value);
    if ([...owner].some(each => each.kind === 'function')) {
      return union(owner, decorated);
    }
  }
  return callValue(machine, decorator, {
    node,
    args: [decorated],
    keywords: []
  });
}

function nameOf(decorator: Value): string {
  const [first] = decorator;
  return first?.path ?? '';
}

export function defineClass(machine: Machine, node: ClassDef): void {
  const decorators = node.decorators.map(each => machine.evaluate(each));
  let bases: Value[] = [];
  inTypeParameters(machine, node, () => {
    bases = node.bases.map(each => machine.evaluate(each));
  });
  const keywords = node.keywords.map(each => machine.evaluate(each.value));
  const made = machine.make('class', node.name, node);
  const scope = machine.scopes.of(node);
  const context = machine.context.enter(node, node);
  const frame = machine.newFrame(
    scope,
    machine.scopes,
    machine.cell,
    context,
    node,
    machine.frame
  );
  machine.inFrame(frame, context, () => machine.execute(node.body));
  made.classPart = {
    node,
    cell: machine.cell,
    bases: [...union(...bases)],
    members: frame.locals
  };
  const { itself } = made;
  machine.hold(itself, union(...frame.locals.values(), ...keywords));
  announce(machine, made, union(...bases), union(...keywords), node);
  let value = itself;
  for (let i = decorators.length - 1; i >= 0; i--) {
    value = decorate(machine, decorators[i], node.decorators[i], value);
  }
  machine.bind(node.name, value, node.nameSpan);
}

/**
 * Runs what the birth of a class calls: the metaclass's `__init__`, the bases'
 * `__init_subclass__`.
 */
export function announce(
  machine: Machine,
  cls: AbstractObject,
  bases: Value,
  metaclasses: Value,
  node: Span
): void {
  const site: CallSite = { node, args: [], keywords: [] };
  const kinds = new Set(metaclasses);
  for (const base of bases) {
    base.metaclasses?.forEach(each => kinds.add(each));
    for (const hook of memberOf(base, '__init_subclass__')) {
      callFunction(machine, hook, site, cls.itself);
    }
  }
  cls.metaclasses = kinds;
  for (const kind of kinds) {
    for (const name of ['__new__', '__init__']) {
      for (const hook of memberOf(kind, name)) {
        callFunction(machine, hook, site, cls.itself);
      }
    }
  }
}

/** A member of a class: its own, else of the first base that has it. */
export function memberOf(cls: AbstractObject | undefined, name: string): Value {
  const seen = new Set<AbstractObject>();
  const find = (each: AbstractObject): Value => {
    if (seen.has(each) || !each.classPart) {
      return NOTHING;
    }
    seen.add(each);
    const own = each.classPart.members.get(name);
    if (own) {
      return own;
    }
    for (const base of each.classPart.bases) {
      const inherited = find(base);
      if (inherited.size > 0) {
        return inherited;
      }
    }
    return NOTHING;
  };
  return cls ? find(cls) : NOTHING;
}

/** All members of that name in the bases of a class, for `super()`. */
export function inheritedMembers(cls: AbstractObject, name: string): Value {
  let found: Value = NOTHING;
  for (const base of cls.classPart?.bases ?? []) {
    found = union(
      found,
      base.classPart?.members.get(name) ?? NOTHING,
      inheritedMembers(base, name)
    );
  }
  return found;
}

/** Whether a class has a base whose methods are not in the notebook (`object` aside). */
export function hasForeignBase(cls: AbstractObject): boolean {
  return (cls.classPart?.bases ?? []).some(
    base =>
      (base.kind !== 'class' && base.path !== 'builtins.object') ||
      hasForeignBase(base)
  );
}
