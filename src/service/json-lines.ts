/** How long a stream may be silent before an empty line shows that it lives, in ms. */
const SILENCE = 15_000;

/**
 * A body of one JSON object a line, each sent as soon as it is there. Fails
 * where the items fail, so that nobody takes a part for the whole.
 *
 * @param abort - called when nobody reads any more
 */
export function jsonLines(
  items: AsyncIterable<unknown>,
  abort: () => void,
  silence = SILENCE
): ReadableStream<Uint8Array> {
  const iterator = items[Symbol.asyncIterator]();
  const encoder = new TextEncoder();
  let next: Promise<IteratorResult<unknown>> | undefined;
  return new ReadableStream({
    async pull(controller) {
      next ??= iterator.next();
      const result = await within(silence, next);
      if (result === undefined) {
        controller.enqueue(encoder.encode('\n'));
        return;
      }
      next = undefined;
      if (result.done) {
        controller.close();
      } else {
        const line = `${JSON.stringify(result.value)}\n`;
        controller.enqueue(encoder.encode(line));
      }
    },
    cancel: abort
  });
}

/** What a promise gives; undefined where that takes longer. */
async function within<T>(
  milliseconds: number,
  promise: Promise<T>
): Promise<T | undefined> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<undefined>(resolve => {
    timer = setTimeout(() => resolve(undefined), milliseconds);
  });
  try {
    return await Promise.race([promise, late]);
  } finally {
    clearTimeout(timer);
  }
}
