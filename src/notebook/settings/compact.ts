/** The object without the members that are undefined. Called for each cell at each key: so it makes no lists. */
export function compact<T extends object>(object: T): { [K in keyof T]: T[K] } {
  const kept = {} as T;
  for (const key of Object.keys(object) as (keyof T)[]) {
    if (object[key] !== undefined) {
      kept[key] = object[key];
    }
  }
  return kept;
}
