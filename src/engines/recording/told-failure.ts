import type { StepFailure } from '../../runs/step-failure';
import type { StepResult } from '../../runs/step-result';

/** Why a step failed, as its result tells it; undefined where it succeeded. */
export function toldFailure(result: StepResult): StepFailure | undefined {
  const [unstored] = result.unstored;
  if (result.status === 'failed' && result.error) {
    const { cell, line, name, message } = result.error;
    return {
      kind: 'exception',
      message: message === '' ? name : `${name}: ${message}`,
      name,
      cell,
      ...(line !== undefined && { line })
    };
  }
  if (unstored) {
    const { name, type, path, message, hint } = unstored;
    const part = path === name ? '' : ` (at ${path})`;
    return {
      kind: 'not-storable',
      message: `A later step needs '${name}', but a value of type ${type} cannot be stored${part}: ${message}`,
      hint
    };
  }
  return result.status === 'failed'
    ? { kind: 'runner', message: 'The step failed and did not say why' }
    : undefined;
}
