/** The object without the members that are undefined. */
export function compact<T extends object>(object: T): { [K in keyof T]: T[K] } {
  const entries = Object.entries(object).filter(([, v]) => v !== undefined);
  return Object.fromEntries(entries) as T;
}
