import fc from 'fast-check';
import { loadAll } from 'js-yaml';
import { writeYaml } from '../write-yaml';

const object = fc.record(
  {
    kind: fc.string(),
    metadata: fc.dictionary(fc.string(), fc.string()),
    binaryData: fc.dictionary(
      fc.string({ minLength: 1 }),
      // Of digits alone it is text, too.
      fc.oneof(fc.base64String(), fc.nat().map(String)),
      { maxKeys: 3 }
    ),
    spec: fc.jsonValue({ maxDepth: 3 })
  },
  { requiredKeys: ['kind'], noNullPrototype: true }
);

describe('objects as YAML', () => {
  it('read back as what they were', () => {
    fc.assert(
      fc.property(fc.array(object, { minLength: 1, maxLength: 3 }), objects => {
        const expected: unknown = JSON.parse(JSON.stringify(objects));
        expect(loadAll(writeYaml(objects))).toEqual(expected);
      })
    );
  });
});
