/**
 * The objects of the abstract run of a notebook.
 *
 * One object stands for everything that one place in the code makes in one
 * calling context. What an object holds is one set, whatever the key or the
 * attribute; it only grows. Each hold carries the steps that made it, so that
 * a step sees only what its candidates did.
 */
import type { ClassDef, FunctionDef, Lambda, Span } from '../syntax/tree';
import type { ScopeTable } from '../scopes/resolve';
import type { Frame } from './frames';

/** A place in the notebook: cell index and span within its source. */
export interface Place {
  readonly cell: number;
  readonly span: Span;
}

/** A set of objects; what a name or an expression may be. */
export type Value = ReadonlySet<AbstractObject>;

export type ObjectKind =
  /** Immutable and without parts: numbers, strings, None; never shared. */
  | 'scalar'
  /** A list, dict, set, tuple or iterator whose members are `held`. */
  | 'container'
  /** An instance of a class of the notebook; its attributes are `held`. */
  | 'instance'
  | 'function'
  | 'class'
  /** A module or an attribute path of one: `numpy`, `pandas.read_csv`. */
  | 'external'
  /** Made by library or unknown code: it stands for itself and all its parts. */
  | 'other';

/** What calls a function of the notebook needs to know. */
export interface FunctionPart {
  readonly node: FunctionDef | Lambda;
  readonly scopes: ScopeTable;
  readonly cell: number;
  /** Where free variables live; absent for a function at the top level. */
  readonly closure: Frame | undefined;
  readonly defaults: ReadonlyMap<string, Value>;
  /** `property`, `classmethod`…, or the names of other decorators. */
  readonly decorators: readonly string[];
}

export interface ClassPart {
  readonly node: ClassDef;
  readonly cell: number;
  readonly bases: readonly AbstractObject[];
  /** The class's own namespace. */
  readonly members: Map<string, Value>;
}

export class AbstractObject {
  constructor(
    readonly kind: ObjectKind,
    /**
     * The dotted path of an external, or of the callable that made the object,
     * with `()`: `pandas.read_csv()`. '' where nothing is known.
     */
    readonly path: string,
    /** The number of the step that made it; -1 for what no step made. */
    readonly step: number
  ) {}

  /** The value of a constant scalar, as far as it matters to rules. */
  constant?: string | number | boolean;
  functionPart?: FunctionPart;
  classPart?: ClassPart;
  /** The metaclasses of a class that are not `type`. */
  metaclasses?: Value;
  /** The class of an instance. */
  instanceOf?: AbstractObject;
  /** Its index and columns, if it is a frame: one object each. */
  labels?: Map<string, AbstractObject>;
  /** What a bound method belongs to. */
  boundTo?: Value;
  /** What an iterator reads from, which is not among the members it gives. */
  sources?: Value;
  /** The objects whose attributes a dict is: `vars(model)`. */
  attributesOf?: Value;
  /** Where the code that makes it stands. */
  place?: Place;
  /** Made with the first hold: most objects hold nothing, and there are very many. */
  private _held: Map<AbstractObject, number> | undefined;
  private _parts: Value | undefined;
  private _itself: Value | undefined;

  /** What a name is that can be nothing but this. */
  get itself(): Value {
    this._itself ??= new Set([this]);
    return this._itself;
  }

  /** What this object holds, with the first step that put it there. */
  get held(): ReadonlyMap<AbstractObject, number> {
    return this._held ?? HOLDS_NOTHING;
  }

  hold(part: AbstractObject, step: number): void {
    (this._held ??= new Map()).set(part, step);
    this._parts = undefined;
  }

  /** Takes back a `hold`. */
  release(part: AbstractObject): void {
    this._held?.delete(part);
    this._parts = undefined;
  }

  /** What it holds, and itself where it stands for its parts too. */
  get parts(): Value {
    this._parts ??= this.findParts();
    return this._parts;
  }

  private findParts(): Value {
    if (!this._held?.size) {
      return this.summary ? this.itself : NOTHING;
    }
    const parts = new Set<AbstractObject>(this.summary ? [this] : []);
    for (const part of this._held.keys()) {
      parts.add(part);
    }
    return parts;
  }

  /** Whether its parts cannot be told from itself. */
  get summary(): boolean {
    return this.kind === 'other';
  }

  /** Whether two names that hold it share something that can change. */
  get shareable(): boolean {
    return this.kind !== 'scalar' && this.kind !== 'external';
  }
}

export const NOTHING: Value = new Set();
const HOLDS_NOTHING: ReadonlyMap<AbstractObject, number> = new Map();

/** The one scalar of which nothing else is known. */
const anyScalar = new AbstractObject('scalar', '', -1);
export const SCALAR: Value = anyScalar.itself;

export function constant(value: string | number | boolean): AbstractObject {
  const made = new AbstractObject('scalar', '', -1);
  made.constant = value;
  return made;
}

/** The path of the index of a frame: a container of scalars that has a name. */
export const LABELS = 'pandas.Index()';

/** What a `pathlib.Path` is: a scalar whose constant, where it is known, is its text. */
export const PATH = 'pathlib.Path()';

/** A path of which nothing else is known. */
export const SOME_PATH: Value = new Set([
  new AbstractObject('scalar', PATH, -1)
]);

export function pathConstant(text: string): AbstractObject {
  const made = new AbstractObject('scalar', PATH, -1);
  made.constant = text;
  return made;
}

export function union(...values: readonly Value[]): Value {
  let all = NOTHING;
  /** The same set, as soon as it is one of our own. */
  let own: Set<AbstractObject> | undefined;
  for (const value of values) {
    if (all.size === 0) {
      all = value;
    } else if (value !== all) {
      for (const object of value) {
        if (!all.has(object)) {
          all = (own ??= new Set(all)).add(object);
        }
      }
    }
  }
  return all;
}

export function isScalar(value: Value): boolean {
  for (const object of value) {
    if (object.kind !== 'scalar') {
      return false;
    }
  }
  return value.size > 0;
}

/** The constants that a value may be, or nothing where it may be anything else. */
export function constants(
  value: Value
): (string | number | boolean)[] | undefined {
  const found: (string | number | boolean)[] = [];
  for (const object of value) {
    if (object.constant === undefined) {
      return undefined;
    }
    found.push(object.constant);
  }
  return found.length > 0 ? found : undefined;
}

/** Everything that can be reached from a value over holds that `sees` accepts, itself included. */
export function reachable(
  value: Value,
  sees?: (step: number, part: AbstractObject) => boolean
): Set<AbstractObject> {
  const found = new Set<AbstractObject>();
  const open = [...value];
  const visit = (step: number, part: AbstractObject): void => {
    if (
      part.kind !== 'scalar' &&
      !found.has(part) &&
      sees?.(step, part) !== false
    ) {
      open.push(part);
    }
  };
  for (let object = open.pop(); object; object = open.pop()) {
    if (found.has(object) || object.kind === 'scalar') {
      continue;
    }
    found.add(object);
    object.held.forEach(visit);
    pushOthers(open, object);
  }
  return found;
}

/** Whether two sets of objects have one in common. */
export function meet(a: Value, b: Value): boolean {
  const [small, large] = a.size < b.size ? [a, b] : [b, a];
  for (const object of small) {
    if (large.has(object)) {
      return true;
    }
  }
  return false;
}

/** Everything that an object leads to, whichever step put it there. */
export function partsOf(object: AbstractObject): AbstractObject[] {
  const parts = [...object.held.keys()];
  pushOthers(parts, object);
  return parts;
}

/** What an object leads to beside what it holds. */
function pushOthers(open: AbstractObject[], object: AbstractObject): void {
  if (object.instanceOf) {
    open.push(object.instanceOf);
  }
  pushAll(open, object.classPart?.bases);
  pushAll(open, object.boundTo);
  pushAll(open, object.sources);
  pushAll(open, object.attributesOf);
}

/** Most objects have none of what is pushed here, and many are asked. */
function pushAll(
  open: AbstractObject[],
  objects: Iterable<AbstractObject> | undefined
): void {
  if (objects) {
    open.push(...objects);
  }
}
