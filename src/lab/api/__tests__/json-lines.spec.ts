import { ReadableStream } from 'node:stream/web';
import fc from 'fast-check';
import { readJsonLines } from '../json-lines';

type Stream = globalThis.ReadableStream<Uint8Array>;

function streamOf(chunks: readonly Uint8Array[], isCut = false): Stream {
  const left = [...chunks];
  return new ReadableStream<Uint8Array>({
    pull: controller => {
      const chunk = left.shift();
      if (chunk) {
        controller.enqueue(chunk);
      } else if (isCut) {
        controller.error(new TypeError('network error'));
      } else {
        controller.close();
      }
    }
  }) as Stream;
}

async function read(stream: Stream): Promise<unknown[]> {
  const values = [];
  for await (const value of readJsonLines(stream)) {
    values.push(value);
  }
  return values;
}

const bytes = (text: string): Uint8Array => new TextEncoder().encode(text);

describe('readJsonLines', () => {
  it('gives the values however the bytes are cut into chunks', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.string({ unit: 'grapheme' })),
        fc.integer({ min: 1, max: 7 }),
        async (values, size) => {
          const all = bytes(values.map(v => `${JSON.stringify(v)}\n`).join(''));
          const chunks = [];
          for (let i = 0; i < all.length; i += size) {
            chunks.push(all.slice(i, i + size));
          }
          expect(await read(streamOf(chunks))).toEqual(values);
        }
      ),
      { numRuns: 50 }
    );
  });

  it('passes over empty lines, which only keep the connection alive', async () => {
    expect(await read(streamOf([bytes('\n1\n\n\r\n2')]))).toEqual([1, 2]);
  });

  it('gives what came before the stream was cut off, then the error', async () => {
    const values: unknown[] = [];
    const reading = (async () => {
      for await (const value of readJsonLines(
        streamOf([bytes('1\n2\n{"a":')], true)
      )) {
        values.push(value);
      }
    })();
    await expect(reading).rejects.toThrow('network error');
    expect(values).toEqual([1, 2]);
  });

  it('tells the server when nobody reads on', async () => {
    let isCancelled = false;
    const stream = new ReadableStream<Uint8Array>({
      pull: controller => controller.enqueue(bytes('1\n')),
      cancel: () => {
        isCancelled = true;
      }
    }) as Stream;
    for await (const value of readJsonLines(stream)) {
      expect(value).toBe(1);
      break;
    }
    expect(isCancelled).toBe(true);
  });
});
