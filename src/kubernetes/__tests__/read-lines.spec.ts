import fc from 'fast-check';
import { Readable } from 'node:stream';
import { readLines } from '../client/read-answer';

async function linesOf(chunks: readonly Buffer[]): Promise<string[]> {
  const lines: string[] = [];
  for await (const line of readLines(Readable.from(chunks))) {
    lines.push(line);
  }
  return lines;
}

const text = fc.array(
  fc.oneof(fc.string({ unit: 'grapheme', maxLength: 8 }), fc.constant('\n')),
  { maxLength: 12 }
);

describe('the lines of a stream', () => {
  it('are the same however they come, also in the middle of a letter', () =>
    fc.assert(
      fc.asyncProperty(
        text,
        fc.integer({ min: 1, max: 7 }),
        async (all, size) => {
          const bytes = Buffer.from(all.join(''));
          const chunks = Array.from(
            { length: Math.ceil(bytes.length / size) },
            (_, index) => bytes.subarray(index * size, (index + 1) * size)
          );
          const lines = all.join('').split('\n');
          expect(await linesOf(chunks)).toEqual(
            lines.at(-1) === '' ? lines.slice(0, -1) : lines
          );
        }
      )
    ));

  it('tell of bytes that are no text', async () => {
    const lines = [[0x61, 0xff, 0x62, 0x0a], [0xe2, 0x82, 0x0a], [0xe2]];
    expect(await linesOf(lines.map(each => Buffer.from(each)))).toEqual([
      'a\ufffdb',
      '\ufffd',
      '\ufffd'
    ]);
  });
});
