import * as fc from 'fast-check';
import { COLOURS, stepColours } from '../step-colours';

const names = fc.uniqueArray(fc.stringMatching(/^[a-z]{1,6}$/), {
  maxLength: 40
});

describe('the colours of steps', () => {
  it('tells neighbours apart', () => {
    fc.assert(
      fc.property(names, list => {
        const colours = list.map(name => stepColours(list).get(name));
        colours.forEach((colour, index) => {
          const before = colours.slice(Math.max(0, index - 4), index);
          expect(before).not.toContain(colour);
          expect(colour).toBeLessThan(COLOURS);
        });
      })
    );
  });

  it('keeps those above when a step is added', () => {
    fc.assert(
      fc.property(names, list => {
        const before = stepColours(list.slice(0, -1));
        const after = stepColours(list);
        before.forEach((colour, name) => expect(after.get(name)).toBe(colour));
      })
    );
  });
});
