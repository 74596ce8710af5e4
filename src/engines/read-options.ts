import type * as z from 'zod';
// By its name: z.core would bring zod's messages in all languages into what is bundled.
import { toDotPath } from 'zod/v4/core';
import { EngineError } from './engine-error';

/**
 * What an engine was told besides the pipeline, by its own schema.
 *
 * @throws EngineError `invalid-options`, which names each field that is wrong
 */
export function readOptions<T>(
  schema: z.ZodType<T>,
  engine: string,
  given: unknown
): T {
  const read = schema.safeParse(given);
  if (read.success) {
    return read.data;
  }
  const problems = read.error.issues.map(({ path, message }) => {
    const field = toDotPath(path);
    return field === '' ? message : `${field}: ${message}`;
  });
  throw new EngineError(
    'invalid-options',
    `What is set for the engine ${engine} cannot be used: ${problems.join('; ')}`,
    'Correct it.'
  );
}
