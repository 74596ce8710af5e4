import * as z from 'zod';
import type { Engine } from './engine';
import { EngineError } from './engine-error';
import { readOptions } from './read-options';

/** What may hold connections or processes. */
interface Closable {
  close?(): void | Promise<void>;
}

/** An engine that is loaded when it is needed. */
export interface EngineEntry {
  load(): Promise<Engine & Closable>;
  /** What it may be told besides the pipeline; nothing if absent. */
  options?(): Promise<z.ZodType>;
}

/** The engine that runs are executed by where nobody names one. */
export const DEFAULT_ENGINE = 'local';

const NO_OPTIONS = z.strictObject({});

/** The engines there are, by their names; each is made once. */
export class Engines {
  private readonly _made = new Map<string, Promise<Engine & Closable>>();
  private readonly _loaded: (Engine & Closable)[] = [];

  constructor(
    private readonly _entries: Readonly<Record<string, EngineEntry>>
  ) {}

  get names(): string[] {
    return Object.keys(this._entries);
  }

  /** Those that somebody has needed so far. */
  get loaded(): readonly Engine[] {
    return this._loaded;
  }

  /** @throws EngineError `no-such-engine` */
  of(name: string): Promise<Engine> {
    const entry = this._entry(name);
    const made = this._made.get(name) ?? this._make(entry);
    this._made.set(name, made);
    // A failure to load it is no answer for ever.
    made.catch(() => this._made.delete(name));
    return made;
  }

  /**
   * Says whether an engine can be told something.
   *
   * @throws EngineError `no-such-engine`, `invalid-options`
   */
  async checkOptions(name: string, options: unknown): Promise<void> {
    const entry = this._entry(name);
    readOptions((await entry.options?.()) ?? NO_OPTIONS, name, options);
  }

  /** Ends what keeps this process busy; runs that go on elsewhere go on. */
  async close(): Promise<void> {
    await Promise.all(this._loaded.map(async engine => engine.close?.()));
  }

  private async _make(entry: EngineEntry): Promise<Engine & Closable> {
    const engine = await entry.load();
    this._loaded.push(engine);
    return engine;
  }

  private _entry(name: string): EngineEntry {
    if (!Object.hasOwn(this._entries, name)) {
      throw new EngineError(
        'no-such-engine',
        `There is no engine '${name}' in this Cellway`,
        `There are: ${this.names.join(', ')}.`
      );
    }
    return this._entries[name];
  }
}
