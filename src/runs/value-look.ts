import * as z from 'zod';
import { restoredItem, STEP_PROTOCOL } from './step-request';

/** What a runner is asked for that is to look at one stored value: `runner.pyz --look`. */
export const lookRequest = z.object({
  protocol: z.literal(STEP_PROTOCOL),
  /** The notebook's folder. */
  folder: z.string(),
  objects: z.string(),
  /** What makes the value again, and what it needs. */
  restore: z.array(restoredItem),
  name: z.string(),
  /** Where to write the value to, as a file of its own; absent where a preview is wanted. */
  file: z.string().optional(),
  /** An ending that fits its type, `csv`; the best one if absent. */
  format: z.string().optional(),
  /** The row and the column, from 0, at which the shown part of a table begins; its beginning if absent. */
  part: z.tuple([z.int().nonnegative(), z.int().nonnegative()]).optional()
});

/** What a value shows of itself; a part that it does not have is absent. */
export const valuePreview = z.object({
  /** What it says of itself, cut. */
  text: z.string().optional(),
  /** Some rows and columns of a frame, some elements of an array; as text. */
  table: z
    .object({
      columns: z.array(
        z.object({ name: z.string(), type: z.string().optional() })
      ),
      index: z.array(z.string()),
      rows: z.array(z.array(z.string())),
      /** The row and the column at which they begin. */
      at: z.tuple([z.int(), z.int()]),
      /** How many rows and columns there are. */
      of: z.tuple([z.int(), z.int()])
    })
    .optional(),
  /** Numbers about it: `min`, `missing values`. */
  facts: z.array(z.object({ name: z.string(), value: z.string() })).optional(),
  /** A picture, a plot, a page or a tree, by MIME type, as in an output of a notebook. */
  data: z.record(z.string(), z.unknown()).optional()
});

/** The answer: a preview, or of what kind the file is, or why there is none. */
export const lookResult = z.object({
  protocol: z.literal(STEP_PROTOCOL),
  preview: valuePreview.optional(),
  file: z
    .object({
      /** Without the dot. */
      extension: z.string(),
      /** The MIME type. */
      type: z.string()
    })
    .optional(),
  error: z.object({ name: z.string(), message: z.string() }).optional()
});

export type LookRequest = z.infer<typeof lookRequest>;
export type LookResult = z.infer<typeof lookResult>;
/** The row and the column, from 0, at which the shown part of a table begins. */
export type TablePart = readonly [number, number];
export type ValuePreview = z.infer<typeof valuePreview>;
