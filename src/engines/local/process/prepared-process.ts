import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { connect, type Socket } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Interpreter } from '../interpreter/interpreter';
import type { StepJob } from '../worker';
import type { Exit } from './death';
import type { JobProcess } from './follow-job';
import { MARK } from './leftovers';
import { environmentOf } from './python-environment';
import { isRefusal, ServedStep, type Refusal } from './served-step';
import { unpackedRunner } from './unpacked-runner';

/** What a process is to be prepared for. */
export interface Preparation {
  readonly interpreter: Interpreter;
  /** The path of the runner's program. */
  readonly runner: string;
  /** The notebook's folder. */
  readonly folder: string;
}

/** How a process starts steps: forks one after the other, or becomes one itself. */
export type Manner =
  | { readonly kind: 'forks'; readonly never: readonly string[] }
  | { readonly kind: 'spare'; readonly imports: readonly string[] };

const CONTROL_FD = 3;

/** How long it may take to start a step that is to end already, in ms: to import takes longer. */
const PATIENCE = 300;

/** The longest path that a socket can have on all systems, in bytes. */
const LONGEST_PATH = 100;

/** The processes of steps write their marks into its place, and none is longer. */
const ROOM_FOR_MARK = '-'.repeat(200);

/**
 * A process in which all is loaded that steps need. From one that forks any
 * number of them are started; a spare one becomes the process of one step.
 */
export class PreparedProcess {
  private readonly _exit: Promise<Exit>;
  private readonly _control: Socket;
  private _isOfUse = true;
  private _running = 0;
  private _isRetired = false;
  /** The imports of steps, without those that are known to have loaded nothing. */
  private readonly _loaded = new Set<string>();

  private constructor(
    private readonly _child: ChildProcess,
    private readonly _folder: string,
    private readonly _manner: Manner
  ) {
    this._control = _child.stdio[CONTROL_FD] as Socket;
    this._control.on('error', () => undefined);
    this._exit = new Promise(resolve => {
      _child.once('exit', (code, signal) => resolve({ code, signal }));
    });
    void this._exit.then(() => {
      this._isOfUse = false;
      return rm(_folder, { recursive: true, force: true });
    });
  }

  /** @throws where it cannot be started */
  static async start(
    preparation: Preparation,
    manner: Manner
  ): Promise<PreparedProcess> {
    const folder = await mkdtemp(join(tmpdir(), 'cellway-'));
    try {
      const child = launch(preparation, manner, folder);
      const prepared = new PreparedProcess(child, folder, manner);
      await prepared._listening();
      return prepared;
    } catch (error) {
      await rm(folder, { recursive: true, force: true });
      throw error;
    }
  }

  /** Whether it may start another step. */
  get isOfUse(): boolean {
    return this._isOfUse;
  }

  /** How many imports it has loaded for steps. */
  get loaded(): number {
    return this._loaded.size;
  }

  /** Whether no step is begun in it, and all that it has loaded is among these imports. */
  mayServe(imports: ReadonlySet<string>): boolean {
    return (
      this._isOfUse &&
      this._running === 0 &&
      [...this._loaded].every(each => imports.has(each))
    );
  }

  /**
   * Starts a step.
   *
   * @param needs - what the step imports, to be loaded before
   * @throws where nothing has been started, and the process is of no use or
   * the signal has aborted
   */
  async begin(
    job: StepJob,
    mark: string,
    needs: readonly string[],
    signal: AbortSignal
  ): Promise<JobProcess | Refusal> {
    const isSpare = this._manner.kind === 'spare';
    this._isOfUse &&= !isSpare;
    const socket = connect(join(this._folder, 'socket'));
    let givingUp: NodeJS.Timeout | undefined;
    const giveUp = (): void => {
      givingUp = setTimeout(() => socket.destroy(), PATIENCE).unref();
    };
    signal.addEventListener('abort', giveUp);
    // From now on: whoever lets go of us meanwhile is to wait for this step too.
    this._running++;
    needs.forEach(each => this._loaded.add(each));
    try {
      const begun = await new ServedStep(socket, job).begin(mark, needs);
      if (isRefusal(begun)) {
        this._isOfUse = false;
        this._stepEnded();
        return begun;
      }
      needs
        .filter(each => !begun.loaded.includes(each))
        .forEach(each => this._loaded.delete(each));
      void begun.exit.then(() => this._stepEnded());
      if (!isSpare) {
        return begun;
      }
      this._child.ref();
      return { ...begun, exit: this._exit };
    } catch (error) {
      socket.destroy();
      this._isOfUse = false;
      // It may hang in an import, but what it has started before runs.
      this._isRetired = true;
      this._stepEnded();
      throw error;
    } finally {
      signal.removeEventListener('abort', giveUp);
      clearTimeout(givingUp);
    }
  }

  /** Lets it end as soon as no step runs in it. */
  retire(): void {
    this._isOfUse = false;
    this._isRetired = true;
    if (this._running === 0) {
      this.close();
    }
  }

  /** Ends it, and the steps that run in it. */
  close(): void {
    this._isOfUse = false;
    this._control.destroy();
  }

  private _stepEnded(): void {
    this._running--;
    if (this._isRetired) {
      this.retire();
    }
  }

  /** Waits until it listens; from then on it keeps our process from nothing. */
  private async _listening(): Promise<void> {
    const failure = new AbortController();
    this._child.once('error', error => failure.abort(error));
    void this._exit.then(() => failure.abort(new Error('It ends at once')));
    await once(this._control, 'data', { signal: failure.signal });
    this._control.unref();
    this._child.unref();
  }
}

function launch(
  { interpreter, runner, folder: cwd }: Preparation,
  manner: Manner,
  folder: string
): ChildProcess {
  if (Buffer.byteLength(join(folder, 'socket')) > LONGEST_PATH) {
    throw new Error(`The path ${folder} is too long for a socket`);
  }
  const [program, ...options] = interpreter.command;
  const how =
    manner.kind === 'forks'
      ? ['--never', manner.never.join(',')]
      : ['--once', '--preload', manner.imports.join(',')];
  return spawn(
    program,
    [
      ...options,
      unpackedRunner(runner),
      '--serve',
      folder,
      '--lifeline-fd',
      String(CONTROL_FD),
      ...how
    ],
    {
      cwd,
      // Its own session: Ctrl-C in our terminal is not for it.
      detached: true,
      env: { ...environmentOf(interpreter), [MARK]: ROOM_FOR_MARK },
      stdio: ['ignore', 'ignore', 'ignore', 'pipe']
    }
  );
}
