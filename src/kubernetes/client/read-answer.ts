import type { Readable } from 'node:stream';
import { StringDecoder } from 'node:string_decoder';

/** How large an answer may be, in bytes: many times a page of the largest objects. */
const MOST = 128 * 1024 * 1024;

/**
 * The whole of an answer as a text.
 *
 * @throws Error where it is larger than Kubernetes' can be
 */
export async function readText(body: Readable): Promise<string> {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of body as AsyncIterable<Buffer>) {
    chunks.push(chunk);
    size += chunk.length;
    if (size > MOST) {
      throw new Error(`The answer is larger than ${MOST} bytes.`);
    }
  }
  return Buffer.concat(chunks).toString('utf8');
}

const NEWLINE = 0x0a;

/** How much of one line is kept, in bytes: containers may print without ever ending a line. */
const MOST_OF_LINE = 16 * 1024 * 1024;

/**
 * The lines of a stream, each as soon as it is whole; the last without its end
 * too. What is too long is cut.
 */
export async function* readLines(
  body: AsyncIterable<Buffer>
): AsyncGenerator<string> {
  // Texts, not buffers: those live outside of the heap, which leaves holes there.
  const decoder = new StringDecoder('utf8');
  let begun = '';
  let room = MOST_OF_LINE;
  const keep = (part: Buffer): void => {
    if (room > 0 && part.length > 0) {
      begun += decoder.write(part.subarray(0, room));
      room -= part.length;
    }
  };
  const take = (): string => {
    const line = begun + decoder.end();
    begun = '';
    room = MOST_OF_LINE;
    return line;
  };
  for await (const chunk of body) {
    let start = 0;
    for (
      let end = chunk.indexOf(NEWLINE);
      end >= 0;
      end = chunk.indexOf(NEWLINE, start)
    ) {
      keep(chunk.subarray(start, end));
      yield take();
      start = end + 1;
    }
    keep(chunk.subarray(start));
  }
  if (room < MOST_OF_LINE) {
    yield take();
  }
}
