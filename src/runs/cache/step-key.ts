import { createHash } from 'node:crypto';
import type { PythonEnvironment } from '../python-environment';
import { CACHE_FORMAT } from './cache-record';

/** Code, and the same without comments and layout. */
export interface KeyCode {
  readonly code: string;
  readonly source: string;
  /** Where it stands: the cell's index, the line, the number that Run All shows. */
  readonly place: readonly (number | undefined)[];
}

/** One thing that a step finds made. */
export type KeyItem =
  | ({
      readonly kind: 'definition';
      readonly id: string;
      readonly names: readonly string[];
    } & KeyCode)
  | {
      readonly kind: 'value';
      readonly object: string;
      readonly names: readonly string[];
      /** The ids of the definitions that the object refers to by name. */
      readonly definitions: readonly string[];
    }
  | {
      readonly kind: 'parameter';
      readonly name: string;
      readonly source: string;
    }
  | { readonly kind: 'state'; readonly state: string; readonly object: string };

/** All that a step is given. */
export interface KeyFacts {
  readonly interpreter: Pick<
    PythonEnvironment,
    'implementation' | 'version' | 'platform'
  > & { readonly options: readonly string[] };
  /** SHA-256 of the program that runs steps. */
  readonly runner: string;
  /** The folder in which it runs. */
  readonly folder: string;
  /** Variables that are set for it, and those that libraries read unseen. */
  readonly environment: Readonly<Record<string, string>>;
  readonly restore: readonly KeyItem[];
  readonly cells: readonly KeyCode[];
  readonly outputs: readonly string[];
  readonly states: readonly string[];
  /** In bytes. */
  readonly outputLimit: number;
}

/**
 * With these names code may see how it is written and where it stands; `In`,
 * `Out` and their like tell the numbers of cells.
 */
const LOOKS_AT_CODE =
  /\b(inspect|linecache|traceback|tokenize|getsource\w*|findsource|currentframe|_getframe|(f_|tb_)?lineno|co_\w+|__code__|stacklevel|get_ipython|_ih|_oh|_dh|_i?\d+|_i+)\b|\b(In|Out) ?\[/;

/** The name under which what a step leaves is kept: the same for the same facts. */
export function stepKey(facts: KeyFacts): string {
  const { environment, restore, cells, outputs, states, ...others } = facts;
  const codes = [...restore, ...cells].flatMap(each =>
    'code' in each ? [each.code] : []
  );
  const asWritten = codes.some(each => LOOKS_AT_CODE.test(each));
  const text = JSON.stringify([
    CACHE_FORMAT,
    Object.entries(others).sort(),
    Object.entries(environment).sort(),
    restore.map(each => itemFacts(each, asWritten)),
    cells.map(each => codeFacts(each, asWritten)),
    [...outputs].sort(),
    [...states].sort()
  ]);
  return createHash('sha256').update(text).digest('hex');
}

function itemFacts(item: KeyItem, asWritten: boolean): unknown {
  switch (item.kind) {
    case 'definition':
      return [item.kind, item.id, item.names, codeFacts(item, asWritten)];
    case 'value':
      return [item.kind, item.object, item.names, item.definitions];
    case 'parameter':
      return [item.kind, item.name, item.source];
    case 'state':
      return [item.kind, item.state, item.object];
  }
}

function codeFacts(
  { code, source, place }: KeyCode,
  asWritten: boolean
): unknown {
  return asWritten ? [code, source, place] : [code];
}
