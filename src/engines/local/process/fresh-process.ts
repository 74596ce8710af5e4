import { spawn } from 'node:child_process';
import { open } from 'node:fs/promises';
import type { Readable } from 'node:stream';
import { splitLines } from '../../../runs/lines';
import { writeWhole } from '../../../runs/whole-file';
import type { Interpreter } from '../interpreter/interpreter';
import type { JobEnd, StepJob, Worker } from '../worker';
import type { Exit } from './death';
import { followJob, tellLine, type JobProcess } from './follow-job';
import { runnerFailure } from './job-end';
import { Leftovers, MARK, newMark } from './leftovers';
import { environmentOf } from './python-environment';
import { unpackedRunner } from './unpacked-runner';

const EVENTS_FD = 3;
const LIFELINE_FD = 4;

/** Executes each job in a new process of the notebook's interpreter. */
export class FreshProcesses implements Worker {
  /** @param runner - the path of the runner's program */
  constructor(
    private readonly _interpreter: Interpreter,
    private readonly _runner: string,
    private readonly _leftovers = new Leftovers()
  ) {}

  async execute(job: StepJob, signal: AbortSignal): Promise<JobEnd> {
    const { request, folder } = job;
    try {
      await writeWhole(folder.request, JSON.stringify(request));
      const mark = newMark(request.run);
      const process = await this._start(job, mark);
      return await followJob(job, mark, process, this._leftovers, signal);
    } catch (error) {
      return runnerFailure(error);
    }
  }

  async close(): Promise<void> {
    await this._leftovers.end();
  }

  /** @throws where the program cannot be started */
  private async _start(job: StepJob, mark: string): Promise<JobProcess> {
    const { request, folder } = job;
    const [program, ...options] = this._interpreter.command;
    const log = await open(folder.log, 'a', 0o600);
    try {
      const child = spawn(
        program,
        [
          ...options,
          unpackedRunner(this._runner),
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
            ...environmentOf(this._interpreter),
            ...request.environment,
            [MARK]: mark
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
      return {
        leader,
        exit,
        told: pump(child.stdio[EVENTS_FD] as Readable, job),
        release: () => child.stdio.forEach(stream => stream?.destroy())
      };
    } finally {
      await log.close();
    }
  }
}

/** Hands on the events of a runner until it closes its end. */
async function pump(pipe: Readable, job: StepJob): Promise<void> {
  try {
    for await (const line of splitLines(pipe)) {
      tellLine(line, job);
    }
  } catch {
    // The pipe was cut off; the exit of the process tells the rest.
  }
}
