import type { LayoutInput } from './layout';

/**
 * The layer of each node: below all that it waits for, as high as there is
 * room, but near to what waits for it if that makes edges shorter.
 *
 * @param limit - how many nodes a layer may have
 */
export function ranksOf(
  { ids, edges }: LayoutInput,
  limit: number
): ReadonlyMap<string, number> {
  const above = new Map(ids.map(id => [id, new Set<string>()]));
  const below = new Map(ids.map(id => [id, new Set<string>()]));
  for (const { from, to } of edges) {
    above.get(to)?.add(from);
    below.get(from)?.add(to);
  }
  const ranks = new Map<string, number>();
  const counts: number[] = [];
  const hasRoom = (rank: number): boolean => (counts[rank] ?? 0) < limit;
  const put = (id: string, rank: number): void => {
    const old = ranks.get(id);
    if (old !== undefined) {
      counts[old]--;
    }
    ranks.set(id, rank);
    counts[rank] = (counts[rank] ?? 0) + 1;
  };
  const rankOf = (id: string): number => ranks.get(id) ?? -1;

  for (const id of ids) {
    let rank = Math.max(-1, ...[...(above.get(id) ?? [])].map(rankOf)) + 1;
    while (!hasRoom(rank)) {
      rank++;
    }
    put(id, rank);
  }
  for (const id of [...ids].reverse()) {
    const { size } = below.get(id) ?? { size: 0 };
    if (size === 0 || size <= (above.get(id)?.size ?? 0)) {
      continue;
    }
    let rank = Math.min(...[...(below.get(id) ?? [])].map(rankOf)) - 1;
    while (rank > rankOf(id) && !hasRoom(rank)) {
      rank--;
    }
    if (rank > rankOf(id)) {
      put(id, rank);
    }
  }
  return withoutGaps(ranks);
}

function withoutGaps(
  ranks: ReadonlyMap<string, number>
): ReadonlyMap<string, number> {
  const used = [...new Set(ranks.values())].sort((a, b) => a - b);
  const places = new Map(used.map((rank, index) => [rank, index]));
  return new Map(
    [...ranks].map(([id, rank]) => [id, places.get(rank) ?? rank])
  );
}
