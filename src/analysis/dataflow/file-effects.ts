import type { CallRule } from '../libraries/rules';
import type { CallSite } from './calls';
import type { FileAccess } from './effects';
import type { Machine } from './machine';
import { constants, type Value } from './objects';

/** Notes the files that a library call touches, as far as their paths are constants. */
export function recordFiles(
  machine: Machine,
  rule: CallRule,
  site: CallSite,
  receiver: Value
): void {
  const place = machine.place(site.node);
  for (const { argument, access, optional } of rule.files ?? []) {
    const value =
      argumentOf(site, argument) ??
      (argument === 'receiver' ? receiver : undefined);
    if (value === undefined && optional) {
      continue;
    }
    const paths = value && constants(value);
    const accesses = access === 'mode' ? accessOfMode(site) : [access];
    for (const each of accesses) {
      if (!paths) {
        // An open file or a buffer is not a path: opening it was the effect.
        if (!value || ![...value].some(isBuffer)) {
          machine.effects.file({ path: undefined, access: each, place });
        }
        continue;
      }
      for (const path of paths) {
        if (
          typeof path === 'string' &&
          !/^[a-z][a-z0-9+.-]+:\/\//i.test(path)
        ) {
          machine.effects.file({ path, access: each, place });
        }
      }
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
