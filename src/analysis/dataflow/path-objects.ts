/**
 * Paths that the source spells out: strings and `pathlib.Path`s put together
 * from constants. A `Path` is its string here; both are immutable.
 */
import { pathMethod, joinPath } from '../libraries/paths';
import type { CallSite } from './calls';
import type { Machine } from './machine';
import {
  SCALAR,
  constant,
  constants,
  type AbstractObject,
  type Value
} from './objects';

const JOINERS = new Set([
  'os.path.join',
  'pathlib.Path',
  'pathlib.PurePath',
  'pathlib.PosixPath'
]);
const SAME = new Set(['builtins.str', 'os.fspath', 'os.path.normpath']);

/** The path that a call such as `os.path.join('data', name)` gives, where it can be told. */
export function joinedPath(
  machine: Machine,
  path: string,
  site: CallSite
): Value | undefined {
  if (!JOINERS.has(path) && !SAME.has(path)) {
    return undefined;
  }
  const texts = spelled(site);
  if (SAME.has(path)) {
    return texts && site.args.length === 1 ? site.args[0] : undefined;
  }
  return texts ? constantAt(machine, site, texts.reduce(joinPath, '')) : SCALAR;
}

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

function constantAt(machine: Machine, site: CallSite, text: string): Value {
  return new Set([
    machine.context.object(site.node, `path ${text}`, () => constant(text))
  ]);
}

/** A method of a string or path: `path.write_text(…)`, `name.upper()`. */
export function callPathMethod(
  machine: Machine,
  object: AbstractObject,
  name: string,
  site: CallSite
): Value {
  const method = pathMethod(name);
  if (!method) {
    return stringMethod(machine, name, site);
  }
  if (method.joins) {
    const texts = spelled(site);
    const base = object.constant;
    return texts && typeof base === 'string'
      ? constantAt(machine, site, texts.reduce(joinPath, base))
      : SCALAR;
  }
  if (method.access) {
    for (const access of method.access) {
      const path =
        typeof object.constant === 'string' ? object.constant : undefined;
      machine.effects.file({ path, access, place: machine.place(site.node) });
    }
  }
  return method.returns === 'list'
    ? listAt(machine, site, SCALAR)
    : method.returns === 'file'
      ? new Set([machine.make('other', 'builtins.open()', site.node)])
      : SCALAR;
}

/** Strings give strings, but for those methods that give lists of strings. */
function stringMethod(machine: Machine, name: string, site: CallSite): Value {
  return /^(r?split(lines)?|r?partition|encode)$/.test(name)
    ? listAt(machine, site, SCALAR)
    : SCALAR;
}

function listAt(machine: Machine, site: CallSite, members: Value): Value {
  const list = new Set([machine.make('container', 'list', site.node)]);
  machine.hold(list, members);
  return list;
}
