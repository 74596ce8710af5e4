import { jsonLines } from '../json-lines';

async function* items(...values: unknown[]): AsyncGenerator<unknown> {
  for (const value of values) {
    if (value instanceof Error) {
      throw value;
    }
    yield await value;
  }
}

/** Reads the next chunk as text; '' is the end. */
async function next(
  reader: ReadableStreamDefaultReader<Uint8Array>
): Promise<string> {
  const { value } = await reader.read();
  return Buffer.from(value ?? []).toString();
}

describe('jsonLines', () => {
  it('writes a line an object', async () => {
    const stream = jsonLines(items({ a: '\n' }, [1]), () => undefined);
    const reader = stream.getReader();
    expect(await next(reader)).toBe('{"a":"\\n"}\n');
    expect(await next(reader)).toBe('[1]\n');
    expect(await next(reader)).toBe('');
  });

  it('fails where its source fails', async () => {
    const stream = jsonLines(items(1, new Error('lost')), () => undefined);
    const reader = stream.getReader();
    await reader.read();
    await expect(reader.read()).rejects.toThrow('lost');
  });

  it('shows by empty lines that it lives while nothing comes', async () => {
    let give: (value: number) => void = () => undefined;
    const slow = new Promise<number>(resolve => (give = resolve));
    const stream = jsonLines(items(slow, 2), () => undefined, 1);
    const reader = stream.getReader();
    expect(await next(reader)).toBe('\n');
    expect(await next(reader)).toBe('\n');
    give(1);
    let chunk = '\n';
    while (chunk === '\n') {
      chunk = await next(reader);
    }
    expect(chunk).toBe('1\n');
  });

  it('tells when nobody reads any more', async () => {
    let isAborted = false;
    const stream = jsonLines(items(1, 2), () => (isAborted = true));
    const reader = stream.getReader();
    await reader.read();
    await reader.cancel();
    expect(isAborted).toBe(true);
  });
});
