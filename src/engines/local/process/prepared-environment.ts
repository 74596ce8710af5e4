import { importsIn, NEVER_FORKED, topLevel } from '../../requests/imports';
import {
  PreparedProcess,
  type Manner,
  type Preparation
} from './prepared-process';
import { isRefusal, type Refusal } from './served-step';
import type { StepRequest } from '../../../runs/step-request';
import type { StepJob } from '../worker';
import type { JobProcess } from './follow-job';

/** How long processes wait for the next step, in ms. */
const IDLE = 10 * 60_000;

interface Prepared {
  readonly started: Promise<PreparedProcess>;
  /** Set once a step has begun in it. */
  process?: PreparedProcess;
  /** Whether it has been another notebook's. */
  readonly isTaken: boolean;
}

/** The prepared processes of one notebook, environment and interpreter. */
export class PreparedEnvironment {
  /** What may be imported ahead. */
  private readonly _imports: Set<string>;
  private readonly _processes = new Map<Manner['kind'], Prepared>();
  /** Set where steps had better be started without us. */
  private _isOfUse = true;
  private _idle: NodeJS.Timeout | undefined;

  /**
   * @param imports - that the notebook's steps may do
   * @param _others - those that differ from this one in their imports alone
   */
  constructor(
    private readonly _preparation: Preparation,
    imports: readonly string[],
    private readonly _others: () => readonly PreparedEnvironment[]
  ) {
    this._imports = new Set(imports);
  }

  /** Whether it has processes. */
  get isPrepared(): boolean {
    return this._processes.size > 0;
  }

  /** Starts a process ahead of the first step. */
  warm(): void {
    this._prepared(this._mannerOf([])).started.catch(() => undefined);
  }

  /**
   * Starts a step.
   *
   * @returns undefined where nothing has begun, and it is better started in a fresh process
   */
  async begin(
    job: StepJob,
    mark: string,
    signal: AbortSignal
  ): Promise<JobProcess | undefined> {
    // Libraries read the environment when they are imported.
    if (Object.keys(job.request.environment).length > 0) {
      return undefined;
    }
    while (this._isOfUse) {
      const needs = this._needsOf(job.request);
      const manner = this._mannerOf(needs);
      const prepared = this._prepared(manner);
      try {
        // At once where it is there: nobody else may begin anything in it meanwhile.
        const process = (prepared.process ??= await prepared.started);
        if (signal.aborted) {
          return undefined;
        }
        if (!process.isOfUse) {
          continue;
        }
        if (manner.kind === 'spare') {
          this._processes.delete('spare');
          this._prepared(manner).started.catch(() => undefined);
        }
        const begun = await process.begin(job, mark, needs, signal);
        if (!isRefusal(begun)) {
          return begun;
        }
        this._heed(begun, prepared);
      } catch {
        // It cannot be started, or is gone: killed, or crashed by what it has imported.
        this._isOfUse &&= signal.aborted;
        if (prepared.process === undefined) {
          this._drop(manner, prepared);
        }
        return undefined;
      }
    }
    return undefined;
  }

  /** Tries again what went wrong in an earlier run. */
  renew(): void {
    this._isOfUse = true;
  }

  /** Lets its processes end when their steps have; new ones can be started. */
  retire(): void {
    this._letGo(process => process.retire());
  }

  /** Ends its processes, and the steps that run in them. */
  close(): void {
    this._letGo(process => process.close());
  }

  private _letGo(end: (process: PreparedProcess) => void): void {
    clearTimeout(this._idle);
    this._processes.forEach(
      each => void each.started.then(end, () => undefined)
    );
    this._processes.clear();
  }

  private _prepared(manner: Manner): Prepared {
    clearTimeout(this._idle);
    this._idle = setTimeout(() => this.retire(), IDLE).unref();
    const known = this._processes.get(manner.kind);
    if (known !== undefined && known.process?.isOfUse !== false) {
      return known;
    }
    const taken = manner.kind === 'forks' ? this._take() : undefined;
    const prepared =
      taken === undefined
        ? {
            started: PreparedProcess.start(this._preparation, manner),
            isTaken: false
          }
        : { started: Promise.resolve(taken), process: taken, isTaken: true };
    this._processes.set(manner.kind, prepared);
    return prepared;
  }

  /**
   * Takes over a process that forks: what this notebook does not import is not
   * to be there, and of what it does the more the better.
   */
  private _take(): PreparedProcess | undefined {
    const [best] = this._others()
      .flatMap(owner => {
        const process = owner._processes.get('forks')?.process;
        return process?.mayServe(this._imports) ? [{ owner, process }] : [];
      })
      .sort((a, b) => b.process.loaded - a.process.loaded);
    best?.owner._processes.delete('forks');
    return best?.process;
  }

  private _drop(manner: Manner, prepared: Prepared): void {
    if (this._processes.get(manner.kind) === prepared) {
      this._processes.delete(manner.kind);
    }
  }

  /** Decides whether another process may do. */
  private _heed({ without }: Refusal, { isTaken }: Prepared): void {
    const isLess = without !== null && this._imports.delete(without);
    // One of our own would have begun with what is installed and written now.
    this._isOfUse = isLess || isTaken;
  }

  private _mannerOf(needs: readonly string[]): Manner {
    return process.platform === 'linux' &&
      !needs.some(each => NEVER_FORKED.includes(topLevel(each)))
      ? { kind: 'forks', never: NEVER_FORKED }
      : { kind: 'spare', imports: [...this._imports] };
  }

  private _needsOf({ restore, cells }: StepRequest): string[] {
    const sources = [
      ...restore.map(each => (each.kind === 'definition' ? each.source : '')),
      ...cells.map(each => each.source)
    ];
    const needs = new Set(sources.flatMap(importsIn));
    return [...needs].filter(each => this._imports.has(each));
  }
}
