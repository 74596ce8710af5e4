import type {
  ClassDef,
  Comprehension,
  Escape,
  FunctionDef,
  Lambda,
  Span,
  TypeAlias
} from '../syntax/tree';

/** What one name is within one scope: the flags of CPython's `symtable.Symbol`. */
export interface ScopeSymbol {
  readonly name: string;
  /** Bound here in any way: assignment, target, import, definition, capture, `del`. */
  readonly assigned: boolean;
  readonly referenced: boolean;
  readonly parameter: boolean;
  readonly imported: boolean;
  /**
   * Where the name lives, after resolution: in this scope, in the module, or
   * in an enclosing function.
   */
  readonly place: 'local' | 'global' | 'free';
  /** Said by a `global` or `nonlocal` statement, or by `:=` in a module-level comprehension. */
  readonly declared: boolean;
  /** Where it is first read or bound in this scope. */
  readonly first: Span;
}

/** What has a scope of its own; of the escapes those with a `body`. */
export type ScopeOwner =
  Escape | FunctionDef | ClassDef | Lambda | Comprehension | TypeAlias;

/**
 * A scope as CPython's compiler makes it. A generic function or class (PEP 695)
 * has a `type parameters` scope around its own.
 */
export interface Scope {
  readonly kind:
    | 'module'
    | 'class'
    | 'function'
    | 'lambda'
    | 'comprehension'
    | 'type parameters';
  /** As `symtable` names it: `top`, `f`, `lambda`, `listcomp`, `genexpr`… */
  readonly name: string;
  readonly owner?: ScopeOwner;
  readonly parent?: Scope;
  readonly children: readonly Scope[];
  readonly symbols: ReadonlyMap<string, ScopeSymbol>;
}
