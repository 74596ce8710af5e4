const NEWLINE = 0x0a;

/**
 * Cuts a stream of bytes into lines, without their ends. What follows the
 * last line end is not given: it may be part of a line only.
 */
export async function* splitLines(
  chunks: AsyncIterable<unknown>
): AsyncGenerator<Buffer> {
  const pieces: Buffer[] = [];
  for await (const chunk of chunks) {
    let rest = chunk as Buffer;
    for (;;) {
      const end = rest.indexOf(NEWLINE);
      if (end < 0) {
        break;
      }
      pieces.push(rest.subarray(0, end));
      yield pieces.length === 1 ? rest.subarray(0, end) : Buffer.concat(pieces);
      pieces.length = 0;
      rest = rest.subarray(end + 1);
    }
    if (rest.length > 0) {
      pieces.push(rest);
    }
  }
}
