/** What holds for any notebook, however broken. */
import * as fc from 'fast-check';
import type { Step } from '../model';
import { STATEMENTS, cells } from './arbitrary-cells';
import { createBuild, type Build, type Cell } from './outline';

let build: Build;

beforeAll(async () => {
  build = await createBuild();
});

/** Steps whose names are good and given once, so that all edges are theirs. */
const tidyCells: fc.Arbitrary<Cell[]> = fc
  .array(fc.array(fc.constantFrom(...STATEMENTS), { maxLength: 3 }), {
    minLength: 1,
    maxLength: 6
  })
  .map(sources =>
    sources.map((lines, i) => [`step:s${i}`, lines.join('\n')] as const)
  );

function check(property: fc.IProperty<[Cell[]]>): void {
  fc.assert(property, { numRuns: 150 });
}

/** A step without what tells where its cells stand. */
function meaning({ cells: own, ...step }: Step): object {
  return { ...step, cells: own.map(each => each.cell) };
}

it('a pipeline is made of anything', () => {
  check(
    fc.property(cells, given => {
      const { built, notebook } = build(...given);
      for (const { cell, range, message } of built.diagnostics) {
        expect(message).not.toBe('');
        if (cell !== undefined && range) {
          const { length } = notebook.cells[cell].source;
          expect(range.start).toBeGreaterThanOrEqual(0);
          expect(range.end).toBeGreaterThanOrEqual(range.start);
          expect(range.end).toBeLessThanOrEqual(length);
        }
      }
    })
  );
});

it('every edge comes from a step above', () => {
  check(
    fc.property(cells, given => {
      const above = new Set<string>();
      for (const step of build(...given).built.pipeline.steps) {
        const { id, reads, states, orders, after } = step;
        const from = [...reads, ...states, ...orders].map(each => each.from);
        expect(new Set(after)).toEqual(new Set(from));
        expect(after.filter(each => !above.has(each))).toEqual([]);
        expect(above.has(id)).toBe(false);
        above.add(id);
      }
    })
  );
});

it('what a step reads, its source writes, and nothing else', () => {
  check(
    fc.property(cells, given => {
      const { steps } = build(...given).built.pipeline;
      for (const { id, writes } of steps) {
        const read = steps.flatMap(step =>
          step.reads.filter(flow => flow.from === id).map(flow => flow.name)
        );
        expect([...writes].sort()).toEqual([...new Set(read)].sort());
      }
    })
  );
});

it('definitions need only what is above them, and come with all they need', () => {
  check(
    fc.property(cells, given => {
      const { steps, definitions } = build(...given).built.pipeline;
      definitions.forEach(({ needs }, index) => {
        expect(needs.filter(need => need >= index)).toEqual([]);
      });
      for (const step of steps) {
        const restored = new Set(step.definitions);
        const own = new Set(step.cells.map(each => each.cell));
        const needs = step.definitions
          .flatMap(index => definitions[index].needs)
          .filter(need => !own.has(definitions[need].cell));
        expect(needs.filter(need => !restored.has(need))).toEqual([]);
      }
    })
  );
});

it('a comment or a blank line changes nothing', () => {
  check(
    fc.property(tidyCells, given => {
      const plain = build(...given).built.pipeline;
      const commented = given.map(([tag, text]): Cell => [
        tag,
        text.trimStart().startsWith('%%') ? text : `# why\n\n${text}\n\n# end`
      ]);
      const other = build(...commented).built.pipeline;
      expect(other.steps.map(meaning)).toEqual(plain.steps.map(meaning));
      expect(other.definitions.map(each => each.names)).toEqual(
        plain.definitions.map(each => each.names)
      );
    })
  );
});

it('another name for a step changes nothing else', () => {
  check(
    fc.property(tidyCells, given => {
      const plain = JSON.stringify(build(...given).built);
      const renamed = given.map(([tag, text]): Cell => [
        tag.replace('s0', 'renamed'),
        text
      ]);
      const other = JSON.stringify(build(...renamed).built);
      expect(other.replaceAll(/\brenamed\b/g, 's0')).toBe(plain);
    })
  );
});

it('a cell that is read again gives the same', () => {
  check(
    fc.property(cells, given => {
      expect(build(...given).built).toEqual(build(...given).built);
    })
  );
});
