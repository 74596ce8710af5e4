import { Signal, type ISignal } from '@lumino/signaling';

/** What a person has set in the settings editor; schema/sessions.json says what each means. */
export interface PreferenceValues {
  readonly keepGoing: boolean;
  /** In seconds. */
  readonly refresh: number;
}

export class Preferences {
  private _values: PreferenceValues = { keepGoing: false, refresh: 10 };
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
