/** `a`, `a and b`, `a, b and c` */
export function enumerate(words: readonly string[]): string {
  const [last, ...others] = [...words].reverse();
  return others.length === 0
    ? last
    : `${others.reverse().join(', ')} and ${last}`;
}

/** A text of the cluster's as a part of a sentence of ours: one line, not too long, no full stop. */
export function quote(text: string): string {
  const line = text.trim().replace(/\s+/g, ' ').replace(/\.$/, '');
  return line.length > 300 ? `${line.slice(0, 299)}…` : line;
}

/** The first of some expressions that a text matches, with what goes with it. */
export function firstMatch<T>(
  text: string,
  table: readonly (readonly [RegExp, (match: RegExpExecArray) => T])[]
): T | undefined {
  for (const [expression, make] of table) {
    const match = expression.exec(text);
    if (match) {
      return make(match);
    }
  }
  return undefined;
}
