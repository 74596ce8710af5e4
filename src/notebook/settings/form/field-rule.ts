import type { Fault } from '../../dialect/faults';

/** What a form has to know beside what stands in it. */
export interface FormContext {
  /** The steps above the one whose settings are shown. */
  readonly stepsAbove: readonly string[];
  /** All steps of the notebook. */
  readonly steps: readonly string[];
  /** The names of the notebook's volumes. */
  readonly volumes: readonly string[];
}

export interface FormFault extends Fault {
  /** Set where something is not there yet: the person may be about to give it. */
  readonly isMissing?: true;
}

/**
 * What is wrong in a field: by the part of it, as a path with dots
 * (`0.key`), or by the empty path for the field itself.
 */
export type Faults = Readonly<Record<string, FormFault>>;

/**
 * A field of a form: how its content, which is what a person typed, right or
 * wrong, comes from settings and goes into them.
 */
export interface FieldRule<Settings, Content> {
  read(settings: Settings): Content;
  /** Only where `check` finds nothing wrong; an empty field is absent. */
  write(settings: Settings, content: Content): Settings;
  check(content: Content, context: FormContext): Faults;
}

/** A rule for each field of a form. */
export type FieldRules<Settings, Form> = {
  readonly [F in keyof Form]: FieldRule<Settings, Form[F]>;
};

export const NO_FAULTS: Faults = {};

/** The faults of parts of a field, without those that have none. */
export function faultsOf(
  parts: Readonly<Record<string, FormFault | undefined>>
): Faults {
  return Object.fromEntries(
    Object.entries(parts).filter(
      (part): part is [string, FormFault] => !!part[1]
    )
  );
}

/** A rule for settings that stand inside of others. */
export function lift<Outer, Inner, Content>(
  rule: FieldRule<Inner, Content>,
  get: (settings: Outer) => Inner,
  put: (settings: Outer, inner: Inner) => Outer
): FieldRule<Outer, Content> {
  return {
    read: settings => rule.read(get(settings)),
    write: (settings, content) =>
      put(settings, rule.write(get(settings), content)),
    check: rule.check
  };
}
