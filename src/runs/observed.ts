import { z } from 'zod';

/**
 * A file, or a folder whose list of names was asked for, as a step found it
 * when it first looked.
 */
export const seenFile = z.object({
  /** Absolute, as it was asked for: links are not followed. */
  path: z.string(),
  kind: z.enum(['file', 'folder', 'absent']),
  /**
   * `device:inode:size:mtime`, the time in ns; '' for what is absent. While it
   * holds, the content is the same. Decimal text: JSON has no such numbers.
   */
  stamp: z.string()
});

/** Something that a step did of which nobody can tell whether it would come out the same again. */
export const unseenEffect = z.object({
  kind: z.enum([
    /** Another program was run. */
    'process',
    'network',
    /** A generator that nobody has seeded was drawn from. */
    'random',
    /** A library that opens files without telling Python. */
    'library',
    /** Code of the notebook that Python's audit hooks do not see through: ctypes, mmap of devices. */
    'native'
  ]),
  /** The program, host, generator or library. */
  subject: z.string(),
  /** The cell that ran then. */
  cell: z.int().nonnegative().optional()
});

/** What a step has seen of the world and done to it, beside its inputs and outputs. */
export const observed = z.object({
  /** In the order in which they were first met; without what the step has written before. */
  read: z.array(seenFile),
  /** What is different at the end: written, moved there, removed (`absent`). As it is at the end. */
  written: z.array(seenFile),
  /** Variables of the environment that were read, as they were then; null for one that is not set. */
  environment: z.record(z.string(), z.string().nullable()),
  /** Top-level names of the installed packages that are loaded at the end. */
  packages: z.array(z.string()),
  unseen: z.array(unseenEffect),
  /** Module states (`numpy.random`) that differ from those at the beginning, whether planned or not. */
  states: z.array(z.string())
});

export type Observed = z.infer<typeof observed>;
export type SeenFile = z.infer<typeof seenFile>;
export type UnseenEffect = z.infer<typeof unseenEffect>;
