import * as z from 'zod';
import { objectHash } from '../step-request';

/** The version of cache records; what they mean is part of it. */
export const CACHE_FORMAT = 1;

const time = z.iso.datetime();

/** What a step found at a path, put so that it still holds after the file was copied or touched. */
export const foundState = z.discriminatedUnion('kind', [
  /** `hash`: SHA-256 of the bytes. */
  z.object({ kind: z.literal('file'), hash: objectHash }),
  /** `stamp`: of the names in it, as of a seen file; '' where they do not count. */
  z.object({ kind: z.literal('folder'), stamp: z.string() }),
  z.object({ kind: z.literal('absent') })
]);

/** What a step left at a path. */
export const leftState = z.discriminatedUnion('kind', [
  z.object({
    kind: z.literal('file'),
    hash: objectHash,
    /** In bytes. */
    size: z.int().nonnegative(),
    /** Permissions. */
    mode: z.int().nonnegative()
  }),
  z.object({ kind: z.literal('folder') }),
  z.object({ kind: z.literal('absent') })
]);

const path = z.string();

/**
 * What a step left once, and what it had seen of the world then: while all of
 * that holds, it would leave the same again. The key, which is the name of the
 * folder that the record is in, stands for everything that it was given.
 */
export const cacheRecord = z.object({
  format: z.literal(CACHE_FORMAT),
  created: time,
  /** Where it is from, for people. */
  run: z.string(),
  step: z.string(),
  /** How long it took, in seconds. */
  seconds: z.number().nonnegative(),
  /** The step's result as text, since it may hold numbers that JavaScript does not. */
  result: z.string(),
  /** The objects of the result, with their sizes in bytes. */
  objects: z.record(objectHash, z.int().nonnegative()),
  read: z.array(z.object({ path, state: foundState })),
  written: z.array(z.object({ path, state: leftState })),
  /** SHA-256 of the value of each variable, since it may be a secret; null where it was not set. */
  environment: z.record(z.string(), z.string().nullable()),
  /** What each name of a package stood for; null where there was none. */
  packages: z.record(z.string(), z.string().nullable()),
  /** Folders in which a module could hide one of the packages. */
  searched: z.array(path),
  /** Whether it did something of which nobody knows whether it would come out the same again. */
  unverified: z.boolean()
});

export type CacheRecord = z.infer<typeof cacheRecord>;
export type FoundState = z.infer<typeof foundState>;
export type LeftState = z.infer<typeof leftState>;
