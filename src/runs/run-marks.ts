import * as z from 'zod';

/** What people say of a run. It is kept beside the record, which whoever executes the run writes. */
export const runMarks = z.object({
  name: z.string().min(1).max(200).optional(),
  note: z.string().min(1).max(20_000).optional(),
  /** It cannot be removed while it is pinned. */
  pinned: z.literal(true).optional()
});

/** What is to change of the marks: an empty text, and false, take one away. */
export const markChange = z.object({
  name: z.string().trim().max(200).optional(),
  note: z.string().max(20_000).optional(),
  pinned: z.boolean().optional()
});

export type RunMarks = z.infer<typeof runMarks>;
export type MarkChange = z.infer<typeof markChange>;

export function changeMarks(marks: RunMarks, change: MarkChange): RunMarks {
  const all = { ...marks, ...change };
  return {
    ...(all.name && { name: all.name }),
    ...(all.note && { note: all.note }),
    ...(all.pinned && { pinned: true as const })
  };
}

/** Reads the text of a `marks.json`; what is no mark of ours is none. */
export function parseMarks(text: string): RunMarks {
  try {
    return runMarks.safeParse(JSON.parse(text)).data ?? {};
  } catch {
    return {};
  }
}
