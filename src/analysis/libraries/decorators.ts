const TRANSPARENT = new Set([
  'builtins.property',
  'builtins.staticmethod',
  'builtins.classmethod',
  'functools.lru_cache',
  'functools.lru_cache()',
  'functools.cache',
  'functools.cached_property',
  'functools.wraps()',
  'functools.total_ordering',
  'dataclasses.dataclass',
  'dataclasses.dataclass()',
  'contextlib.contextmanager',
  'contextlib.asynccontextmanager',
  'abc.abstractmethod',
  'enum.unique',
  'typing.overload',
  'typing.final',
  'typing.no_type_check',
  'typing.runtime_checkable',
  'numba.jit',
  'numba.jit()',
  'numba.njit',
  'numba.njit()'
]);

/**
 * Whether a decorator gives what it decorates, the same at every run: a
 * definition under it can be made again from its source.
 */
export function isTransparentDecorator(path: string): boolean {
  return TRANSPARENT.has(path);
}
