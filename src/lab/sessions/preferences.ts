import { Signal, type ISignal } from '@lumino/signaling';

/** What a person has set in the settings editor; schema/sessions.json says what each means. */
export interface PreferenceValues {
  readonly keepGoing: boolean;
  readonly useCache: boolean;
  /** 0 where as many as the server allows. */
  readonly workers: number;
  /** In GiB; 0 where all is kept. */
  readonly storeLimit: number;
  readonly resume: boolean;
  /** `panel`, `run` (its view in a tab) or `nothing`. */
  readonly opens: string;
  readonly offerSuggestions: boolean;
  /** In seconds. */
  readonly refresh: number;
}

/** Those of the schema, for where there are no settings. */
const DEFAULTS: PreferenceValues = {
  keepGoing: false,
  useCache: true,
  workers: 0,
  storeLimit: 0,
  resume: false,
  opens: 'panel',
  offerSuggestions: true,
  refresh: 10
};

/** What of settings has the type that it should have; the schema says which values there are. */
export function readPreferences(
  settings: Readonly<Record<string, unknown>>
): Partial<PreferenceValues> {
  const read = Object.entries(DEFAULTS).filter(
    ([name, value]) => typeof settings[name] === typeof value
  );
  return Object.fromEntries(read.map(([name]) => [name, settings[name]]));
}

export class Preferences {
  private _values: PreferenceValues = DEFAULTS;
  private readonly _changed = new Signal<this, void>(this);

  get values(): PreferenceValues {
    return this._values;
  }

  get changed(): ISignal<this, void> {
    return this._changed;
  }

  set(values: Partial<PreferenceValues>): void {
    this._values = { ...this._values, ...values };
    this._changed.emit();
  }
}
