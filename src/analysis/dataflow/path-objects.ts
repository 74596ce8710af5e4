/** Paths that the source spells out: strings and `pathlib.Path`s put together from constants. */
import { joinPath, parentOf, pathMethod } from '../libraries/paths';
import type { Span } from '../syntax/tree';
import type { CallSite } from './calls';
import { useUp } from './instances';
import type { Machine } from './machine';
import {
  NOTHING,
  PATH,
  SCALAR,
  SOME_PATH,
  constant,
  constants,
  pathConstant,
  union,
  type AbstractObject,
  type Value
} from './objects';

const PATH_CLASSES = new Set([
  'pathlib.Path',
  'pathlib.PurePath',
  'pathlib.PosixPath'
]);
const TEXT_OF = new Set(['builtins.str', 'os.fspath', 'os.path.normpath']);

/** The path that a call such as `os.path.join('data', name)` gives, where it can be told. */
export function joinedPath(
  machine: Machine,
  path: string,
  site: CallSite
): Value | undefined {
  const isPath = PATH_CLASSES.has(path);
  if (isPath || path === 'os.path.join') {
    const text = spelled(site)?.reduce(joinPath, '');
    return text === undefined
      ? isPath
        ? SOME_PATH
        : SCALAR
      : constantAt(machine, site.node, text, isPath);
  }
  const text = TEXT_OF.has(path) ? spelled(site) : undefined;
  return text?.length === 1
    ? constantAt(machine, site.node, text[0], false)
    : undefined;
}

/** `folder / name`, where one of the two is a path. */
export function dividedPath(
  machine: Machine,
  [left, right]: readonly Value[],
  node: Span
): Value | undefined {
  if (![...left, ...right].some(each => each.path === PATH)) {
    return undefined;
  }
  const [folders, names] = [constants(left), constants(right)];
  return folders && names
    ? union(
        ...folders.flatMap(folder =>
          names.map(name =>
            constantAt(
              machine,
              node,
              joinPath(String(folder), String(name)),
              true
            )
          )
        )
      )
    : SOME_PATH;
}

/** `path.parent` is a path, the other parts of its name are strings. */
export function pathAttribute(
  machine: Machine,
  object: AbstractObject,
  name: string,
  node: Span
): Value {
  if (name !== 'parent') {
    return SCALAR;
  }
  return typeof object.constant === 'string'
    ? constantAt(machine, node, parentOf(object.constant), true)
    : SOME_PATH;
}

/** The texts of the arguments, where each is one constant string. */
function spelled(site: CallSite): string[] | undefined {
  const texts: string[] = [];
  for (const arg of site.args) {
    const options = constants(arg);
    if (options?.length !== 1 || typeof options[0] !== 'string') {
      return undefined;
    }
    texts.push(options[0]);
  }
  return site.spread ? undefined : texts;
}

function constantAt(
  machine: Machine,
  node: Span,
  text: string,
  isPath: boolean
): Value {
  const made = machine.context.object(node, `${isPath} ${text}`, () =>
    isPath ? pathConstant(text) : constant(text)
  );
  return made.itself;
}

/** A method of something immutable: of a path, `path.write_text(…)`, or a string. */
export function callScalarMethod(
  machine: Machine,
  object: AbstractObject,
  name: string,
  site: CallSite
): Value {
  const method = object.path === PATH ? pathMethod(name) : undefined;
  if (!method) {
    site.args.forEach(each => useUp(machine, each));
    return stringMethod(machine, object, name, site);
  }
  const text =
    typeof object.constant === 'string' ? object.constant : undefined;
  for (const access of method.access ?? []) {
    const place = machine.place(site.node);
    machine.effects.file({ path: text, access, place });
    for (const target of method.moves ? site.args : []) {
      const [path] = constants(target) ?? [];
      machine.effects.file({
        path: typeof path === 'string' ? path : undefined,
        access,
        place
      });
    }
  }
  switch (method.returns) {
    case 'path': {
      const parts = spelled(site);
      return method.joins && parts && text !== undefined
        ? constantAt(machine, site.node, parts.reduce(joinPath, text), true)
        : SOME_PATH;
    }
    case 'paths':
      return listAt(machine, site, SOME_PATH);
    case 'file':
      return machine.make('other', 'builtins.open()', site.node).itself;
    default:
      return SCALAR;
  }
}

/** Strings give strings, but for those methods that give lists of strings. */
function stringMethod(
  machine: Machine,
  object: AbstractObject,
  name: string,
  site: CallSite
): Value {
  if (object.path === PATH) {
    return /^(with_|absolute|resolve|relative_to|expanduser)/.test(name)
      ? SOME_PATH
      : SCALAR;
  }
  return /^(r?split(lines)?|r?partition|encode)$/.test(name)
    ? listAt(machine, site, SCALAR)
    : SCALAR;
}

function listAt(machine: Machine, site: CallSite, members: Value): Value {
  const list = machine.make('container', 'list', site.node).itself;
  machine.hold(list, members.size > 0 ? members : NOTHING);
  return list;
}
