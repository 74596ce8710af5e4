/** What each expression may be, and what evaluating it does. */
import type {
  Attribute,
  Call,
  Comprehension,
  Dict,
  Expression,
  Subscript,
  Suspension
} from '../syntax/tree';
import { changesWhenIndexed, copiesItems } from '../libraries/rules';
import { assign } from './assignment';
import { readAttribute } from './attributes';
import { callValue, type CallSite } from './calls';
import { makeFunction } from './definitions';
import { evaluateEscape } from './escapes';
import { consult, useUp } from './instances';
import type { Machine } from './machine';
import { modulesNamed, namespaceKey, useNamespace } from './namespace';
import { callMethod } from './methods';
import { constantOf, joinStrings, operate } from './operations';
import { NOTHING, SCALAR, isScalar, union, type Value } from './objects';

export function evaluate(machine: Machine, node: Expression): Value {
  switch (node.kind) {
    case 'Name':
      return machine.read(node.id, node);
    case 'Constant':
      return node.value === undefined
        ? SCALAR
        : constantOf(machine, node, node.value).itself;
    case 'JoinedString':
      return joinStrings(machine, node, node.parts);
    case 'Attribute':
      return evaluateAttribute(machine, node);
    case 'Subscript':
      return evaluateSubscript(machine, node);
    case 'Slice':
      node.bounds.forEach(bound => machine.evaluate(bound));
      return SCALAR;
    case 'Starred': {
      const value = machine.evaluate(node.value);
      useUp(machine, value);
      return machine.parts(value);
    }
    case 'Call':
      return evaluateCall(machine, node);
    case 'Operation':
      return operate(machine, node);
    case 'Conditional': {
      consult(machine, machine.evaluate(node.test), 'tested');
      return union(
        machine.evaluate(node.body),
        machine.evaluate(node.otherwise)
      );
    }
    case 'Lambda':
      return makeFunction(machine, node).itself;
    case 'Comprehension':
      return comprehend(machine, node);
    case 'Suspension':
      return suspend(machine, node);
    case 'NamedExpression': {
      const value = machine.evaluate(node.value);
      assign(machine, node.target, value, node.value);
      return value;
    }
    case 'Collection': {
      const members = node.elements.map(each => machine.evaluate(each));
      return contain(machine, node, node.form, members);
    }
    case 'Dict':
      return contain(machine, node, 'dict', dictMembers(machine, node));
    case 'Escape':
      return evaluateEscape(machine, node);
    case 'Missing':
      return NOTHING;
  }
}

/** A container made at `node` that holds what `members` may be. */
function contain(
  machine: Machine,
  node: Expression,
  path: string,
  members: readonly Value[]
): Value {
  const made = machine.make('container', path, node).itself;
  members.forEach(member => machine.hold(made, member));
  return made;
}

function dictMembers(machine: Machine, node: Dict): Value[] {
  return node.items.flatMap(({ key, value }) =>
    key
      ? [machine.evaluate(key), machine.evaluate(value)]
      : [machine.parts(machine.evaluate(value))]
  );
}

function evaluateAttribute(machine: Machine, node: Attribute): Value {
  const owner = machine.evaluate(node.value);
  return readAttribute(machine, owner, node.attribute, node);
}

function evaluateSubscript(machine: Machine, node: Subscript): Value {
  const name = namespaceKey(machine, node);
  if (name !== undefined) {
    return machine.readModule(name, node);
  }
  const owner = machine.evaluate(node.value);
  const index = machine.evaluate(node.index);
  if ([...owner].some(({ path }) => path === 'sys.modules')) {
    const modules = modulesNamed(index);
    return modules.size > 0 ? modules : SCALAR;
  }
  useNamespace(machine, owner, node);
  if (isScalar(owner)) {
    return SCALAR;
  }
  if (isNumber(node.index)) {
    owner.forEach(object => machine.effects.sized.add(object));
  }
  const own = consult(machine, owner, 'indexed');
  machine.mutate(new Set([...owner].filter(changesWhenIndexed)));
  if (selectsCopy(node.index)) {
    const copied = [...owner].filter(copiesItems);
    const others = new Set([...owner].filter(each => !copiesItems(each)));
    return union(
      own,
      new Set(copied.map(each => machine.make('other', each.path, node))),
      others.size > 0 ? machine.parts(others) : NOTHING
    );
  }
  if (node.index.kind !== 'Slice') {
    return union(own, machine.parts(owner));
  }
  // A slice of a list is another list; of an array it is a view.
  const made = machine.make('container', 'list', node);
  machine.hold(made.itself, machine.parts(owner));
  const views = [...owner].filter(each => each.kind !== 'container');
  return union(
    own,
    new Set(views),
    views.length < owner.size ? made.itself : NOTHING
  );
}

/** Whether an index says that there is an item of that number, which no iterator has. */
function isNumber(index: Expression): boolean {
  return (
    index.kind === 'Slice' ||
    (index.kind === 'Constant' && index.type === 'int') ||
    (index.kind === 'Operation' &&
      index.form === 'unary' &&
      index.operator === '-')
  );
}

/** Whether an array or frame answers an index with a copy: a list of places, a mask. */
function selectsCopy(index: Expression): boolean {
  return (
    (index.kind === 'Collection' && index.form === 'list') ||
    (index.kind === 'Operation' &&
      (index.form === 'comparison' || /^[&|~]$/.test(index.operator)))
  );
}

function evaluateCall(machine: Machine, node: Call): Value {
  const { callee } = node;
  const method = callee.kind === 'Attribute' ? callee : undefined;
  const target = machine.evaluate(method ? method.value : callee);
  const site = evaluateArguments(machine, node);
  return method
    ? callMethod(machine, target, method.attribute, site)
    : callValue(machine, target, site);
}

function evaluateArguments(machine: Machine, node: Call): CallSite {
  const args: Value[] = [];
  let spread: Value = NOTHING;
  let starred = false;
  for (const each of node.args) {
    const value = machine.evaluate(each);
    starred ||= each.kind === 'Starred';
    if (starred) {
      spread = union(spread, value);
    } else {
      args.push(value);
    }
  }
  const keywords: { name: string; value: Value }[] = [];
  for (const each of node.keywords) {
    const value = machine.evaluate(each.value);
    if (each.name === undefined) {
      spread = union(spread, machine.parts(value));
    } else {
      keywords.push({ name: each.name, value });
    }
  }
  return { node, args, keywords, ...(spread.size > 0 && { spread }) };
}

function comprehend(machine: Machine, node: Comprehension): Value {
  const [first] = node.clauses;
  const outer = first ? machine.evaluate(first.iterable) : NOTHING;
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
  const members = machine.inFrame(frame, context, () => {
    node.clauses.forEach((clause, i) => {
      const iterated = i === 0 ? outer : machine.evaluate(clause.iterable);
      consult(machine, iterated, 'iterated');
      assign(machine, clause.target, machine.parts(iterated));
      clause.conditions.forEach(each =>
        consult(machine, machine.evaluate(each), 'tested')
      );
    });
    return node.elements.map(each => machine.evaluate(each));
  });
  const path = node.form === 'generator' ? 'generator' : node.form;
  const made = contain(machine, node, path, members);
  if (node.form === 'generator') {
    for (const generator of made) {
      generator.sources = outer;
    }
  }
  return made;
}

function suspend(machine: Machine, node: Suspension): Value {
  const value = node.value ? machine.evaluate(node.value) : NOTHING;
  const frame = machine.frame;
  if (node.form === 'await') {
    const coroutines = [...value].filter(each => each.path === 'coroutine');
    const others = [...value].filter(each => each.path !== 'coroutine');
    return union(machine.parts(new Set(coroutines)), new Set(others));
  }
  if (!frame) {
    return value;
  }
  if (node.form !== 'yield') {
    useUp(machine, value);
  }
  const yielded = node.form === 'yield' ? value : machine.parts(value);
  frame.yielded = union(frame.yielded ?? NOTHING, yielded);
  return SCALAR;
}
