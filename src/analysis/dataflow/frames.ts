import type { Scope } from '../scopes/scope';
import type { ScopeTable } from '../scopes/resolve';
import type { AbstractObject } from './objects';
import { NOTHING, union, type Value } from './objects';

/**
 * The local names of one call, comprehension or class body.
 *
 * A frame that a closure keeps outlives its call: it is then part of the
 * function object, and an assignment to one of its names changes that object.
 */
export class Frame {
  constructor(
    readonly scope: Scope,
    readonly scopes: ScopeTable,
    readonly cell: number,
    readonly parent: Frame | undefined,
    /** Stands for the frame among the parts of the closures made in it. */
    readonly cells: AbstractObject
  ) {}

  locals = new Map<string, Value>();
  /** Whatever each name was at any time: what a closure may find in it. */
  private readonly ever = new Map<string, Value>();
  returned: Value = NOTHING;
  /** What a generator function yields; absent for any other function. */
  yielded: Value | undefined;

  set(name: string, value: Value): void {
    this.locals.set(name, value);
    this.ever.set(name, union(this.ever.get(name) ?? NOTHING, value));
  }

  /** Makes what puts a name back to what it is now. */
  undoing(name: string): () => void {
    const { locals } = this;
    const [local, ever] = [locals.get(name), this.ever.get(name)];
    return () => {
      putBack(locals, name, local);
      putBack(this.ever, name, ever);
    };
  }

  captured(name: string): Value {
    return this.ever.get(name) ?? NOTHING;
  }

  /** All that the names have been: what they may be where an exception is caught. */
  everything(): Map<string, Value> {
    return new Map(this.ever);
  }

  /** The frame in which a free variable of this one lives. */
  home(name: string): Frame | undefined {
    let frame = this.parent;
    while (frame) {
      const symbol = frame.scope.symbols.get(name);
      if (frame.scope.kind !== 'class' && symbol?.place === 'local') {
        return frame;
      }
      frame = frame.parent;
    }
    return undefined;
  }

  return(value: Value): void {
    this.returned = union(this.returned, value);
  }
}

function putBack(
  values: Map<string, Value>,
  name: string,
  value: Value | undefined
): void {
  if (value) {
    values.set(name, value);
  } else {
    values.delete(name);
  }
}

/** What the locals may be where two paths come together. */
export function mergeLocals(
  a: Map<string, Value>,
  b: Map<string, Value>
): Map<string, Value> {
  const merged = new Map(a);
  for (const [name, value] of b) {
    merged.set(name, union(merged.get(name) ?? NOTHING, value));
  }
  return merged;
}

/**
 * A calling context: the chain of call sites that leads here. It keeps one
 * object for each place that makes one, so that two calls of a factory from
 * two places make two objects, and a loop makes one.
 */
export class Context {
  constructor(readonly depth = 0) {}
  private readonly made = new Map<object, Map<string, AbstractObject>>();
  private readonly inner = new Map<object, Map<object, Context>>();

  /** The object that `node` makes here; `part` tells several of one node apart. */
  object(
    node: object,
    part: string,
    make: () => AbstractObject
  ): AbstractObject {
    let parts = this.made.get(node);
    if (!parts) {
      this.made.set(node, (parts = new Map()));
    }
    let object = parts.get(part);
    if (!object) {
      parts.set(part, (object = make()));
    }
    return object;
  }

  /** The context of a call at `site` of the function that `node` defines. */
  enter(site: object, node: object): Context {
    let targets = this.inner.get(site);
    if (!targets) {
      this.inner.set(site, (targets = new Map()));
    }
    let context = targets.get(node);
    if (!context) {
      targets.set(node, (context = new Context(this.depth + 1)));
    }
    return context;
  }
}
