/** Lists of rows with a key each: variables, labels, limits, secrets. */
import {
  secretKeyFault,
  secretNameFault,
  variableFault,
  type Fault
} from '../../dialect/faults';
import type { SecretVariable, Texts } from '../../settings';
import { compact } from '../compact';
import {
  faultsOf,
  type Faults,
  type FieldRule,
  type FormFault
} from './field-rule';

/** A row with a key and a value as they are typed. */
export interface Pair {
  readonly key: string;
  readonly value: string;
}

interface PairRules {
  readonly key: (key: string) => Fault | undefined;
  readonly value?: (value: string, key: string) => Fault | undefined;
}

/** Texts by key; blank rows do not count. */
export function pairsField<
  Key extends string,
  S extends { readonly [K in Key]?: Texts }
>(key: Key, rules: PairRules): FieldRule<S, readonly Pair[]> {
  return {
    read: settings =>
      Object.entries<string>(settings[key] ?? {}).map(([name, value]) => ({
        key: name,
        value
      })),
    write: (settings, rows) => {
      const given = rows.filter(row => !isBlank(row));
      const texts = given.map(row => [row.key.trim(), row.value] as const);
      return compact({
        ...settings,
        [key]: texts.length > 0 ? Object.fromEntries(texts) : undefined
      });
    },
    check: rows => checkPairs(rows, rules)
  };
}

export function checkPairs(rows: readonly Pair[], rules: PairRules): Faults {
  const taken = new Set<string>();
  return eachRow(rows, row => {
    const key = row.key.trim();
    const fault = key === '' ? missing('Give it a name') : rules.key(key);
    const isTwice = taken.has(key);
    taken.add(key);
    return {
      key: fault ?? (isTwice ? twice(key) : undefined),
      value: fault ? undefined : rules.value?.(row.value, key)
    };
  });
}

export const secretsField: FieldRule<
  { readonly secrets?: readonly SecretVariable[] },
  readonly SecretVariable[]
> = {
  read: ({ secrets = [] }) => secrets,
  write: (settings, rows) => {
    const given = rows
      .filter(row => !isBlank(row))
      .map(({ secret, key, env }) => ({
        secret: secret.trim(),
        key: key.trim(),
        env: env.trim()
      }));
    return compact({
      ...settings,
      secrets: given.length > 0 ? given : undefined
    });
  },
  check: rows => {
    const taken = new Set<string>();
    return eachRow(rows, row => {
      const env = row.env.trim();
      const isTwice = env !== '' && taken.has(env);
      taken.add(env);
      return {
        secret:
          row.secret.trim() === ''
            ? missing('Name the Secret')
            : secretNameFault(row.secret.trim()),
        key:
          row.key.trim() === ''
            ? missing('Name the key in the Secret')
            : secretKeyFault(row.key.trim()),
        env:
          env === ''
            ? missing('Name the variable that is to hold it')
            : isTwice
              ? twice(env)
              : variableFault(env)
      };
    });
  }
};

/** The faults of all rows that are not blank, by index and part. */
export function eachRow<Row extends object>(
  rows: readonly Row[],
  check: (row: Row) => Readonly<Record<string, FormFault | undefined>>,
  isEmpty: (row: Row) => boolean = isBlank
): Faults {
  const faults = rows.flatMap((row, index) =>
    isEmpty(row)
      ? []
      : Object.entries(check(row)).map(
          ([part, fault]) => [`${index}.${part}`, fault] as const
        )
  );
  return faultsOf(Object.fromEntries(faults));
}

/** A row that was added and not filled in yet. */
export function isBlank(row: object): boolean {
  return Object.values(row).every(
    part => typeof part !== 'string' || part.trim() === ''
  );
}

export function missing(suggestion: string): FormFault {
  return {
    message: 'This is missing',
    suggestion: `${suggestion}, or remove the row.`,
    isMissing: true
  };
}

export function twice(key: string): Fault {
  return {
    message: `"${key}" is there twice`,
    suggestion: 'Remove one, or give it another name.'
  };
}
