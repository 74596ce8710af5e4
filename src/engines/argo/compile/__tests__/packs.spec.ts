import * as fc from 'fast-check';
import type { Step } from '../../../../pipeline/model';
import { fitsLabel, packLabel, readPackLabel } from '../pack-label';
import { packSteps } from '../packs';

/** A step by what it waits for; how long it took, in seconds; and what it can share a pod with. */
interface Given {
  readonly after: readonly number[];
  readonly seconds?: number;
  readonly kind?: string;
}

/** @returns the packs, each by the places of its steps, from 0 */
function pack(given: readonly Given[]): number[][] {
  const steps = given.map(
    ({ after }, index) =>
      ({ id: String(index), after: after.map(String) }) as unknown as Step
  );
  const of = ({ id }: Step): Given => given[Number(id)];
  return packSteps({
    steps,
    numberOf: ({ id }) => Number(id) + 1,
    seconds: step => of(step).seconds,
    kindOf: step => of(step).kind
  }).map(each => each.map(({ id }) => Number(id)));
}

function short(...after: number[]): Given {
  return { after, seconds: 1, kind: 'a' };
}

const unknown = (...after: number[]): Given => ({ after, kind: 'a' });

describe('short steps share a pod', () => {
  it('where each waits for the one before', () => {
    const chain = [short(), short(0), short(1), short(2)];
    expect(pack(chain)).toEqual([[0, 1, 2, 3]]);
  });

  it('where several wait for one, and one for all of them', () => {
    const diamond = [short(), short(0), short(0), short(1, 2)];
    expect(pack(diamond)).toEqual([[0, 1, 2, 3]]);
  });

  it('unless they would wait for each other for longer than a pod takes', () => {
    const slow = (...after: number[]): Given => ({
      ...short(...after),
      seconds: 3
    });
    const fan = [short(), slow(0), slow(0), slow(0)];
    expect(pack(fan)).toEqual([[0, 1], [2], [3]]);
  });

  it('unless a step with a pod of its own would wait for them', () => {
    const slow = (...after: number[]): Given => ({
      ...short(...after),
      seconds: 4
    });
    const training = unknown(0);
    expect(pack([short(), slow(0), slow(1), training])).toEqual([
      [0, 1],
      [2],
      [3]
    ]);
  });

  it('and no others', () => {
    expect(pack([short(), unknown(0), short(1)])).toEqual([[0], [1], [2]]);
    expect(pack([short(), { after: [0], seconds: 1 }])).toEqual([[0], [1]]);
    expect(pack([short(), { ...short(0), kind: 'b' }])).toEqual([[0], [1]]);
    expect(pack([short(), { ...short(0), seconds: 60 }])).toEqual([[0], [1]]);
    // Neither waits for the other: they can run at the same time.
    expect(pack([short(), short()])).toEqual([[0], [1]]);
    expect(pack([short(), short(), short(0, 1)])).toEqual([[0], [1], [2]]);
  });
});

const pipeline = fc
  .array(
    fc.record({
      after: fc.array(fc.nat(), { maxLength: 3 }),
      seconds: fc.option(fc.double({ min: 0, max: 8, noNaN: true }), {
        nil: undefined
      }),
      kind: fc.constantFrom('a', 'a', 'a', 'b', undefined)
    }),
    { maxLength: 80 }
  )
  .map(all =>
    all.map(({ after, ...rest }, index) => ({
      ...rest,
      after: index === 0 ? [] : [...new Set(after.map(each => each % index))]
    }))
  );

it('whatever the pipeline, packs can run, and hold each step once', () => {
  fc.assert(
    fc.property(pipeline, given => {
      const packs = pack(given);
      const packOf = new Map(
        packs.flatMap((each, index) => each.map(step => [step, index]))
      );
      expect([...packOf.keys()].sort((a, b) => a - b)).toEqual([
        ...given.keys()
      ]);
      packs.forEach((steps, index) => {
        expect(fitsLabel(steps.map(each => each + 1))).toBe(true);
        steps.forEach((step, at) => {
          for (const before of given[step].after) {
            // In order: in a pack that comes before, or before it in its own.
            const other = packOf.get(before) ?? -1;
            expect(other < index || steps.indexOf(before) < at).toBe(true);
          }
        });
        if (steps.length > 1) {
          const kinds = new Set(steps.map(each => given[each].kind));
          expect([...kinds]).toHaveLength(1);
          expect(kinds).not.toContain(undefined);
        }
      });
    })
  );
});

it('a label says which steps a pod has', () => {
  expect(readPackLabel(packLabel([3]))).toEqual([3]);
  expect(readPackLabel(packLabel([3, 14, 200]))).toEqual([3, 14, 200]);
  for (const each of ['', '0', '1.', '.1', '1.x', '-1', '1.02', undefined]) {
    expect(readPackLabel(each)).toBeUndefined();
  }
});
