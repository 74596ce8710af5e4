import type { Readable } from 'node:stream';

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

/** The lines of a stream, each as soon as it is whole; the last without its end too. */
export async function* readLines(body: Readable): AsyncGenerator<string> {
  let parts: Buffer[] = [];
  for await (const chunk of body as AsyncIterable<Buffer>) {
    let start = 0;
    for (
      let end = chunk.indexOf(NEWLINE);
      end >= 0;
      end = chunk.indexOf(NEWLINE, start)
    ) {
      parts.push(chunk.subarray(start, end));
      yield Buffer.concat(parts).toString('utf8');
      parts = [];
      start = end + 1;
    }
    if (start < chunk.length) {
      parts.push(chunk.subarray(start));
    }
  }
  if (parts.length > 0) {
    yield Buffer.concat(parts).toString('utf8');
  }
}
