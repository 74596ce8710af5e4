import { inflateSync } from 'node:zlib';
import * as z from 'zod';

/** A piece of a file is not larger, in bytes. */
const MOST = 1024 * 1024;

/** The place of the file in the call, from 0. */
const file = z.int().nonnegative();
const at = z.int().nonnegative();

/** What the reader prints; cellway/runner/pod/read.py says it in full. */
const readerLine = z.union([
  z.object({ file, at, data: z.string() }),
  z.object({ file, at, deflated: z.string() }),
  z.object({ file, size: z.int().nonnegative(), sha256: z.string() }),
  z.object({ file, missing: z.literal(true) }),
  z.object({ file, problem: z.string() })
]);

export type ReaderLine = z.infer<typeof readerLine>;
export type PieceLine = Extract<ReaderLine, { readonly at: number }>;

/** @returns undefined for what is none of the reader's lines, or is broken */
export function parseReaderLine(text: string): ReaderLine | undefined {
  try {
    return readerLine.safeParse(JSON.parse(text)).data;
  } catch {
    return undefined;
  }
}

/**
 * The bytes that a line brings.
 *
 * @throws Error where they are broken
 */
export function bytesOf(line: PieceLine): Buffer {
  return 'data' in line
    ? Buffer.from(line.data, 'base64')
    : inflateSync(Buffer.from(line.deflated, 'base64'), {
        maxOutputLength: MOST
      });
}
