import type { Pipeline } from '../pipeline/model';
import { LiteralError, literalType } from '../pipeline/values/python-literal';
import type { NewRun } from './api/runs';
import { wrongCall } from './service-error';

/**
 * Checks what a run is asked for against its pipeline.
 *
 * @throws ServiceError `no-such-parameter`, `invalid-parameter`, `no-such-step`, `invalid-call`
 */
export function checkNewRun(
  { parameters = {}, selection = {} }: Pick<NewRun, 'parameters' | 'selection'>,
  pipeline: Pipeline
): void {
  for (const [name, value] of Object.entries(parameters)) {
    if (!pipeline.parameters.some(each => each.name === name)) {
      throw wrongCall(
        'no-such-parameter',
        `The notebook has no parameter '${name}'`
      );
    }
    checkLiteral(name, value);
  }
  const { from, only, to } = selection;
  const [step, ...others] = [from, only, to].filter(each => each !== undefined);
  if (others.length > 0) {
    throw wrongCall('invalid-call', "Give one of 'from', 'only' and 'to'");
  }
  if (step !== undefined && !pipeline.steps.some(each => each.id === step)) {
    throw wrongCall('no-such-step', `The notebook has no step '${step}'`);
  }
}

/** What is no literal would be code, which parameters are not. */
function checkLiteral(name: string, value: string): void {
  try {
    literalType(value);
  } catch (error) {
    if (error instanceof LiteralError) {
      throw wrongCall(
        'invalid-parameter',
        `The value of parameter '${name}' is no Python literal: ${error.message}`
      );
    }
    throw error;
  }
}
