import { gunzipSync } from 'node:zlib';
import * as z from 'zod';

/** How much a result may hold, in bytes: far more than a runner prints. */
const MOST = 256 * 1024 * 1024;

/** The result of a step as a pod's log tells it, in parts or not at all. */
export const resultEvent = z.discriminatedUnion('event', [
  z.object({
    event: z.literal('result'),
    /** From 1. */
    part: z.int().positive(),
    of: z.int().positive(),
    /** The text of `result.json`, gzipped, of which this is a part in Base64. */
    data: z.base64()
  }),
  z.object({
    event: z.literal('result-withheld'),
    /** In bytes. */
    size: z.int().nonnegative()
  })
]);

export type ResultPart = Extract<
  z.infer<typeof resultEvent>,
  { readonly event: 'result' }
>;

/** Puts a result together of its parts. */
export class LoggedResult {
  private _parts: Buffer[] = [];
  private _of = 0;

  /** @returns the whole text, with the last part; undefined where that is not to be had */
  add({ part, of, data }: ResultPart): string | undefined {
    if (part === 1) {
      this._parts = [];
      this._of = of;
    } else if (part !== this._parts.length + 1 || of !== this._of) {
      // A part is missing: none of the rest is of use.
      this._of = 0;
      return undefined;
    }
    this._parts.push(Buffer.from(data, 'base64'));
    return part === of ? unpack(Buffer.concat(this._parts)) : undefined;
  }
}

function unpack(packed: Buffer): string | undefined {
  try {
    return gunzipSync(packed, { maxOutputLength: MOST }).toString('utf8');
  } catch {
    return undefined;
  }
}
