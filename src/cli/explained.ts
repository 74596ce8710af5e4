import { EngineError } from '../engines/engine-error';
import { KubernetesError } from '../kubernetes/kubernetes-error';
import { RunError } from '../runs/run-error';
import { CallError } from './command';
import { wayOutOf, type WaysOut } from './ways-out';

/**
 * Makes what an engine or a cluster refuses, or what is wrong with stored runs, an error of the call.
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
    throw explain(error, own);
  }
}

/** @returns an error of the call where it is one; all else as it is */
export function explain(error: unknown, own?: WaysOut): unknown {
  if (error instanceof RunError || error instanceof EngineError) {
    return new CallError(`${error.message}. ${wayOutOf(error, own)}`);
  }
  if (error instanceof KubernetesError) {
    // It ends with what the cluster says, which may be a sentence.
    return new CallError(`${error.message.replace(/\.$/, '')}. ${error.hint}`);
  }
  return error;
}
