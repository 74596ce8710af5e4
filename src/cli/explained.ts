import { EngineError } from '../engines/engine-error';
import { RunError } from '../runs/run-error';
import { CallError } from './command';

/** Makes what an engine refuses, or what is wrong with stored runs, an error of the call. */
export async function explained<T>(action: () => Promise<T>): Promise<T> {
  try {
    return await action();
  } catch (error) {
    if (error instanceof RunError || error instanceof EngineError) {
      throw new CallError(`${error.message}. ${error.hint}`);
    }
    throw error;
  }
}
