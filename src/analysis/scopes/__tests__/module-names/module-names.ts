import type { ScopeTable } from '../../resolve';
import type { Scope } from '../../scope';
import type { Span, SyntaxTree } from '../../../syntax/tree';
import type { Definition } from './find-definitions';
import { findDefinitions } from './find-definitions';
import { Flow } from './flow';
import { findGlobalReads } from './global-reads';

/** What a cell says of the names of its module, the notebook. */
export interface ModuleNames {
  /** Certainly bound when the cell has run. */
  readonly defined: ReadonlySet<string>;
  /** Bound on some ways through the cell and not on others. */
  readonly maybeDefined: ReadonlySet<string>;
  /** Certainly gone when the cell has run. */
  readonly deleted: ReadonlySet<string>;
  /** Bound by functions of the cell that declare them `global`, when those are called. */
  readonly boundByCalls: ReadonlySet<string>;
  /**
   * Read at the top level, or from any function as a global; each with where
   * first. Builtins are names like all others.
   */
  readonly read: ReadonlyMap<string, Span>;
  readonly definitions: readonly Definition[];
}

/** Find what a cell does with the names of the notebook. */
export function moduleNames(tree: SyntaxTree, table: ScopeTable): ModuleNames {
  const flow = new Flow();
  flow.run(tree.body);
  const end = flow.end();
  const named = (status: string): Set<string> =>
    new Set(
      [...end].filter(entry => entry[1] === status).map(([name]) => name)
    );
  const read = new Map<string, Span>();
  findGlobalReads(tree.body, table, (name, { start, end: stop }) => {
    if (!read.has(name)) {
      read.set(name, { start, end: stop });
    }
  });
  const boundByCalls = new Set<string>();
  table.module.children.forEach(child =>
    findGlobalBindings(child, boundByCalls)
  );
  return {
    defined: named('yes'),
    maybeDefined: named('maybe'),
    deleted: named('deleted'),
    boundByCalls,
    read,
    definitions: findDefinitions(tree.body, table)
  };
}

/** Names that functions bind in the module. A comprehension's `:=` is no call. */
function findGlobalBindings(scope: Scope, names: Set<string>): void {
  if (scope.kind !== 'comprehension') {
    for (const symbol of scope.symbols.values()) {
      if (symbol.place === 'global' && symbol.declared && symbol.assigned) {
        names.add(symbol.name);
      }
    }
  }
  scope.children.forEach(child => findGlobalBindings(child, names));
}
