import * as fc from 'fast-check';
import { layoutInputOf } from '../layout/input';
import { LANES, layOutLanes, type LaneLine, type Lanes } from '../layout/lanes';
import type { DrawnEdge, LayoutInput } from '../layout/layout';
import { anyInput } from './arbitrary-input';
import { graphOf } from './sample';

const anyLimit = fc.integer({ min: 3, max: LANES });
const many = anyInput({ steps: 40, edges: 120 });

/** The lines of each row, from above to below. */
function rowsOf({ ids }: LayoutInput, { rows }: Lanes) {
  return ids.map(id => rows.get(id) ?? { dot: -1, lines: [] });
}

/** Follows an edge from the dot of its maker, row by row; the lane in which it comes to its taker. */
function follow(
  input: LayoutInput,
  lanes: Lanes,
  { edge, from, to }: DrawnEdge
): (number | undefined)[] {
  const rows = rowsOf(input, lanes);
  const place = (id: string): number => input.ids.indexOf(id);
  return rows
    .slice(place(from), place(to) + 1)
    .map(({ lines }, index, between) => {
      const way =
        index === 0 ? 'out' : index === between.length - 1 ? 'in' : 'past';
      const found = lines.filter(
        line => line.way === way && line.edges.includes(edge)
      );
      return found.length === 1 ? found[0]?.lane : undefined;
    });
}

describe('the lanes beside a list of steps', () => {
  it('lead every edge from its maker to its taker, in one lane all the way', () => {
    fc.assert(
      fc.property(many, anyLimit, (input, limit) => {
        const lanes = layOutLanes(input, limit);
        for (const edge of input.edges) {
          const way = follow(input, lanes, edge);
          expect(way.length).toBeGreaterThan(1);
          expect(new Set(way).size).toBe(1);
          expect(way[0]).toBeDefined();
        }
      })
    );
  });

  it('draw nothing that is no edge', () => {
    fc.assert(
      fc.property(many, anyLimit, (input, limit) => {
        const place = new Map(input.ids.map((id, index) => [id, index]));
        rowsOf(input, layOutLanes(input, limit)).forEach(({ lines }, row) => {
          for (const { way, edges, from, isOrder } of lines) {
            expect(edges.length).toBeGreaterThan(0);
            for (const index of edges) {
              const edge = input.edges[index];
              const begin = place.get(edge?.from ?? '') ?? NaN;
              const end = place.get(edge?.to ?? '') ?? NaN;
              expect(way === 'out' ? begin === row : begin < row).toBe(true);
              expect(way === 'in' ? end === row : end > row).toBe(true);
              if (from !== undefined) {
                expect(edge).toMatchObject({ from, isOrder });
              }
            }
          }
        });
      })
    );
  });

  it('are shared by no two lines, but for the last one where there are too many', () => {
    fc.assert(
      fc.property(many, anyLimit, (input, limit) => {
        const lanes = layOutLanes(input, limit);
        const rows = rowsOf(input, lanes);
        rows.forEach(({ dot, lines }, row) => {
          const own = lines.filter(line => line.lane !== lanes.bundle);
          const above = own.filter(line => line.way !== 'out');
          const below = own.filter(line => line.way !== 'in');
          for (const part of [above, below]) {
            const makers = new Set(part.map(makerOf));
            const pairs = part.map(each => `${each.lane} ${makerOf(each)}`);
            expect(new Set(part.map(each => each.lane)).size).toBe(makers.size);
            expect(new Set(pairs).size).toBe(makers.size);
          }
          // Nothing goes past behind a dot: it would seem to end there.
          const past = lines.filter(line => line.way === 'past');
          expect(past.map(line => line.lane)).not.toContain(dot);
          // What leaves a row comes to the next.
          const next = rows[row + 1]?.lines.filter(line => line.way !== 'out');
          expect(edgesOf(next ?? [])).toEqual(
            edgesOf(lines.filter(line => line.way !== 'in'))
          );
        });
      })
    );
  });

  it('are no more than there may be, and share only where they have to', () => {
    fc.assert(
      fc.property(many, anyLimit, (input, limit) => {
        const { count, bundle } = layOutLanes(input, limit);
        expect(count).toBeLessThanOrEqual(limit);
        expect([undefined, limit - 1]).toContain(bundle);
        const needed = Math.max(
          0,
          ...input.ids.map((_, row) => most(input, row))
        );
        expect(bundle !== undefined).toBe(needed > limit);
      })
    );
  });

  it('are the same for the same', () => {
    fc.assert(
      fc.property(many, input => {
        const copy = JSON.parse(JSON.stringify(input)) as LayoutInput;
        expect(layOutLanes(copy)).toEqual(layOutLanes(input));
      })
    );
  });

  it('are one for a chain, and none for nothing', () => {
    const chain = graphOf('a b c d', 'a>b: x', 'b>c: x', 'c>d: x');
    expect(layOutLanes(layoutInputOf(chain)).count).toBe(1);
    expect(layOutLanes({ ids: [], edges: [] }).count).toBe(0);
  });

  it('are one for what a step gives to all others', () => {
    const names = Array.from({ length: 30 }, (_, index) => `s${index}`);
    const graph = graphOf(
      ['a', ...names].join(' '),
      ...names.map(name => `a>${name}: x`)
    );
    expect(layOutLanes(layoutInputOf(graph)).count).toBe(2);
  });

  it('keep a chain straight beside a line that goes far', () => {
    const graph = graphOf(
      'config load clean train',
      'config>train: x',
      'load>clean: x',
      'clean>train: x'
    );
    const { rows } = layOutLanes(layoutInputOf(graph));
    const dots = ['load', 'clean', 'train'].map(id => rows.get(id)?.dot);
    expect(new Set(dots).size).toBe(1);
  });

  it('tell what a step gives from what only waits for it', () => {
    const graph = graphOf('a b c', 'a>b: x', 'a>c');
    const lines = layOutLanes(layoutInputOf(graph)).rows.get('a')?.lines ?? [];
    expect(lines.map(line => [line.way, line.isOrder])).toEqual([
      ['out', false],
      ['out', true]
    ]);
    expect(lines[0]?.lane).not.toBe(lines[1]?.lane);
  });

  it('leave the near lines their own lanes where there are too many', () => {
    // Each step gives to the next and to one far below.
    const names = Array.from({ length: 40 }, (_, index) => `s${index}`);
    const edges = names.flatMap((name, index) => [
      `${name}>${names[index + 1] ?? ''}: x`,
      `${name}>${names[index + 20] ?? ''}`
    ]);
    const graph = graphOf(
      names.join(' '),
      ...edges.filter(edge => !edge.includes('>:') && !edge.endsWith('>'))
    );
    const lanes = layOutLanes(layoutInputOf(graph));
    expect(lanes.bundle).toBe(LANES - 1);
    const flows = [...lanes.rows.values()].flatMap(({ lines }) =>
      lines.filter(line => line.way === 'out' && !line.isOrder)
    );
    expect(flows.every(line => line.lane !== lanes.bundle)).toBe(true);
  });
});

function edgesOf(lines: readonly LaneLine[]): number[] {
  return lines.flatMap(line => line.edges).sort((a, b) => a - b);
}

function makerOf({
  from,
  isOrder
}: Pick<LaneLine, 'from' | 'isOrder'>): string {
  return `${from} ${isOrder}`;
}

/** How many lanes a row needs: for what goes past and its dot, or for all that goes on below. */
function most({ ids, edges }: LayoutInput, row: number): number {
  const place = (id: string): number => ids.indexOf(id);
  const below = edges.filter(
    ({ from, to }) => place(from) <= row && place(to) > row
  );
  const past = below.filter(({ from }) => place(from) < row);
  const lines = (those: readonly DrawnEdge[]): number =>
    new Set(those.map(makerOf)).size;
  return Math.max(lines(past) + 1, lines(below));
}
