import type { Scope } from '../../analysis/scopes/scope';
import type { FunctionDef } from '../../analysis/syntax/tree';
import type { StabilityContext } from './stable';

const CACHES = new Set(['functools.lru_cache', 'functools.cache']);

/** Whether a decorator makes a function keep its results. */
export function keepsResults(
  node: FunctionDef,
  pathOf: StabilityContext['pathOf']
): boolean {
  return node.decorators.some(decorator => {
    const path = pathOf(
      decorator.kind === 'Call' ? decorator.callee : decorator
    );
    return path !== undefined && CACHES.has(path);
  });
}

/**
 * Whether a function reads variables of the notebook. Where it also keeps its
 * results, they say what the variables were, and an empty cache would not.
 */
export function readsVariables(
  scope: Scope,
  isDefinition: (name: string) => boolean
): boolean {
  for (const symbol of scope.symbols.values()) {
    if (
      symbol.place === 'global' &&
      symbol.referenced &&
      !isDefinition(symbol.name)
    ) {
      return true;
    }
  }
  return scope.children.some(child => readsVariables(child, isDefinition));
}
