import type { Statement, SyntaxTree } from '../syntax/tree';
import { Collector } from './collect';
import { collectStatements } from './collect-statements';
import type { ScopeDraft, SymbolDraft } from './draft';
import { Mark } from './draft';
import { placeNames } from './place-names';
import type { Scope, ScopeOwner, ScopeSymbol } from './scope';

/** The scopes of a tree, as CPython's compiler makes them. */
export interface ScopeTable {
  readonly module: Scope;
  /**
   * The scope of a node's own body: for a generic function or class the one
   * inside of its type parameters.
   *
   * @throws Where the node is not of this tree.
   */
  of(owner: ScopeOwner): Scope;
}

/** Find the scopes of a tree and where each name in them lives. */
export function resolveScopes(tree: SyntaxTree): ScopeTable {
  const collector = new Collector(!defersAnnotations(tree.body));
  collector.visitBody = body => collectStatements(body, collector);
  collectStatements(tree.body, collector);
  placeNames(collector.module);
  const finished = new Map<ScopeDraft, Scope>();
  const module = finish(collector.module, undefined, finished);
  return {
    module,
    of(owner) {
      const draft = collector.owners.get(owner);
      const scope = draft && finished.get(draft);
      if (!scope) {
        throw new Error(`no scope belongs to this ${owner.kind}`);
      }
      return scope;
    }
  };
}

/** Whether a module has `from __future__ import annotations`. */
function defersAnnotations(body: readonly Statement[]): boolean {
  return body.some(
    statement =>
      statement.kind === 'ImportFrom' &&
      statement.module === '__future__' &&
      statement.names !== 'all' &&
      statement.names.some(({ name }) => name === 'annotations')
  );
}

function finish(
  draft: ScopeDraft,
  parent: Scope | undefined,
  finished: Map<ScopeDraft, Scope>
): Scope {
  const children: Scope[] = [];
  const symbols = new Map<string, ScopeSymbol>();
  for (const [name, symbol] of draft.symbols) {
    symbols.set(name, finishSymbol(name, symbol));
  }
  const { kind, name, owner } = draft;
  const scope: Scope = {
    kind,
    name,
    ...(owner ? { owner } : {}),
    ...(parent ? { parent } : {}),
    children,
    symbols
  };
  finished.set(draft, scope);
  for (const child of draft.children) {
    children.push(finish(child, scope, finished));
  }
  return scope;
}

function finishSymbol(name: string, draft: SymbolDraft): ScopeSymbol {
  const { marks, first, place } = draft;
  const has = (mark: number): boolean => (marks & mark) !== 0;
  return {
    name,
    assigned: has(Mark.Local | Mark.Import),
    referenced: has(Mark.Use),
    parameter: has(Mark.Parameter),
    imported: has(Mark.Import),
    place,
    declared: has(Mark.Global | Mark.Nonlocal),
    first
  };
}
