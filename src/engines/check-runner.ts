import { access } from 'node:fs/promises';
import { EngineError } from './engine-error';

/**
 * Sees to it that the program that runs steps is there.
 *
 * @throws EngineError `no-runner`
 */
export async function checkRunner(path: string): Promise<void> {
  try {
    await access(path);
  } catch {
    const message = `The program that runs steps is missing: ${path}`;
    throw new EngineError('no-runner', message, 'Install Cellway again.');
  }
}
