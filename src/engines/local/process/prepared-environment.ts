import { importsIn, NEVER_FORKED, topLevel } from '../../requests/imports';
import {
  PreparedProcess,
  type Manner,
  type Preparation
} from './prepared-process';
import type { Refusal } from './served-step';
import type { StepRequest } from '../../../runs/step-request';

/** How long processes wait for the next step, in ms. */
const IDLE = 10 * 60_000;

/** A process, and what it is to load for a step. */
export interface Place {
  readonly process: PreparedProcess;
  readonly needs: readonly string[];
}

/** The prepared processes of one notebook, environment and interpreter. */
export class PreparedEnvironment {
  /** What may be imported ahead. */
  private readonly _imports: Set<string>;
  private readonly _processes = new Map<
    Manner['kind'],
    Promise<PreparedProcess>
  >();
  /** Set where steps had better be started without us. */
  private _isOfUse = true;
  private _idle: NodeJS.Timeout | undefined;

  /** @param imports - that the notebook's steps may do */
  constructor(
    private readonly _preparation: Preparation,
    imports: readonly string[]
  ) {
    this._imports = new Set(imports);
  }

  /** Starts a process ahead of the first step. */
  warm(): void {
    void this._process(this._mannerOf([])).catch(() => undefined);
  }

  /**
   * The process to start a step in; undefined where it is better started in
   * a fresh one.
   */
  async place(request: StepRequest): Promise<Place | undefined> {
    // Libraries read the environment when they are imported.
    if (!this._isOfUse || Object.keys(request.environment).length > 0) {
      return undefined;
    }
    const needs = this._needsOf(request);
    const manner = this._mannerOf(needs);
    try {
      let process = await this._process(manner);
      if (!process.isOfUse) {
        this._processes.delete(manner.kind);
        process = await this._process(manner);
      }
      if (manner.kind === 'spare') {
        this._processes.delete('spare');
        void this._process(manner).catch(() => undefined);
      }
      return { process, needs };
    } catch {
      this._processes.delete(manner.kind);
      this._isOfUse = false;
      return undefined;
    }
  }

  /** Takes it that processes prepared like ours do not work. */
  giveUp(): void {
    this._isOfUse = false;
  }

  /** @returns whether another process may do */
  refuse({ without }: Refusal): boolean {
    this._isOfUse = without !== null && this._imports.delete(without);
    return this._isOfUse;
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
    this._processes.forEach(each => void each.then(end, () => undefined));
    this._processes.clear();
  }

  private _process(manner: Manner): Promise<PreparedProcess> {
    clearTimeout(this._idle);
    this._idle = setTimeout(() => this.retire(), IDLE).unref();
    const known = this._processes.get(manner.kind);
    const process = known ?? PreparedProcess.start(this._preparation, manner);
    this._processes.set(manner.kind, process);
    return process;
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
