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
  format: z.string().optional()
});

/** What a value shows of itself; a part that it does not have is absent. */
export const valuePreview = z.object({
  /** What it says of itself, cut. */
  text: z.string().optional(),
  /** The first rows and columns of a frame, the first elements of an array; as text. */
  table: z
    .object({
      columns: z.array(
        z.object({ name: z.string(), type: z.string().optional() })
      ),
      index: z.array(z.string()),
      rows: z.array(z.array(z.string()))
    })
    .optional(),
  /** Numbers about it: `min`, `missing values`. */
  facts: z.array(z.object({ name: z.string(), value: z.string() })).optional(),
  /** A picture or a plot, by MIME type, as in an output of a notebook. */
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
export type ValuePreview = z.infer<typeof valuePreview>;
