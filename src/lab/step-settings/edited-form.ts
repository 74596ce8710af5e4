import { JSONExt, type ReadonlyJSONValue } from '@lumino/coreutils';
import type {
  Faults,
  FieldRule,
  FieldRules,
  FormContext
} from '../../notebook/settings/form/field-rule';

/** What a person typed in a field, and what stood in the notebook then. */
interface Draft {
  readonly content: unknown;
  readonly base: unknown;
}

/**
 * A form over settings of an open notebook. It holds what was typed and is not
 * in the notebook yet: because it is new, or because it is wrong. Once the
 * notebook says something new about a field, that counts.
 *
 * @typeParam F - a plain JSON object
 */
export class EditedForm<S extends object, F extends object> {
  private readonly _drafts = new Map<keyof F, Draft>();

  constructor(
    private readonly _rules: FieldRules<S, F>,
    /** What the notebook says now. */
    private readonly _settings: () => S,
    private readonly _context: () => FormContext
  ) {}

  get fields(): readonly (keyof F & string)[] {
    return Object.keys(this._rules) as (keyof F & string)[];
  }

  get content(): F {
    const entries = this.fields.map(field => [field, this._contentOf(field)]);
    return Object.fromEntries(entries) as F;
  }

  /** By `field`, or by `field.part` with the part's path. */
  get faults(): Faults {
    const entries = this.fields.flatMap(field =>
      Object.entries(this._check(field)).map(([part, fault]) => [
        part === '' ? field : `${field}.${part}`,
        fault
      ])
    );
    return Object.fromEntries(entries);
  }

  /** Whether something was typed in a field that is not in the notebook. */
  isDraft(field: keyof F): boolean {
    return this._drafts.has(field);
  }

  /** Whether the notebook says anything for a field. */
  isSet(field: keyof F): boolean {
    const rule = this._ruleOf(field);
    return !isEqual(rule.read(this._settings()), rule.read({} as S));
  }

  /**
   * Takes what stands in the form now.
   *
   * @returns the fields that are other than before
   */
  take(content: F): readonly (keyof F & string)[] {
    const changed = this.fields.filter(
      field => !isEqual(content[field], this._contentOf(field))
    );
    for (const field of changed) {
      const base = this._drafts.get(field)?.base ?? this._read(field);
      this._drafts.set(field, { content: content[field], base });
    }
    return changed;
  }

  /** The notebook's settings with what was typed, as far as it is right. */
  get result(): S {
    return this.fields
      .filter(field => this._drafts.has(field))
      .filter(field => Object.keys(this._check(field)).length === 0)
      .reduce(
        (settings, field) =>
          this._ruleOf(field).write(settings, this._contentOf(field)),
        this._settings()
      );
  }

  /** Call it when the result has been written to the notebook. */
  settle(): void {
    for (const [field, { content }] of this._drafts) {
      this._drafts.set(field, { content, base: this._read(field) });
    }
  }

  /** Forgets what was typed in fields for which the notebook now says something else. */
  refresh(): void {
    for (const [field, { base }] of this._drafts) {
      if (!isEqual(base, this._read(field))) {
        this._drafts.delete(field);
      }
    }
  }

  /** Forgets all that was typed and is in the notebook, such as blank rows. */
  tidy(): void {
    for (const field of this._drafts.keys()) {
      if (Object.keys(this._check(field)).length === 0) {
        this._drafts.delete(field);
      }
    }
  }

  private _check(field: keyof F): Faults {
    const content = this._contentOf(field);
    return this._ruleOf(field).check(content, this._context());
  }

  private _contentOf(field: keyof F): unknown {
    const draft = this._drafts.get(field);
    return draft ? draft.content : this._read(field);
  }

  private _read(field: keyof F): unknown {
    return this._ruleOf(field).read(this._settings());
  }

  private _ruleOf(field: keyof F): FieldRule<S, unknown> {
    return this._rules[field] as FieldRule<S, unknown>;
  }
}

function isEqual(one: unknown, other: unknown): boolean {
  return JSONExt.deepEqual(
    one as ReadonlyJSONValue,
    other as ReadonlyJSONValue
  );
}
