import * as z from 'zod';
import { objectHash } from './step-request';

/** A file or a folder as a step found it; `file-stamp.ts` tells whether it is still so. */
export const seenFile = z.object({
  /** Absolute and without `..`, as it was asked for: links are not followed. */
  path: z.string(),
  kind: z.enum(['file', 'folder', 'absent']),
  /**
   * While it holds, a step finds the same there.
   *
   * - file: `device:inode:size:mtime` of what the path leads to, in decimal
   *   digits, the time in ns: it stands for the content.
   * - folder: `names:` and the SHA-256 of the names in it, where they were
   *   listed; '' where no more was asked than whether it is there.
   * - absent: ''.
   */
  stamp: z.string(),
  /**
   * The object that holds the bytes which the file had, where the step has
   * changed it since. Absent also where the file was too large to be kept.
   */
  before: objectHash.optional(),
  /** SHA-256 of the bytes of a file that nobody can look at afterwards, since it is in a pod. */
  hash: objectHash.optional()
});

/** Something that a step did of which nobody can tell whether it would come out the same again. */
export const unseenEffect = z.object({
  kind: z.enum([
    /** Another program was run, or a process of the step's own. */
    'process',
    'network',
    /** A generator that nobody has seeded was drawn from. */
    'random',
    /** A library that opens files without telling Python. */
    'library',
    /** Code of the notebook that Python's audit hooks do not see through: ctypes. */
    'native'
  ]),
  /** The program, host, generator or library. */
  subject: z.string(),
  /** The cell that ran then, where one did. */
  cell: z.int().nonnegative().optional()
});

/** What a step has seen of the world and done to it, beside its inputs and outputs. */
export const observed = z.object({
  /**
   * At the first look, and in the order of those; without what the step had
   * written before. Modules of the project are files that were read.
   */
  read: z.array(seenFile),
  /**
   * What is different at the end: written, moved there, removed (`absent`).
   * As it is at the end; of a folder that was made counts that it is there.
   */
  written: z.array(seenFile),
  /**
   * Variables of the environment that were read: the SHA-256 of what they were
   * then, for they may be secrets; null for one that is not set.
   */
  environment: z.record(z.string(), z.string().nullable()),
  /**
   * Top-level names of the installed packages that are loaded at the end, and
   * of modules that were looked for and are nowhere.
   */
  packages: z.array(z.string()),
  /**
   * Folders that Python searches for modules before it comes to the installed
   * ones: a module there by the name of one of `packages` would be taken.
   */
  searched: z.array(z.string()),
  unseen: z.array(unseenEffect),
  /** Module states (`numpy.random`) that differ from those at the beginning, whether planned or not. */
  states: z.array(z.string())
});

export type Observed = z.infer<typeof observed>;
export type SeenFile = z.infer<typeof seenFile>;
export type UnseenEffect = z.infer<typeof unseenEffect>;
