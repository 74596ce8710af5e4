import * as z from 'zod';
import type {
  CheckedNotebook,
  Engine,
  RunHandle,
  RunRequest,
  WatchedEvent
} from '../../engines/engine';
import type { EngineEntry } from '../../engines/engines';
import { recordRun } from '../../engines/recording/record-run';
import { watchRun } from '../../engines/recording/watch-run';
import type { Diagnostic } from '../../pipeline/diagnostic';
import { OwnerLock } from '../../runs/owner-lock';
import { RunJournal } from '../../runs/run-journal';
import { isEnded, type RunStatus } from '../../runs/run-status';
import { RunStore } from '../../runs/run-store';

interface Books {
  readonly lock: OwnerLock;
  readonly journal: RunJournal;
}

type Faked =
  | 'name'
  | 'check'
  | 'submit'
  | 'active'
  | 'attend'
  | 'watch'
  | 'cancel'
  | 'remove';

/** An engine whose runs go on somewhere else, whether or not anybody keeps their books. */
export class FakeElsewhere implements Pick<Engine, Faked> {
  readonly name = 'elsewhere';
  readonly checked: CheckedNotebook[] = [];
  readonly asked: RunRequest[] = [];
  diagnostics: Diagnostic[] = [];
  /** What keeps it from taking over books. */
  problem: Error | undefined;
  private readonly _kept = new Map<string, Books>();

  get entry(): EngineEntry {
    const options = z.strictObject({
      context: z.string().optional(),
      storage: z.strictObject({ size: z.string() }).optional()
    });
    return {
      load: async () => this as unknown as Engine,
      options: async () => options
    };
  }

  async check(notebook: CheckedNotebook): Promise<Diagnostic[]> {
    this.checked.push(notebook);
    return this.diagnostics;
  }

  async submit(run: RunRequest): Promise<RunHandle> {
    this.asked.push(run);
    const { store } = await recordRun(run, this.name, process.env);
    return { engine: this.name, id: run.id, place: store.path };
  }

  async active(): Promise<RunHandle[]> {
    return [];
  }

  async attend({ id, place }: RunHandle): Promise<void> {
    if (this.problem) {
      throw this.problem;
    }
    if (!this._kept.has(id)) {
      const store = new RunStore(place);
      const folder = store.run(id);
      const lock = await OwnerLock.take(folder.owner);
      const journal = await RunJournal.open(folder, await store.read(id));
      this._kept.set(id, { lock, journal });
      await journal.start();
    }
  }

  async *watch(
    run: RunHandle,
    from: string,
    signal: AbortSignal
  ): AsyncGenerator<WatchedEvent> {
    const store = new RunStore(run.place);
    let cursor = from;
    while (!isEnded((await store.read(run.id)).status)) {
      await this.attend(run);
      const journal = this._kept.get(run.id)?.journal;
      const events = watchRun(store, run.id, cursor, signal, journal);
      for await (const event of events) {
        ({ cursor } = event);
        yield event;
      }
    }
  }

  async cancel({ id }: RunHandle): Promise<void> {
    await this.end(id, 'cancelled');
  }

  async remove({ id, place }: RunHandle): Promise<void> {
    await new RunStore(place).remove(id);
  }

  isKept(id: string): boolean {
    return this._kept.has(id);
  }

  /** Ends a run whose books are kept. */
  async end(id: string, status: RunStatus): Promise<void> {
    const books = this._kept.get(id);
    await books?.journal.end(status);
    await this.leave(id);
  }

  /** Goes away from the books of a run, as a service does that ends. */
  async leave(id: string): Promise<void> {
    const books = this._kept.get(id);
    this._kept.delete(id);
    await books?.journal.close();
    await books?.lock.release();
  }
}
