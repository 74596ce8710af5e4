/**
 * An expression of the length of a text that the grammar cannot read: a name,
 * or over several lines an empty list.
 */
export function placeholder(text: string): string {
  if (!text.includes('\n')) {
    return '_'.repeat(text.length);
  }
  return `[${text.slice(1, -1).replace(/[^\n]/g, ' ')}]`;
}
