import { EngineError } from '../engines/engine-error';
import { RunError } from '../runs/run-error';
import { CallError } from './command';
import { wayOutOf, type WaysOut } from './ways-out';

/**
 * Makes what an engine refuses, or what is wrong with stored runs, an error of the call.
 *
 * @param own - ways out that only the command at hand has
 */
export async function explained<T>(
  action: () => Promise<T>,
  own?: WaysOut
): Promise<T> {
  try {
    return await action();
  } catch (error) {
    if (error instanceof RunError || error instanceof EngineError) {
      throw new CallError(`${error.message}. ${wayOutOf(error, own)}`);
    }
    throw error;
  }
}
