import { setTimeout } from 'node:timers/promises';
import type { Step } from '../../pipeline/model';
import type { ObjectStore } from '../../runs/object-store';
import type { Observed } from '../../runs/observed';
import type { RunEvent } from '../../runs/run-event';
import type { StepFolder } from '../../runs/run-folder';
import { ShownOutputs } from '../../runs/shown-outputs';
import { startOver } from '../../runs/start-over';
import type { StepFailure } from '../../runs/step-failure';
import type { StepRequest } from '../../runs/step-request';
import { memoryLimit } from './resources/demand';
import type { StepEnd } from '../recording/step-end';
import { outputsOf, outputsSoFar } from '../recording/step-outputs';
import { checkInputs, judge } from './step-verdict';
import { TimeLimit } from './time-limit';
import type { JobEnd, Worker } from './worker';

export interface StepSurroundings {
  readonly worker: Worker;
  readonly objects: ObjectStore;
  readonly folder: StepFolder;
  /** Cancels the step. */
  readonly signal: AbortSignal;
  onEvents(events: readonly RunEvent[]): void;
  /** Called before each try, counted from 1. */
  onTry(number: number): Promise<void>;
}

/** Executes a step, again where its settings say so. */
export async function executeStep(
  step: Step,
  request: StepRequest,
  surroundings: StepSurroundings
): Promise<StepEnd> {
  const { limit = 0, delay = 0 } = step.settings.retry ?? {};
  for (let number = 1; ; number++) {
    await surroundings.onTry(number);
    const begun = performance.now();
    const end = await tryStep(step, request, surroundings);
    const seconds = (performance.now() - begun) / 1000;
    if (end.status !== 'failed' || number > limit) {
      return { ...end, seconds };
    }
    const { signal } = surroundings;
    await setTimeout(delay * 1000, undefined, { signal }).catch(
      () => undefined
    );
    if (signal.aborted) {
      return { ...end, seconds, status: 'cancelled' };
    }
    if (end.observed) {
      await startOver(end.observed, surroundings.objects);
    }
  }
}

interface TryEnd extends Omit<StepEnd, 'seconds'> {
  /** Of a try that failed. */
  readonly observed?: Observed;
}

async function tryStep(
  step: Step,
  request: StepRequest,
  surroundings: StepSurroundings
): Promise<TryEnd> {
  const { worker, objects, folder, signal } = surroundings;
  const shown = new ShownOutputs();
  const damage = await checkInputs(request, objects);
  if (damage) {
    return { status: 'failed', failure: damage, outputs: new Map() };
  }
  await folder.reset();
  const limit = new TimeLimit(step.settings.timeout, () => shown.running);
  const onEvents = (events: readonly RunEvent[]): void => {
    events.forEach(each => shown.add(each));
    surroundings.onEvents(events);
  };
  const end = await worker
    .execute(
      { request, folder, memory: memoryLimit(step), onEvents },
      AbortSignal.any([signal, limit.signal])
    )
    .finally(() => limit.stop());
  const failure = await failureOf(end, shown, objects);
  const wasToEnd = signal.aborted || limit.failure !== undefined;
  // What succeeds though it was to end has succeeded, unless that has reached its code.
  const isBroken =
    wasToEnd && end.kind === 'result' && end.read.result.interrupted;
  if (end.kind === 'result' && !failure && !isBroken) {
    const { read } = end;
    const { observed } = read.result;
    return { status: 'succeeded', read, observed, outputs: outputsOf(read) };
  }
  const verdict = signal.aborted ? undefined : (limit.failure ?? failure);
  return {
    status: verdict ? 'failed' : 'cancelled',
    failure: verdict,
    ...(end.kind === 'result' && { observed: end.read.result.observed }),
    outputs:
      end.kind === 'result'
        ? outputsOf(end.read)
        : outputsSoFar(shown, verdict?.message)
  };
}

async function failureOf(
  end: JobEnd,
  shown: ShownOutputs,
  objects: ObjectStore
): Promise<StepFailure | undefined> {
  return end.kind === 'result'
    ? judge(end.read.result, objects)
    : { ...end.failure, cell: end.failure.cell ?? shown.running };
}
