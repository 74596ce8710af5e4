import type { ScopeDraft, SymbolDraft } from './draft';
import { BOUND, isFunctionLike, Mark } from './draft';

/** What a scope knows of the scopes around it. */
interface Surroundings {
  /** Names of enclosing functions. */
  readonly bound: Set<string>;
  /** Names that an enclosing scope has declared global. */
  readonly global: Set<string>;
  /** The class whose names a scope of type parameters sees. */
  readonly seenClass: ScopeDraft | undefined;
}

/**
 * Decide where each name of a module and of all scopes in it lives, as the
 * compiler does: from the outside to the inside, handing down what is bound
 * and handing up what is free.
 */
export function placeNames(module: ScopeDraft): void {
  place(module, { bound: new Set(), global: new Set(), seenClass: undefined });
}

/** @returns The names that have to come from further out, each with where it is used. */
function place(
  scope: ScopeDraft,
  around: Surroundings
): Map<string, SymbolDraft> {
  const isClass = scope.kind === 'class';
  const inner = { bound: new Set<string>(), global: new Set<string>() };
  if (isClass) {
    // Before its own names are looked at: methods do not see those.
    addAll(inner.bound, around.bound);
    addAll(inner.global, around.global);
  }
  const own = new Set<string>();
  const free = new Map<string, SymbolDraft>();
  for (const [name, symbol] of scope.symbols) {
    placeSymbol(name, symbol, around, own, free);
  }
  if (isClass) {
    inner.bound.add('__class__').add('__classdict__');
  } else {
    if (isFunctionLike(scope)) {
      addAll(inner.bound, own);
    }
    addAll(inner.bound, around.bound);
    addAll(inner.global, around.global);
  }
  const needed = new Map<string, SymbolDraft>();
  for (const child of scope.children) {
    const seenClass = child.seesClass
      ? isClass
        ? scope
        : around.seenClass
      : undefined;
    const bound = new Set(inner.bound);
    const global = new Set(inner.global);
    for (const entry of place(child, { bound, global, seenClass })) {
      needed.set(...entry);
    }
  }
  if (isFunctionLike(scope)) {
    for (const name of own) {
      needed.delete(name);
    }
  } else if (isClass) {
    needed.delete('__class__');
    needed.delete('__classdict__');
  }
  // A name that only passes through on its way to an inner scope.
  for (const [name, { first }] of needed) {
    const passes = scope.kind !== 'module' || around.bound.has(name);
    if (passes && !scope.symbols.has(name) && around.bound.has(name)) {
      scope.symbols.set(name, { marks: 0, first, place: 'free' });
    }
  }
  for (const entry of needed) {
    free.set(...entry);
  }
  return free;
}

function placeSymbol(
  name: string,
  symbol: SymbolDraft,
  around: Surroundings,
  own: Set<string>,
  free: Map<string, SymbolDraft>
): void {
  if (symbol.marks & Mark.Global) {
    symbol.place = 'global';
    around.global.add(name);
    around.bound.delete(name);
  } else if (symbol.marks & Mark.Nonlocal) {
    symbol.place = 'free';
    free.set(name, symbol);
  } else if (symbol.marks & BOUND) {
    symbol.place = 'local';
    own.add(name);
    around.global.delete(name);
  } else if (inClass(name, around.seenClass)) {
    symbol.place = 'global';
  } else if (around.bound.has(name)) {
    symbol.place = 'free';
    free.set(name, symbol);
  } else {
    symbol.place = 'global';
  }
}

/** Whether a name is looked up in a class first, which the compiler calls global. */
function inClass(name: string, seen: ScopeDraft | undefined): boolean {
  const marks = seen?.symbols.get(name)?.marks ?? 0;
  return (
    (marks & Mark.Global) !== 0 ||
    ((marks & BOUND) !== 0 && (marks & Mark.Nonlocal) === 0)
  );
}

function addAll(target: Set<string>, names: Iterable<string>): void {
  for (const name of names) {
    target.add(name);
  }
}
