import type { Import, ImportFrom } from '../syntax/tree';
import type { Machine } from './machine';
import { AbstractObject, type Value } from './objects';

/** One object a path in the whole analysis: a module has no version. */
const modules = new Map<string, Value>();

/** The module or module attribute with this dotted path. */
export function external(path: string): Value {
  let value = modules.get(path);
  if (!value) {
    value = new Set([new AbstractObject('external', path, -1)]);
    modules.set(path, value);
  }
  return value;
}

export function importModules(machine: Machine, statement: Import): void {
  for (const { name, alias, ...span } of statement.names) {
    machine.effects.imports.add(name);
    // `import a.b` binds `a`; `import a.b as c` binds the module `a.b`.
    const path = alias === undefined ? firstOf(name) : name;
    machine.bind(alias ?? firstOf(name), external(path), span);
  }
}

export function importFrom(machine: Machine, statement: ImportFrom): void {
  const module = '.'.repeat(statement.level) + statement.module;
  machine.effects.imports.add(module);
  if (statement.names === 'all') {
    machine.effects.stars.push(machine.place(statement));
    return;
  }
  for (const { name, alias, ...span } of statement.names) {
    machine.effects.imports.add(`${module}.${name}`);
    machine.bind(alias ?? name, external(`${module}.${name}`), span);
  }
}

function firstOf(path: string): string {
  return path.split('.', 1)[0];
}
