import * as z from 'zod';

export type {
  Artifact,
  Loading,
  StepArtifacts
} from '../../runs/run-artifacts';
export type { TablePart, ValuePreview } from '../../runs/value-look';

/**
 * The routes of what steps found and left, below those of a run. `:step` is a
 * step's id, `:name` a variable that it has left; what a step found was left by
 * the one that its `from` names.
 *
 * | Route                                           | Body      | Answer                               |
 * | ----------------------------------------------- | --------- | ------------------------------------ |
 * | GET /runs/:id/artifacts                         |           | `stepArtifacts` of each step         |
 * | GET /runs/:id/steps/:step/inputs                |           | `loading`: what makes its inputs     |
 * | GET /runs/:id/steps/:step/outputs/:name         |           | `loading`: what makes the variable   |
 * | GET /runs/:id/steps/:step/outputs/:name/preview |           | `valuePreview`, see `shownPart`      |
 * | POST /runs/:id/steps/:step/outputs/:name/files  | `newFile` | 201, `artifactFile`                  |
 * | GET /downloads/:file                            |           | the file, once; 404 after 10 minutes |
 *
 * All but the last one have the query `notebook`, as those of runs.
 */
export const shownPart = z.object({
  /** The row of a table, from 0, at which a preview begins. */
  row: z.coerce.number().int().nonnegative().default(0),
  column: z.coerce.number().int().nonnegative().default(0)
});

export const newFile = z.object({
  /** An ending that fits the variable's type, `csv`; the best one if absent. */
  format: z.string().max(20).optional()
});

/** A file to fetch. */
export const artifactFile = z.object({
  /** Its id. */
  file: z.string(),
  /** A good name for it. */
  name: z.string(),
  /** Its MIME type. */
  type: z.string(),
  /** In bytes. */
  size: z.int().nonnegative()
});

export type NewFile = z.infer<typeof newFile>;
export type ArtifactFile = z.infer<typeof artifactFile>;
