/**
 * The JSON values of a stream that holds one a line; empty lines are none.
 * Reading ends with an error where the stream is cut off.
 *
 * @throws SyntaxError for a line that is not JSON
 */
export async function* readJsonLines<T>(
  stream: ReadableStream<Uint8Array>
): AsyncGenerator<T> {
  const reader = stream.getReader();
  const decoder = new TextDecoder();
  const pieces: string[] = [];
  try {
    for (;;) {
      const { done, value } = await reader.read();
      const text = done
        ? decoder.decode()
        : decoder.decode(value, { stream: true });
      const lines = text.split('\n');
      lines[0] = pieces.splice(0).join('') + (lines[0] ?? '');
      pieces.push(lines.pop() ?? '');
      for (const line of lines) {
        if (line.trim() !== '') {
          yield JSON.parse(line) as T;
        }
      }
      if (done) {
        break;
      }
    }
    const last = pieces.join('');
    if (last.trim() !== '') {
      yield JSON.parse(last) as T;
    }
  } finally {
    // Also where nobody reads on: the server is told at once.
    await reader.cancel().catch(() => undefined);
  }
}
