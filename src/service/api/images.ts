import * as z from 'zod';
import { notebook } from './runs';

/**
 * | Route        | Body       | Answer                                                           |
 * | ------------ | ---------- | ---------------------------------------------------------------- |
 * | POST /images | `newImage` | `ImageRecipe`; 201 where it was written into a folder, else 200   |
 */
export const newImage = notebook.extend({
  /** Where it is to be written, in the contents; it is only shown if absent. */
  folder: z.string().min(1).optional()
});

/** What makes an image with what a notebook imports. */
export interface ImageRecipe {
  /** The texts of its files, by name. */
  readonly files: Readonly<Record<string, string>>;
  /** What a person has to know of it: what it leaves out, what may be missing. */
  readonly remarks: readonly string[];
  /** What is to be typed to build it, once it is written. */
  readonly commands: readonly string[];
}

export type NewImage = z.input<typeof newImage>;
