import type { ObjectStore } from '../../runs/object-store';
import { RunError } from '../../runs/run-error';
import type { StepFailure } from '../../runs/step-failure';
import type { StepRequest } from '../../runs/step-request';
import type { StepResult } from '../../runs/step-result';
import { toldFailure } from '../recording/told-failure';

/** Why a step cannot begin: something that it takes over is missing or damaged. */
export async function checkInputs(
  { restore }: StepRequest,
  objects: ObjectStore
): Promise<StepFailure | undefined> {
  return failureIn(async () => {
    for (const item of restore) {
      if (item.kind === 'value' || item.kind === 'state') {
        await objects.verify(item.object);
      }
    }
  });
}

/** Why a result is no success; undefined where it is one. */
export async function judge(
  result: StepResult,
  objects: ObjectStore
): Promise<StepFailure | undefined> {
  return toldFailure(result) ?? (await checkOutputs(result, objects));
}

async function checkOutputs(
  { objects: stored, states }: StepResult,
  objects: ObjectStore
): Promise<StepFailure | undefined> {
  return failureIn(async () => {
    for (const { hash, size } of [...stored, ...Object.values(states)]) {
      await objects.accept(hash, size);
    }
  });
}

async function failureIn(
  check: () => Promise<void>
): Promise<StepFailure | undefined> {
  try {
    await check();
    return undefined;
  } catch (error) {
    if (error instanceof RunError) {
      const { message, hint } = error;
      return { kind: 'input', message, hint };
    }
    throw error;
  }
}
