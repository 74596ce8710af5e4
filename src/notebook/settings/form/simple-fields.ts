import type { Fault } from '../../dialect/faults';
import { compact } from '../compact';
import { faultsOf, NO_FAULTS, type FieldRule } from './field-rule';

type Keyed<Key extends string, Value> = { readonly [K in Key]?: Value };

/** A text; blanks around it do not count. */
export function textField<Key extends string, S extends Keyed<Key, string>>(
  key: Key,
  findFault: (text: string) => Fault | undefined = () => undefined
): FieldRule<S, string> {
  return {
    read: settings => settings[key] ?? '',
    write: (settings, content) => set(settings, key, content.trim()),
    check: content => {
      const text = content.trim();
      return text === '' ? NO_FAULTS : faultsOf({ '': findFault(text) });
    }
  };
}

/** One of a few words; the empty one is for "not said". */
export function choiceField<
  Word extends string,
  Key extends string,
  S extends Keyed<Key, Word>
>(key: Key): FieldRule<S, Word | ''> {
  return {
    read: settings => settings[key] ?? '',
    write: (settings, content) => set(settings, key, content),
    check: () => NO_FAULTS
  };
}

/** A number of seconds, more than 0. */
export function secondsField<Key extends string, S extends Keyed<Key, number>>(
  key: Key
): FieldRule<S, string> {
  return {
    read: settings => String(settings[key] ?? ''),
    write: (settings, content) =>
      compact({ ...settings, [key]: readNumber(content) }),
    check: content => faultsOf({ '': secondsFault(content) })
  };
}

/** What a text says; undefined where it is empty or no number. */
export function readNumber(text: string): number | undefined {
  return isNumber(text) ? Number(text) : undefined;
}

/** Of a whole number, at least 0; the empty text has none. */
export function countFault(text: string): Fault | undefined {
  return text.trim() === '' || /^\s*\d{1,9}\s*$/.test(text)
    ? undefined
    : {
        message: `"${text.trim()}" is not a whole number`,
        suggestion: 'Write how many: 2.'
      };
}

/** Of a time in seconds; the empty text has none. */
export function secondsFault(
  text: string,
  mayBeZero = false
): Fault | undefined {
  if (text.trim() === '') {
    return undefined;
  }
  if (!isNumber(text)) {
    return {
      message: `"${text.trim()}" is not a number of seconds`,
      suggestion: 'Write a number alone: 90, or 3600 for an hour.'
    };
  }
  return Number(text) > 0 || mayBeZero
    ? undefined
    : {
        message: 'No step can end in 0 seconds',
        suggestion: 'Write more, or empty the field for no limit.'
      };
}

function isNumber(text: string): boolean {
  const isDecimal = /^\s*(\d+\.?\d*|\.\d+)(e[+-]?\d+)?\s*$/i.test(text);
  return isDecimal && Number.isFinite(Number(text));
}

function set<S extends object>(settings: S, key: string, text: string): S {
  return compact({ ...settings, [key]: text === '' ? undefined : text });
}
