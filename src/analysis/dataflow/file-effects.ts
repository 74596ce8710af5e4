import { fileWord, looksLikePath } from '../libraries/file-words';
import { patternFolder } from '../libraries/paths';
import type { CallRule } from '../libraries/rules';
import type { CallSite } from './calls';
import type { FileAccess } from './effects';
import type { Machine } from './machine';
import { constants, isScalar, type Value } from './objects';

/** Notes the files that a library call touches, as far as their paths are constants. */
export function recordFiles(
  machine: Machine,
  rule: CallRule,
  site: CallSite,
  receiver: Value
): void {
  for (const file of rule.files ?? []) {
    const { argument, access, optional } = file;
    const value =
      argumentOf(site, argument) ??
      (argument === 'receiver' ? receiver : pathKeyword(site, argument));
    if (value === undefined && optional) {
      continue;
    }
    for (const each of access === 'mode' ? accessOfMode(site) : [access]) {
      recordPaths(machine, site, value, each, file);
    }
  }
}

/** Notes the files that a call of unknown code touches, going by its name. */
export function guessFiles(
  machine: Machine,
  callee: string,
  site: CallSite
): void {
  const word = fileWord(callee);
  if (!word) {
    return;
  }
  const values = [...site.args, ...site.keywords.map(each => each.value)];
  const told = values.filter(value =>
    constants(value)?.some(
      each => typeof each === 'string' && looksLikePath(each)
    )
  );
  const untold = values.filter(
    value => isScalar(value) && constants(value) === undefined
  );
  for (const value of told.length > 0 || !word.certain ? told : untold) {
    recordPaths(machine, site, value, word.access);
  }
}

/** How an argument spells the path. */
interface FileSpelling {
  readonly suffix?: string;
  readonly pattern?: boolean;
}

function recordPaths(
  machine: Machine,
  site: CallSite,
  value: Value | undefined,
  access: FileAccess,
  { suffix = '', pattern = false }: FileSpelling = {}
): void {
  const place = machine.place(site.node);
  const paths = value && constants(value);
  if (!paths) {
    // An open file or a buffer is not a path: opening it was the effect.
    if (!value || ![...value].some(isBuffer)) {
      machine.effects.file({ path: undefined, access, place });
    }
    return;
  }
  for (const path of paths) {
    if (typeof path === 'string' && !/^[a-z][a-z0-9+.-]+:\/\//i.test(path)) {
      const whole = path.endsWith(suffix) ? path : path + suffix;
      machine.effects.file({
        path: pattern ? patternFolder(whole) : whole,
        access,
        place
      });
    }
  }
}

function isBuffer(object: { readonly path: string }): boolean {
  return object.path === 'builtins.open()' || object.path.startsWith('io.');
}

function argumentOf(
  site: CallSite,
  argument: number | string
): Value | undefined {
  return typeof argument === 'number'
    ? site.args[argument]
    : site.keywords.find(each => each.name === argument)?.value;
}

/** A path that is given by its parameter's name, which differs from library to library. */
function pathKeyword(
  site: CallSite,
  argument: number | string
): Value | undefined {
  const names =
    argument === 0
      ? /^(file_?)?path$|^f(ile)?(name)?$|^path_or|^filepath_or|^(src|io|buf|excel_writer)$/
      : argument === 1
        ? /^(dst|file_?name|target)$/
        : undefined;
  return names && site.keywords.find(each => names.test(each.name))?.value;
}

/** What the mode of `open(path, mode)` says; an unknown mode may do both. */
function accessOfMode(site: CallSite): FileAccess[] {
  const given = argumentOf(site, 1) ?? argumentOf(site, 'mode');
  if (!given) {
    return ['read'];
  }
  const modes = constants(given);
  if (!modes) {
    return ['read', 'write'];
  }
  const accesses = new Set<FileAccess>();
  for (const mode of modes.map(String)) {
    if (/[wxa+]/.test(mode)) {
      accesses.add('write');
    }
    if (/[ra+]/.test(mode) || !/[wx]/.test(mode)) {
      accesses.add('read');
    }
  }
  return [...accesses];
}
