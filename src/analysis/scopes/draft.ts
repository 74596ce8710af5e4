import type { Span } from '../syntax/tree';
import type { Scope, ScopeOwner, ScopeSymbol } from './scope';

/** What CPython's compiler notes of a name in a scope. */
export enum Mark {
  Global = 1,
  Nonlocal = 2,
  Local = 4,
  Parameter = 8,
  Import = 16,
  Use = 32
}

/** The marks that make a name one of the scope's own. */
export const BOUND = Mark.Local | Mark.Parameter | Mark.Import;

/** A name while its scope is still being collected. */
export interface SymbolDraft {
  marks: number;
  readonly first: Span;
  place: ScopeSymbol['place'];
}

/** A scope while it is being collected. */
export interface ScopeDraft {
  readonly kind: Scope['kind'];
  readonly name: string;
  readonly owner: ScopeOwner | undefined;
  readonly parent: ScopeDraft | undefined;
  readonly children: ScopeDraft[];
  readonly symbols: Map<string, SymbolDraft>;
  /** True for a type parameter's or alias's scope in a class: it sees the class's names. */
  readonly seesClass: boolean;
}

/** A scope without names, entered into its parent. */
export function openScope(
  kind: Scope['kind'],
  name: string,
  owner: ScopeOwner | undefined,
  parent: ScopeDraft | undefined
): ScopeDraft {
  const seesClass =
    kind === 'type parameters' &&
    (parent?.kind === 'class' || parent?.seesClass === true);
  const scope: ScopeDraft = {
    kind,
    name,
    owner,
    parent,
    children: [],
    symbols: new Map(),
    seesClass
  };
  parent?.children.push(scope);
  return scope;
}

/** Whether names of a scope can be seen by the scopes in it: not a module's, not a class's. */
export function isFunctionLike(scope: ScopeDraft): boolean {
  return scope.kind !== 'module' && scope.kind !== 'class';
}

/** Note something of a name in a scope. */
export function mark(
  scope: ScopeDraft,
  name: string,
  marks: number,
  span: Span
): void {
  const known = scope.symbols.get(name);
  if (known) {
    known.marks |= marks;
    return;
  }
  const first = { start: span.start, end: span.end };
  scope.symbols.set(name, { marks, first, place: 'local' });
}

/**
 * A name as the compiler spells it: two leading underscores in a class make it
 * private to that class.
 */
export function mangled(name: string, className: string | undefined): string {
  if (
    className === undefined ||
    !name.startsWith('__') ||
    name.endsWith('__') ||
    name.includes('.')
  ) {
    return name;
  }
  const stripped = className.replace(/^_+/, '');
  return stripped === '' ? name : `_${stripped}${name}`;
}
