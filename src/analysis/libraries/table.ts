/** Gives every name of a list the same entry. */
export function each<T>(names: string, entry: T): Record<string, T> {
  return Object.fromEntries(
    names
      .split(/\s+/)
      .filter(name => name !== '')
      .map(name => [name, entry])
  );
}
