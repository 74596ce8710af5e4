import type { Socket } from 'node:net';
import * as z from 'zod';
import { splitLines } from '../../../runs/lines';
import type { StepJob } from '../worker';
import type { Exit } from './death';
import { tellLine, type JobProcess } from './follow-job';

/** What a prepared process says to the connection of a step, besides its events. */
const answer = z.union([
  z.object({ started: z.int().positive(), loaded: z.array(z.string()) }),
  z.object({
    refused: z.object({ reason: z.string(), without: z.string().nullable() })
  }),
  z.object({
    exit: z.object({
      code: z.int().nullable(),
      signal: z.string().nullable(),
      /** The most memory that the process has taken, in bytes. */
      peak: z.number()
    })
  })
]);

/** A step that has been started. */
export interface Started extends JobProcess {
  /** Of what it needs, the imports that have loaded modules. */
  readonly loaded: readonly string[];
}

/** Nothing has been started, and nothing will be by this process. */
export interface Refusal {
  readonly reason: string;
  /** What is better not imported ahead. */
  readonly without: string | null;
}

/** The end of a process of which nobody can tell how it ended. */
export const LOST: Exit = { code: null, signal: null, isLost: true };

/** The connection with a prepared process that starts one step. */
export class ServedStep {
  private readonly _begun = new Deferred<
    Pick<Started, 'leader' | 'loaded'> | Refusal
  >();
  private readonly _exit = new Deferred<Exit>();
  private readonly _told: Promise<void>;

  constructor(
    private readonly _socket: Socket,
    private readonly _job: StepJob
  ) {
    // Whoever waits for it learns of it; there may be nobody any more.
    this._begun.promise.catch(() => undefined);
    _socket.on('error', () => undefined);
    this._told = this._read();
  }

  /**
   * Asks for the step.
   *
   * @param needs - what is to be imported before
   * @throws where the connection ends before there is an answer
   */
  async begin(
    mark: string,
    needs: readonly string[]
  ): Promise<Started | Refusal> {
    const { request, result, log } = this._job.folder;
    const job = { request, result, log, mark, needs };
    this._socket.write(`${JSON.stringify(job)}\n`);
    const begun = await this._begun.promise;
    return isRefusal(begun)
      ? begun
      : {
          ...begun,
          exit: this._exit.promise,
          told: this._told,
          release: () => this._socket.destroy()
        };
  }

  private async _read(): Promise<void> {
    try {
      for await (const line of splitLines(this._socket)) {
        if (!this._take(line)) {
          tellLine(line, this._job);
        }
      }
    } catch {
      // The connection was cut off.
    }
    this._begun.reject(new Error('The process that starts steps has ended'));
    this._exit.resolve(LOST);
  }

  /** @returns whether the line was for us, not an event of the step */
  private _take(line: Buffer): boolean {
    const text = line.toString('latin1', 0, 12);
    if (!/^\{"(?:started|refused|exit)"/.test(text)) {
      return line.length === 0;
    }
    const said = answer.parse(JSON.parse(line.toString('utf8')));
    if ('started' in said) {
      this._begun.resolve({ leader: said.started, loaded: said.loaded });
    } else if ('refused' in said) {
      this._begun.resolve(said.refused);
    } else {
      const { code, signal, peak } = said.exit;
      this._exit.resolve({ code, signal: signal as NodeJS.Signals, peak });
    }
    return true;
  }
}

/** A promise, and what settles it. */
class Deferred<T> {
  resolve!: (value: T) => void;
  reject!: (error: Error) => void;

  readonly promise = new Promise<T>((resolve, reject) => {
    this.resolve = resolve;
    this.reject = reject;
  });
}

export function isRefusal(begun: object): begun is Refusal {
  return 'reason' in begun;
}
