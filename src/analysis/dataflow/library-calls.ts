/** Calls of code outside the notebook, by the rules that are known of it. */
import { drawsGlobally, madePath } from '../libraries/random-estimators';
import {
  functionRule,
  libraryPath,
  UNKNOWN,
  type CallRule
} from '../libraries/rules';
import { allArguments, callFunction, callValue, type CallSite } from './calls';
import { readAttribute } from './attributes';
import { announce } from './definitions';
import { guessFiles, recordFiles } from './file-effects';
import { consult } from './instances';
import type { Machine } from './machine';
import { callMethod } from './methods';
import {
  AbstractObject,
  NOTHING,
  SCALAR,
  constants,
  reachable,
  union,
  type Value
} from './objects';
import { joinedPath } from './path-objects';

export interface Callee {
  /** What the method belongs to; nothing for a plain function. */
  readonly receiver: Value;
  /** The path that the result gets. */
  readonly path: string;
}

export function callExternal(
  machine: Machine,
  path: string,
  site: CallSite
): Value {
  if (path === 'builtins.super') {
    return superOf(machine, site);
  }
  const joined = joinedPath(machine, path, site);
  if (joined) {
    return joined;
  }
  if (path === 'builtins.getattr' && site.args.length > 1) {
    return attributeByName(machine, site);
  }
  if (/^builtins\.(dir|vars)$/.test(path) && site.args.length === 0) {
    machine.effects.opaque ??= machine.place(site.node);
  }
  if (path === 'builtins.type' && site.args.length === 1) {
    const classes = [...site.args[0]].flatMap(each => each.instanceOf ?? []);
    return classes.length > 0 ? new Set(classes) : SCALAR;
  }
  if (path === 'builtins.type' && site.args.length === 3) {
    const made = machine.make('other', 'builtins.type()', site.node);
    announce(machine, made, machine.parts(site.args[1]), NOTHING, site.node);
  }
  const unbound = /^builtins\.(?:list|dict|set|deque|str|object)\.(\w+)$/.exec(
    path
  );
  if (unbound && site.args.length > 0) {
    // `list.append(xs, 1)` is `xs.append(1)`.
    const [self, ...args] = site.args;
    return callMethod(machine, self, unbound[1], { ...site, args });
  }
  return applyRule(machine, functionRule(path), site, {
    receiver: NOTHING,
    path: madePath(
      path,
      site.keywords.map(each => each.name)
    )
  });
}

/** `getattr(owner, name)`; a name that is not spelled out may be any attribute. */
function attributeByName(machine: Machine, site: CallSite): Value {
  const [owner, name, ...otherwise] = site.args;
  const names = constants(name);
  const found = names
    ? names.map(each => readAttribute(machine, owner, String(each), site.node))
    : [owner, machine.parts(owner)];
  return union(...found, ...otherwise);
}

/** A call of which nothing is known: it may change and keep whatever it can reach. */
export function callUnknown(
  machine: Machine,
  callee: Value,
  site: CallSite
): Value {
  return applyRule(machine, UNKNOWN, site, { receiver: callee, path: '' });
}

export function applyRule(
  machine: Machine,
  rule: CallRule,
  site: CallSite,
  callee: Callee
): Value {
  const { receiver } = callee;
  const args = allArguments(site);
  changeArguments(machine, rule, site);
  if (changesReceiver(rule, site)) {
    if (rule.receiver === 'changes deeply') {
      machine.mutateDeeply(receiver);
    } else {
      machine.mutate(receiver);
    }
  }
  if (rule.keeps) {
    machine.hold(
      receiver,
      union(args, rule.keeps === 'members' ? machine.parts(args) : NOTHING)
    );
  }
  const returned = callBack(
    machine,
    union(args, rule === UNKNOWN ? functionsIn(receiver) : NOTHING),
    receiver,
    site
  );
  if (rule.query) {
    readQuery(machine, site);
  }
  consult(machine, args, 'passed');
  if (rule === UNKNOWN) {
    guessFiles(machine, callee.path, site);
  }
  recordFiles(machine, rule, site, receiver);
  for (const effect of rule.state ?? []) {
    if (
      !effect.unless ||
      !site.keywords.some(each => each.name === effect.unless)
    ) {
      machine.touchState(effect.state, effect.access, site.node);
    }
  }
  if (drawsGlobally(callee.path, () => reachable(union(receiver, args)))) {
    machine.touchState('numpy.random', 'change', site.node);
  }
  if (rule.remark) {
    machine.effects.remark({
      code: rule.remark,
      subject: callee.path,
      place: machine.place(site.node)
    });
  }
  if (rule.opaque) {
    machine.effects.opaque ??= machine.place(site.node);
  }
  return resultOf(machine, rule, site, callee, returned);
}

function changesReceiver(rule: CallRule, site: CallSite): boolean {
  if (rule.receiver !== 'changes if in place') {
    return rule.receiver !== undefined;
  }
  const inPlace = site.keywords.find(each => each.name === 'inplace');
  return inPlace !== undefined && constants(inPlace.value)?.[0] !== false;
}

function changeArguments(
  machine: Machine,
  rule: CallRule,
  site: CallSite
): void {
  const changes = rule.changes ?? [];
  if (changes === 'all') {
    machine.mutateDeeply(allArguments(site));
    const all = allArguments(site);
    // Unknown code may also tie its arguments together.
    for (const object of reachable(all)) {
      if (object.kind === 'other') {
        machine.hold(new Set([object]), all);
      }
    }
    return;
  }
  for (const which of [...changes, 'out', 'random_state', 'rng']) {
    const value =
      typeof which === 'number'
        ? site.args[which]
        : site.keywords.find(each => each.name === which)?.value;
    if (value) {
      machine.mutate(value);
      if (rule.stores) {
        machine.hold(value, union(...site.args.filter(each => each !== value)));
      }
    }
  }
}

/** Reads the variables that a query names: `@limit`. */
function readQuery(machine: Machine, { args, node }: CallSite): void {
  for (const text of args.flatMap(each => constants(each) ?? [])) {
    for (const [, name] of String(text).matchAll(/@(\w+)/g)) {
      machine.read(name, node);
    }
  }
}

function isCallable({ kind }: AbstractObject): boolean {
  return kind === 'function' || kind === 'class' || kind === 'external';
}

/** Functions that an unknown callee may call, since it holds them (`partial(f, 1)`). */
function functionsIn(callee: Value): Value {
  return new Set(
    [...reachable(callee)].filter(each => each.kind === 'function')
  );
}

/** Library code calls the functions that it is given; what with is known only roughly. */
function callBack(
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
      results = union(
        results,
        each.kind === 'function'
          ? callFunction(machine, each, inner, each.boundTo, members)
          : callValue(
              machine,
              new Set([each]),
              each.kind === 'external'
                ? { ...inner, args: [parts], spread: NOTHING }
                : inner
            )
      );
    }
  }
  return results;
}

function resultOf(
  machine: Machine,
  rule: CallRule,
  site: CallSite,
  callee: Callee,
  returned: Value
): Value {
  const args = allArguments(site);
  const { receiver } = callee;
  const make = (
    kind: 'other' | 'container',
    path: string,
    held: Value
  ): Value => {
    const made = new Set([machine.make(kind, path, site.node)]);
    machine.hold(made, held);
    return made;
  };
  switch (rule.returns) {
    case 'scalar':
      return SCALAR;
    case 'new':
      return make('other', callee.path, returned);
    case 'holds':
      return make('other', callee.path, union(args, receiver, returned));
    case 'list':
    case 'dict':
    case 'set':
    case 'tuple': {
      const sources = union(args, receiver);
      const parts = sources.size > 0 ? machine.parts(sources) : NOTHING;
      return make('container', rule.returns, union(parts, returned));
    }
    case 'iterator': {
      const sources = union(args, receiver);
      const made = machine.make('container', 'iterator', site.node);
      made.sources = sources;
      const itself = new Set([made]);
      const members = union(machine.parts(sources), returned);
      // `zip`, `enumerate`, `items` give tuples of members, others the members.
      const tuple = machine.make('container', 'tuple', site.node, 'member');
      machine.hold(new Set([tuple]), members);
      machine.hold(itself, union(members, new Set([tuple])));
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

/** `super()`: an object whose methods are those of the bases of what `self` is. */
function superOf(machine: Machine, site: CallSite): Value {
  let frame = machine.frame;
  while (frame && frame.scope.kind !== 'function') {
    frame = frame.parent;
  }
  const [first] = frame?.locals.values() ?? [];
  const made = machine.context.object(
    site.node,
    'super',
    () => new AbstractObject('other', 'super()', machine.step)
  );
  made.boundTo = first ?? NOTHING;
  return new Set([made]);
}
