import * as fc from 'fast-check';
import { layoutInputOf } from '../layout/input';
import { layOutLayers } from '../layout/layered';
import type { Box } from '../layout/layout';
import { anyInput } from './arbitrary-input';
import { graphOf } from './sample';

describe.each(['down', 'right'] as const)('a graph that goes %s', way => {
  it('shows every step and every line, none over another, all inside', () => {
    fc.assert(
      fc.property(anyInput(), input => {
        const { boxes, routes, width, height } = layOutLayers(input, way);
        expect([...boxes.keys()].sort()).toEqual([...input.ids].sort());
        expect(routes).toHaveLength(input.edges.length);
        const all = [...boxes.values()];
        for (const [index, box] of all.entries()) {
          expect(all.slice(index + 1).some(other => covers(box, other))).toBe(
            false
          );
          expect(box.x).toBeGreaterThanOrEqual(0);
          expect(box.y).toBeGreaterThanOrEqual(0);
          expect(box.x + box.width).toBeLessThanOrEqual(width);
          expect(box.y + box.height).toBeLessThanOrEqual(height);
        }
      })
    );
  });

  it('has each step behind all that it waits for', () => {
    fc.assert(
      fc.property(anyInput(), input => {
        const { boxes } = layOutLayers(input, way);
        for (const { from, to } of input.edges) {
          const [first, second] = [boxes.get(from), boxes.get(to)];
          if (first && second) {
            expect(
              way === 'down' ? first.y + first.height : first.x + first.width
            ).toBeLessThan(way === 'down' ? second.y : second.x);
          }
        }
      })
    );
  });

  it('is the same for the same', () => {
    fc.assert(
      fc.property(anyInput(), input => {
        expect(layOutLayers(input, way)).toEqual(
          layOutLayers(JSON.parse(JSON.stringify(input)), way)
        );
      })
    );
  });

  it('has no texts over each other, unless it says so', () => {
    fc.assert(
      fc.property(anyInput(), input => {
        const { routes } = layOutLayers(input, way);
        const shown = routes.flatMap(({ label }) =>
          label && !label.isCrowded
            ? [{ ...label, x: label.x - label.width / 2, height: 15 }]
            : []
        );
        shown.forEach((label, index) => {
          const others = shown.slice(index + 1);
          expect(others.some(other => covers(label, other))).toBe(false);
        });
      })
    );
  });
});

describe('a graph that goes right', () => {
  it('has room for its texts between the steps at their ends', () => {
    fc.assert(
      fc.property(anyInput(), input => {
        const { boxes, routes } = layOutLayers(input, 'right');
        for (const { edge, label } of routes) {
          const drawn = input.edges.find(each => each.edge === edge);
          const source = boxes.get(drawn?.from ?? '');
          const target = boxes.get(drawn?.to ?? '');
          if (label && source && target) {
            expect(label.x - label.width / 2).toBeGreaterThan(
              source.x + source.width
            );
            expect(label.x + label.width / 2).toBeLessThan(target.x);
          }
        }
      })
    );
  });

  it('is straight where the pipeline is', () => {
    const input = layoutInputOf(graphOf('a b c', 'a>b: x', 'b>c: x'));
    const { boxes, routes } = layOutLayers(input, 'right');
    expect(new Set([...boxes.values()].map(box => box.y)).size).toBe(1);
    expect(routes[0].path).toMatch(/^M[\d.]+ [\d.]+H[\d.]+$/);
  });
});

describe('a graph in layers', () => {
  it('crosses no lines where none need to cross', () => {
    const input = layoutInputOf(
      graphOf('a b c d e f', 'a>f: x', 'b>e: x', 'c>d: x')
    );
    const { boxes } = layOutLayers(input);
    const xOf = (id: string): number => boxes.get(id)?.x ?? 0;
    for (const [from, to] of ['af', 'be', 'cd']) {
      expect(xOf(to ?? '')).toBeCloseTo(xOf(from ?? ''));
    }
  });

  it('is straight where the pipeline is', () => {
    const input = layoutInputOf(graphOf('a b c', 'a>b: x', 'b>c: x'));
    const boxes = [...layOutLayers(input).boxes.values()];
    expect(new Set(boxes.map(box => box.x)).size).toBe(1);
  });

  it('has steps that could run at the same time beside each other', () => {
    const input = layoutInputOf(
      graphOf('a b c d', 'a>b: x', 'a>c: x', 'b>d: x', 'c>d: x')
    );
    expect(layOutLayers(input).layers).toEqual([['a'], ['b', 'c'], ['d']]);
  });

  it('writes once what a step gives to several', () => {
    const input = layoutInputOf(graphOf('a b c', 'a>b: x', 'a>c: x', 'b>c: y'));
    const texts = layOutLayers(input).routes.map(route => route.label?.text);
    expect(texts.filter(text => text === 'x')).toHaveLength(1);
    expect(texts).toContain('y');
  });

  it('gets no wider than can be looked over', () => {
    const names = Array.from({ length: 100 }, (_, index) => `s${index}`);
    const input = layoutInputOf(
      graphOf(['a', ...names].join(' '), ...names.map(name => `a>${name}: x`))
    );
    const { layers } = layOutLayers(input);
    expect(Math.max(...layers.map(layer => layer.length))).toBeLessThan(20);
  });
});

function covers(one: Box, other: Box): boolean {
  return (
    one.x < other.x + other.width &&
    other.x < one.x + one.width &&
    one.y < other.y + other.height &&
    other.y < one.y + one.height
  );
}
