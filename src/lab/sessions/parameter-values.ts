import { Signal, type ISignal } from '@lumino/signaling';
import type { Parameter } from '../../pipeline/model';
import type { Analysis } from '../pipelines/analyse';
import { shownDefault } from './shown-default';

/** What stands in a field: a switch for a bool, else text. */
export type FieldValue = string | boolean;

/** The values that a person has given to the parameters of a notebook, for the next run. */
export class ParameterValues {
  private _edits: ReadonlyMap<string, FieldValue> = new Map();
  private readonly _changed = new Signal<this, void>(this);

  get changed(): ISignal<this, void> {
    return this._changed;
  }

  /** By the parameters' names, also of some that the notebook no longer has. */
  get edits(): Readonly<Record<string, FieldValue>> {
    return Object.fromEntries(this._edits);
  }

  /** Takes values of an earlier time, where none were given since. */
  restore(edits: Readonly<Record<string, FieldValue>>): void {
    const before = Object.entries(edits);
    if (before.length > 0) {
      this._edits = new Map([...before, ...this._edits]);
      this._changed.emit();
    }
  }

  /** What the field of a parameter shows. */
  shown(parameter: Parameter): FieldValue {
    const edit = this._edits.get(parameter.name);
    const initial = shownDefault(parameter);
    // The parameter may have got another type since.
    return typeof edit === typeof initial && edit !== undefined
      ? edit
      : initial;
  }

  isEdited(parameter: Parameter): boolean {
    return this.shown(parameter) !== shownDefault(parameter);
  }

  set(name: string, value: FieldValue): void {
    if (this._edits.get(name) !== value) {
      this._edits = new Map(this._edits).set(name, value);
      this._changed.emit();
    }
  }

  reset(): void {
    this._edits = new Map();
    this._changed.emit();
  }

  /** What differs from the defaults, as Python literals, and what is no value. */
  read(
    parameters: readonly Parameter[],
    analysis: Pick<Analysis, 'readValue'>
  ): ReadValues {
    const values: Record<string, string> = {};
    const errors: Record<string, string> = {};
    for (const parameter of parameters.filter(each => this.isEdited(each))) {
      const shown = this.shown(parameter);
      if (typeof shown === 'boolean') {
        values[parameter.name] = shown ? 'True' : 'False';
        continue;
      }
      try {
        values[parameter.name] = analysis.readValue(parameter, shown);
      } catch (error) {
        errors[parameter.name] =
          error instanceof Error ? error.message : String(error);
      }
    }
    return { values, errors };
  }

  dispose(): void {
    Signal.clearData(this);
  }
}

export interface ReadValues {
  readonly values: Readonly<Record<string, string>>;
  /** By the parameter's name. */
  readonly errors: Readonly<Record<string, string>>;
}
