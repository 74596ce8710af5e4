import * as z from 'zod';
import { EngineError } from '../engine-error';
import type { EngineOptions } from '../engine';
import { argoOptions, type ArgoOptions } from './options';

/**
 * Reads how a run is to be made.
 *
 * @throws EngineError `invalid-run`, which names the fields
 */
export function readOptions(options: EngineOptions = {}): ArgoOptions {
  const read = argoOptions.safeParse(options);
  if (!read.success) {
    throw new EngineError(
      'invalid-run',
      `The options for Argo are wrong: ${z.prettifyError(read.error)}`,
      'Correct these options.'
    );
  }
  return read.data;
}
