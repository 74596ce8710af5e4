/**
 * What is known of code outside the notebook.
 *
 * A rule that is missing costs time (steps wait for each other, values are
 * compared that did not change); a rule that is wrong costs the promise. So
 * unknown code may change whatever it is given, and a trusted library changes
 * only what its rules name.
 */
import type { FileAccess, Remark, StateEffect } from '../dataflow/effects';
import { LABELS, type AbstractObject } from '../dataflow/objects';
import { BUILTINS } from './builtins';
import { CONTAINER_METHODS, READ_ONLY_METHODS } from './containers';
import { MATPLOTLIB } from './matplotlib';
import { NUMPY } from './numpy';
import { PLOTLY, PURE, SCIPY, SEABORN, TQDM } from './other-libraries';
import { PANDAS } from './pandas';
import { SCIKIT_LEARN } from './scikit-learn';
import { STANDARD_LIBRARY, STANDARD_MODULES } from './standard-library';

export interface CallRule {
  /** Arguments that the call may change, by position or name; none unless said. */
  readonly changes?: 'all' | readonly (number | string)[];
  /** What the call may do to the object whose method it is; nothing unless said. */
  readonly receiver?: 'changes' | 'changes deeply' | 'changes if in place';
  /** The receiver keeps the arguments, or also what they hold (`list.extend`). */
  readonly keeps?: 'arguments' | 'members';
  /** The changed arguments keep the others (`heappush(heap, item)`). */
  readonly stores?: boolean;
  /**
   * What it returns: something immutable; a new object that shares nothing; a
   * new one that holds arguments and receiver; one that may share the memory
   * of those arguments that are arrays; a container of their members;
   * an iterator over them; the receiver; an argument; a member of the
   * receiver; a view of the receiver. Anything of these unless said.
   */
  readonly returns?:
    | 'scalar'
    | 'new'
    | 'holds'
    | 'memory'
    | 'list'
    | 'dict'
    | 'set'
    | 'tuple'
    | 'iterator'
    | 'receiver'
    | 'argument'
    | 'parts'
    | 'view';
  /** A keyword that is only called to compare: neither it nor what it gives is kept or returned. */
  readonly compares?: string;
  readonly files?: readonly {
    readonly argument: number | string;
    readonly access: FileAccess | 'mode';
    /** The argument may be left out; then no file is touched. */
    readonly optional?: boolean;
    /** It is a pattern: the folder in which all that matches lies counts. */
    readonly pattern?: boolean;
    /** What is added to a path that does not end with it. */
    readonly suffix?: string;
  }[];
  readonly state?: readonly (Pick<StateEffect, 'state' | 'access'> & {
    /** A keyword that turns the effect off: `random_state`. */
    readonly unless?: string;
  })[];
  readonly remark?: Remark['code'];
  /** Its text reads variables: `df.query('x > @limit')`. */
  readonly query?: boolean;
  /** It runs code that cannot be read. */
  readonly opaque?: boolean;
}

/** The rules of one library. */
export interface Library {
  /** Functions by dotted path below the library's root, `read_csv`, `random.seed`. */
  readonly functions: Readonly<Record<string, CallRule>>;
  /** Methods by name, whatever object of the library they are called on. */
  readonly methods: Readonly<Record<string, CallRule>>;
  /**
   * Attributes that are immutable; labels, which have nothing that can change
   * but a name; and those that are new objects. Any other is a view.
   */
  readonly attributes?: {
    readonly scalar?: readonly string[];
    readonly labels?: readonly string[];
    readonly new?: readonly string[];
  };
  /** What its other functions and methods do. */
  readonly otherFunction?: CallRule;
  readonly otherMethod?: CallRule;
}

export const UNKNOWN: CallRule = {
  changes: 'all',
  receiver: 'changes deeply',
  keeps: 'arguments'
};

const LIBRARIES: Readonly<Record<string, Library>> = {
  builtins: BUILTINS,
  numpy: NUMPY,
  pandas: PANDAS,
  sklearn: SCIKIT_LEARN,
  matplotlib: MATPLOTLIB,
  ...Object.fromEntries(
    STANDARD_MODULES.map(module => [module, STANDARD_LIBRARY])
  ),
  scipy: SCIPY,
  seaborn: SEABORN,
  plotly: PLOTLY,
  tqdm: TQDM,
  altair: PURE,
  statsmodels: PURE,
  IPython: PURE
};

/** What pandas plots is a figure of matplotlib. */
const PLOTTED = /^pandas\b.*\.(plot|hist|boxplot)\b/;

/** Containers that looking up a missing key changes. */
export function changesWhenIndexed(object: AbstractObject): boolean {
  return object.path === 'collections.defaultdict()';
}

/** Arrays and frames, which copy what is stored into them. */
export function copiesItems(object: AbstractObject): boolean {
  return object.kind === 'other' && /^(numpy|pandas)\b/.test(object.path);
}

/** Attributes of unknown objects that are immutable by convention. */
const SCALAR_ATTRIBUTES = new Set([
  'shape',
  'ndim',
  'size',
  'dtype',
  'name',
  '__name__',
  '__doc__'
]);

export function libraryOf(path: string): Library | undefined {
  const root = rootOf(path);
  if (root.startsWith('pandas') && PLOTTED.test(path)) {
    return MATPLOTLIB;
  }
  return Object.hasOwn(LIBRARIES, root) ? LIBRARIES[root] : undefined;
}

export function isTrusted(path: string): boolean {
  return libraryOf(path) !== undefined;
}

/** The rule for calling `path`, a function or class of a library. */
export function functionRule(path: string): CallRule {
  const library = libraryOf(path);
  if (!library) {
    return UNKNOWN;
  }
  const name =
    library === STANDARD_LIBRARY ? path : path.slice(rootOf(path).length + 1);
  const known =
    entry(library.functions, name) ?? entry(library.functions, lastOf(name));
  const isClass = /^[A-Z]/.test(lastOf(path));
  return (
    known ?? library.otherFunction ?? { returns: isClass ? 'holds' : 'new' }
  );
}

/** The part of a foreign module that a call such as `module.items.append(1)` changes. */
export function changedPart(path: string): string | undefined {
  const parts = path.split('.');
  const rule = entry(CONTAINER_METHODS, parts[parts.length - 1]);
  return parts.length > 2 && rule?.receiver === 'changes' && !isTrusted(path)
    ? parts.slice(0, -1).join('.')
    : undefined;
}

/** The rule for the method `name` of an object. */
export function methodRule(object: AbstractObject, name: string): CallRule {
  if (object.kind === 'container' && object.path !== LABELS) {
    return entry(CONTAINER_METHODS, name) ?? UNKNOWN;
  }
  const library = libraryOf(object.path);
  if (!library) {
    return entry(READ_ONLY_METHODS, name) ?? UNKNOWN;
  }
  return (
    entry(library.methods, name) ??
    changingMethod(name) ??
    library.otherMethod ?? { receiver: 'changes if in place', returns: 'new' }
  );
}

/** `frame.columns.tolist()` is of pandas, and yet a list. */
function changingMethod(name: string): CallRule | undefined {
  const rule = entry(CONTAINER_METHODS, name);
  return rule?.receiver === 'changes' ? rule : undefined;
}

/** What reading an attribute of an object made by `path` gives. */
export function attributeRule(
  path: string,
  name: string
): 'scalar' | 'labels' | 'new' | 'view' {
  const attributes = libraryOf(path)?.attributes;
  if (attributes?.labels?.includes(name)) {
    return 'labels';
  }
  if (attributes?.scalar?.includes(name) || SCALAR_ATTRIBUTES.has(name)) {
    return 'scalar';
  }
  return attributes?.new?.includes(name) ? 'new' : 'view';
}

function entry<T>(
  table: Readonly<Record<string, T>>,
  name: string
): T | undefined {
  return Object.hasOwn(table, name) ? table[name] : undefined;
}

/** The path of an object of which only the library is known that made it: `torch()`. */
export function libraryPath(path: string): string {
  const root = rootOf(path);
  return root === '' ? '' : `${root}()`;
}

function rootOf(path: string): string {
  const end = path.search(/[.(]/);
  return end < 0 ? path : path.slice(0, end);
}

function lastOf(path: string): string {
  return path.slice(path.lastIndexOf('.') + 1);
}
