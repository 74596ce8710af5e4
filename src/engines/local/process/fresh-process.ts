import { spawn, type ChildProcess } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { open, readFile } from 'node:fs/promises';
import type { Readable } from 'node:stream';
import { setTimeout } from 'node:timers/promises';
import { splitLines } from '../../../runs/lines';
import { parseStepEvent } from '../../../runs/read-step-event';
import { parseStepResult } from '../../../runs/read-step-result';
import { RunError } from '../../../runs/run-error';
import { writeWhole } from '../../../runs/whole-file';
import type { Interpreter } from '../interpreter/interpreter';
import type { JobEnd, StepJob, Worker } from '../worker';
import { countMemoryKills, explainDeath, type Exit } from './death';
import { MemoryLimit } from './memory-limit';
import { hasGroup, ProcessTree } from './process-tree';

/** How long code may take to end when interrupted, in ms. */
const INTERRUPT_PATIENCE = 2_000;

/** How long events may still arrive from a process that has ended, in ms. */
const DRAIN_PATIENCE = 500;

const EVENTS_FD = 3;
const LIFELINE_FD = 4;

interface StartedProcess {
  readonly child: ChildProcess;
  readonly leader: number;
  readonly exit: Promise<Exit>;
}

/** Executes each job in a new process of the notebook's interpreter. */
export class FreshProcesses implements Worker {
  /** Of jobs that have ended, whose code may have left programs running. */
  private readonly _leaders = new Set<number>();
  private readonly _marks = new Set<string>();

  /** @param runner - the path of the runner's program */
  constructor(
    private readonly _interpreter: Interpreter,
    private readonly _runner: string
  ) {}

  async execute(job: StepJob, signal: AbortSignal): Promise<JobEnd> {
    try {
      return await this._execute(job, signal);
    } catch (error) {
      const message = error instanceof Error ? error.message : String(error);
      return runnerFailure(`The step could not be run: ${message}`);
    }
  }

  async close(): Promise<void> {
    await new ProcessTree(this._leaders, this._marks).end();
  }

  private async _execute(job: StepJob, signal: AbortSignal): Promise<JobEnd> {
    const { request, folder } = job;
    await writeWhole(folder.request, JSON.stringify(request));
    const killsBefore = countMemoryKills();
    const mark = `CELLWAY_STEP=${request.run}/${randomUUID()}`;
    const { child, leader, exit } = await this._spawn(job, mark);
    const tree = new ProcessTree(new Set([leader]), new Set([mark]));
    const stop = (): void => void interruptThenKill(tree, exit);
    signal.addEventListener('abort', stop);
    if (signal.aborted) {
      stop();
    }
    const memory = new MemoryLimit(tree, job.memory);
    const events = pump(child.stdio[EVENTS_FD] as Readable, job);
    try {
      const end = await exit;
      await Promise.race([events, patience(DRAIN_PATIENCE)]);
      const memoryRanOut = countMemoryKills() > killsBefore;
      const read = await readEnd(job, end, memoryRanOut);
      return read.kind === 'failure' && memory.failure
        ? { kind: 'failure', failure: memory.failure }
        : read;
    } finally {
      memory.stop();
      signal.removeEventListener('abort', stop);
      child.stdio.forEach(stream => stream?.destroy());
      if (signal.aborted) {
        await tree.end(true);
      } else {
        this._marks.add(mark);
        // While somebody is in the group, no other process gets its number.
        if (hasGroup(leader)) {
          this._leaders.add(leader);
        }
      }
    }
  }

  /** @throws where the program cannot be started */
  private async _spawn(
    { request, folder }: StepJob,
    mark: string
  ): Promise<StartedProcess> {
    const [program, ...options] = this._interpreter.command;
    const [name, value] = mark.split('=');
    const log = await open(folder.log, 'a', 0o600);
    try {
      const child = spawn(
        program,
        [
          ...options,
          this._runner,
          folder.request,
          folder.result,
          '--events-fd',
          String(EVENTS_FD),
          '--lifeline-fd',
          String(LIFELINE_FD)
        ],
        {
          cwd: request.folder,
          // Its own session: Ctrl-C in our terminal is not for it.
          detached: true,
          env: {
            // So that equal sets are stored alike; who sets it means it.
            PYTHONHASHSEED: '0',
            ...this._interpreter.environment,
            ...request.environment,
            [name]: value
          },
          stdio: ['ignore', log.fd, log.fd, 'pipe', 'pipe']
        }
      );
      child.stdio.forEach(stream => stream?.on('error', () => undefined));
      const exit = new Promise<Exit>(resolve => {
        child.once('exit', (code, signal) => resolve({ code, signal }));
      });
      const leader = await new Promise<number>((resolve, reject) => {
        child.once('spawn', () => resolve(Number(child.pid)));
        child.once('error', reject);
      });
      return { child, leader, exit };
    } finally {
      await log.close();
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

/** Hands on the events of a runner until it closes its end. */
async function pump(pipe: Readable, job: StepJob): Promise<void> {
  const { step } = job.request;
  try {
    for await (const line of splitLines(pipe)) {
      const time = new Date().toISOString();
      const event = parseStepEvent(line.toString('utf8'), step, time);
      if (event) {
        job.onEvents([event]);
      }
    }
  } catch {
    // The pipe was cut off; the exit of the process tells the rest.
  }
}

async function readEnd(
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

function runnerFailure(message: string): JobEnd {
  return {
    kind: 'failure',
    failure: { kind: 'runner', message, hint: 'Install Cellway again.' }
  };
}
