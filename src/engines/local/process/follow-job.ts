import { setTimeout } from 'node:timers/promises';
import { parseStepEvent } from '../../../runs/read-step-event';
import type { JobEnd, StepJob } from '../worker';
import { countMemoryKills, type Exit } from './death';
import { readEnd } from './job-end';
import { MARK, type Leftovers } from './leftovers';
import { MemoryLimit } from './memory-limit';
import { ProcessTree } from './process-tree';

/** How long code may take to end when interrupted, in ms. */
const INTERRUPT_PATIENCE = 2_000;

/** How long events may still arrive from a process that has ended, in ms. */
const DRAIN_PATIENCE = 500;

/** A process that executes a job. */
export interface JobProcess {
  /** Its pid; it leads a session. */
  readonly leader: number;
  readonly exit: Promise<Exit>;
  /** Resolves when nothing more can be told. */
  readonly told: Promise<void>;
  /** Lets go of what connects us with it. */
  release(): void;
}

/** Stays with a process up to its end, or to that which the signal asks for. */
export async function followJob(
  job: StepJob,
  mark: string,
  process: JobProcess,
  leftovers: Leftovers,
  signal: AbortSignal
): Promise<JobEnd> {
  const killsBefore = countMemoryKills();
  const { leader, exit } = process;
  const tree = new ProcessTree(new Set([leader]), new Set([`${MARK}=${mark}`]));
  const stop = (): void => void interruptThenKill(tree, exit);
  signal.addEventListener('abort', stop);
  if (signal.aborted) {
    stop();
  }
  const memory = new MemoryLimit(tree, job.memory);
  try {
    const end = await exit;
    await Promise.race([process.told, patience(DRAIN_PATIENCE)]);
    const read = await readEnd(job, end, countMemoryKills() > killsBefore);
    return read.kind === 'failure' && memory.failure
      ? { kind: 'failure', failure: memory.failure }
      : read;
  } finally {
    memory.stop();
    signal.removeEventListener('abort', stop);
    process.release();
    if (signal.aborted) {
      await tree.end(true);
    } else {
      leftovers.add(mark, leader);
    }
  }
}

async function interruptThenKill(
  tree: ProcessTree,
  exit: Promise<Exit>
): Promise<void> {
  tree.interrupt();
  await Promise.race([exit, patience(INTERRUPT_PATIENCE)]);
  await tree.end(true);
}

/** Time that passes, without keeping this process alive. */
function patience(milliseconds: number): Promise<void> {
  return setTimeout(milliseconds, undefined, { ref: false });
}

/** Hands on what a line of a runner says, if it is an event. */
export function tellLine(line: Buffer, job: StepJob): void {
  const time = new Date().toISOString();
  const event = parseStepEvent(line.toString('utf8'), job.request.step, time);
  if (event) {
    job.onEvents([event]);
  }
}
