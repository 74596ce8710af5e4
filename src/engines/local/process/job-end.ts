import { readFile } from 'node:fs/promises';
import { parseStepResult } from '../../../runs/read-step-result';
import { RunError } from '../../../runs/run-error';
import type { JobEnd, StepJob } from '../worker';
import { explainDeath, type Exit } from './death';

/** What a process that has ended has made of its job. */
export async function readEnd(
  { request, folder }: StepJob,
  exit: Exit,
  memoryRanOut: boolean
): Promise<JobEnd> {
  const text = await readFile(folder.result, 'utf8').catch(() => undefined);
  if (text === undefined) {
    const said = await readFile(folder.log, 'utf8').catch(() => '');
    return { kind: 'failure', failure: explainDeath(exit, said, memoryRanOut) };
  }
  try {
    const read = parseStepResult(text);
    const { run, step } = read.result;
    return run === request.run && step === request.step
      ? { kind: 'result', read }
      : runnerFailure(`The runner has answered for another step: ${step}`);
  } catch (error) {
    if (error instanceof RunError) {
      return runnerFailure(error.message);
    }
    throw error;
  }
}

/** The end of a job for which something went wrong on our side. */
export function runnerFailure(problem: unknown): JobEnd {
  const message =
    problem instanceof Error
      ? `The step could not be run: ${problem.message}`
      : String(problem);
  return {
    kind: 'failure',
    failure: { kind: 'runner', message, hint: 'Install Cellway again.' }
  };
}
