import { layoutInputOf } from '../layout/input';
import { layOutLayers } from '../layout/layered';
import type { Layout } from '../layout/layout';
import { linesOf } from '../model/lines';
import { scaleOf } from '../view/use-zoom';
import { walk } from '../view/walk';
import { graphOf } from './sample';

const GRAPH = graphOf('a b c d e', 'a>b: x', 'a>c: x', 'b>d: x', 'c>d: x');

function keys(layout: Layout, from: string, ...pressed: string[]): string {
  const lines = linesOf(GRAPH.edges);
  return pressed.reduce((at, key) => walk(layout, lines, at, key) ?? at, from);
}

describe('the arrow keys', () => {
  const input = layoutInputOf(GRAPH);

  it('go along lines up and down, and from step to step in a layer', () => {
    const layout = layOutLayers(input);
    expect(keys(layout, 'a', 'ArrowDown')).toMatch(/^[bc]$/);
    expect(keys(layout, 'b', 'ArrowDown')).toBe('d');
    expect(keys(layout, 'd', 'ArrowUp', 'ArrowUp')).toBe('a');
    const layer = layout.layers.find(each => each.includes('b')) ?? [];
    expect(keys(layout, layer[0] ?? '', 'ArrowRight')).toBe(layer[1]);
    expect(keys(layout, layer[1] ?? '', 'ArrowLeft')).toBe(layer[0]);
  });

  it('go along lines that go right as they are seen', () => {
    const layout = layOutLayers(input, 'right');
    expect(keys(layout, 'a', 'ArrowRight')).toMatch(/^[bc]$/);
    expect(keys(layout, 'd', 'ArrowLeft', 'ArrowLeft')).toBe('a');
    const layer = layout.layers.find(each => each.includes('b')) ?? [];
    expect(keys(layout, layer[0] ?? '', 'ArrowDown')).toBe(layer[1]);
    expect(keys(layout, 'a', 'End')).toBe(layout.layers.at(-1)?.at(-1));
  });

  it('reach every step', () => {
    const layout = layOutLayers(input);
    const reached = new Set<string>([layout.layers[0]?.[0] ?? '']);
    for (const from of reached) {
      for (const key of ['Up', 'Down', 'Left', 'Right']) {
        reached.add(keys(layout, from, `Arrow${key}`));
      }
    }
    expect([...reached].sort()).toEqual(['a', 'b', 'c', 'd', 'e']);
  });

  it('stay where there is no way on', () => {
    const layout = layOutLayers(input);
    expect(keys(layout, 'a', 'ArrowUp')).toBe('a');
    expect(keys(layout, 'd', 'Home')).toBe(layout.layers[0]?.[0]);
    expect(keys(layout, 'a', 'End')).toBe(layout.layers.at(-1)?.at(-1));
    expect(keys(layout, 'b', 'x')).toBe('b');
  });
});

describe('the scale of a graph', () => {
  const room = { width: 400, height: 400 };

  it('is full size at most, where nobody has zoomed', () => {
    expect(scaleOf('auto', { width: 100, height: 100 }, room)).toBe(1);
  });

  it('can be read at first, and shows all of it when asked to', () => {
    const large = { width: 4000, height: 800 };
    expect(scaleOf('auto', large, room)).toBeGreaterThanOrEqual(0.5);
    expect(scaleOf('fit', large, room)).toBeCloseTo(0.1);
    expect(scaleOf('fit', { width: 800, height: 400 }, room)).toBeCloseTo(0.5);
  });

  it('has limits', () => {
    expect(scaleOf(0.001, room, room)).toBeGreaterThan(0);
    expect(scaleOf(100, room, room)).toBeLessThan(5);
  });
});
