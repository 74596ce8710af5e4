/** Calls of code outside the notebook, by the rules that are known of it. */
import { foreignGenerators } from '../libraries/foreign-generators';
import { globalDraw, madePath } from '../libraries/random-estimators';
import {
  changedPart,
  functionRule,
  UNKNOWN,
  type CallRule
} from '../libraries/rules';
import { allArguments, type CallSite } from './calls';
import { storeAttribute } from './assignment';
import { readAttribute } from './attributes';
import { announce } from './definitions';
import { resultOf } from './call-results';
import { callBack, functionsIn } from './callbacks';
import { guessFiles, recordFiles } from './file-effects';
import { consult } from './instances';
import type { Machine } from './machine';
import { callMethod } from './methods';
import { ANY, modulesNamed, wholeNamespace } from './namespace';
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
  if (path === 'builtins.len') {
    allArguments(site).forEach(each => machine.effects.sized.add(each));
  }
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
  if (path === 'builtins.globals') {
    return wholeNamespace(machine, site.node);
  }
  if (/^builtins\.(setattr|delattr)$/.test(path) && site.args.length > 1) {
    storeByName(machine, site);
  }
  if (MODULE_GETTERS.test(path)) {
    const modules = modulesNamed(site.args[0] ?? NOTHING);
    if (modules.size > 0) {
      return modules;
    }
  }
  if (/^builtins\.(dir|vars)$/.test(path) && site.args.length === 0) {
    machine.effects.opaque ??= machine.place(site.node);
  }
  if (path === 'builtins.vars' && site.args.length === 1) {
    return readAttribute(machine, site.args[0], '__dict__', site.node);
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
  const subject = changedPart(path);
  if (subject !== undefined) {
    const place = machine.place(site.node);
    machine.effects.remark({ code: 'module-state', subject, place });
  }
  const keywords = site.keywords.map(each => each.name);
  for (const { state, access } of foreignGenerators(path, keywords)) {
    machine.touchState(state, access, site.node);
  }
  return applyRule(machine, functionRule(path), site, {
    receiver: NOTHING,
    path: madePath(path, keywords)
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

/** `setattr(owner, name, value)`; a name that is not spelled out may be any. */
function storeByName(machine: Machine, { args, node }: CallSite): void {
  const [owner, name, value] = args;
  for (const each of constants(name) ?? [ANY]) {
    storeAttribute(machine, owner, String(each), value, node);
  }
}

/** Functions that give the module of a name. */
const MODULE_GETTERS =
  /^(sys\.modules\.get|importlib\.import_module|builtins\.__import__)$/;

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
  const draw = globalDraw(callee.path, () => reachable(union(receiver, args)));
  if (draw) {
    machine.touchState('numpy.random', draw, site.node);
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

/** What libraries change that they are given by these names: results, generators, axes, open files. */
const CHANGED_KEYWORDS = new Set(
  'out random_state rng ax axes cax file buf path_or_buf fname'.split(' ')
);

function keyword(site: CallSite, name: string): Value | undefined {
  return site.keywords.find(each => each.name === name)?.value;
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
        machine.hold(object.itself, all);
      }
    }
    return;
  }
  const change = (value: Value | undefined): void => {
    if (value) {
      machine.mutate(value);
      if (rule.stores) {
        machine.hold(value, union(...site.args.filter(each => each !== value)));
      }
    }
  };
  for (const which of changes) {
    change(typeof which === 'number' ? site.args[which] : keyword(site, which));
  }
  for (const { name, value } of site.keywords) {
    if (CHANGED_KEYWORDS.has(name)) {
      change(value);
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
  return made.itself;
}
