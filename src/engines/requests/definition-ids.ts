import { createHash } from 'node:crypto';
import type { Definition } from '../../pipeline/model';

/**
 * Names for definitions, in requests and in stored values: what the definition
 * is, wherever it stands and however it is laid out. Of those that are the
 * same in this the second one ends in `-2`.
 */
export function definitionIds(
  definitions: readonly Pick<Definition, 'code' | 'names'>[]
): string[] {
  const counts = new Map<string, number>();
  return definitions.map(({ names, code }) => {
    const digest = createHash('sha256')
      .update(JSON.stringify([names, code]))
      .digest('hex');
    const count = (counts.get(digest) ?? 0) + 1;
    counts.set(digest, count);
    return count === 1 ? digest : `${digest}-${count}`;
  });
}
