import type { Scope } from '../scopes/scope';
import type { ScopeTable } from '../scopes/resolve';
import type { Expression, Span, Statement } from '../syntax/tree';
import type { Candidates } from './candidates';
import { EffectRecorder, type StateEffect } from './effects';
import { Context, Frame, mergeLocals } from './frames';
import { Journal } from './journal';
import {
  mergeNames,
  type NameHistory,
  type NameState,
  type PastBinding
} from './names';
import {
  AbstractObject,
  NOTHING,
  SCALAR,
  reachable,
  union,
  type ObjectKind,
  type Place,
  type Value
} from './objects';

/** Whether control goes on after a statement. */
export type Onward = 'goes on' | 'may leave' | 'leaves';

/** The rules of the language, which the machine calls back. */
export interface Language {
  evaluate(machine: Machine, expression: Expression): Value;
  execute(machine: Machine, statements: readonly Statement[]): Onward;
}

/** How many calls one step's run may follow, and how deep, before it takes the rest for opaque code. */
const CALL_BUDGET = 20_000;
const CALL_DEPTH = 80;

/**
 * The state of the abstract run of one step: where it is, what the names are
 * there, and what it has done so far.
 */
export class Machine {
  constructor(
    private readonly language: Language,
    readonly step: number,
    private readonly history: NameHistory,
    private readonly candidates: Candidates,
    /** What a name is that no step binds: a builtin, or nothing known. */
    private readonly unbound: (name: string) => Value
  ) {}

  readonly effects = new EffectRecorder();
  readonly journal = new Journal();
  /** For each name that the step has asked for, its bindings in force when it began. */
  readonly asked = new Map<string, readonly PastBinding[]>();
  names = new Map<string, NameState>();
  cell = 0;
  scopes!: ScopeTable;
  frame: Frame | undefined;
  context = new Context();
  /** Functions of the notebook that are being called, outermost first. */
  readonly calls: object[] = [];
  private budget = CALL_BUDGET;
  /** How many branches the run is in: what it does there may not happen. */
  private branches = 0;

  evaluate(expression: Expression): Value {
    return this.language.evaluate(this, expression);
  }

  execute(statements: readonly Statement[]): Onward {
    return this.language.execute(this, statements);
  }

  place(span: Span): Place {
    return { cell: this.cell, span };
  }

  /** Notes what the code at `span` does with module state. */
  touchState(state: string, access: StateEffect['access'], span: Span): void {
    const certain = this.branches === 0;
    this.effects.state({ state, access, certain, place: this.place(span) });
  }

  // ------------------------------------------------------------------- names

  /** What a module name is, read at `span`. */
  readModule(name: string, span: Span): Value {
    const state = this.names.get(name);
    if (state && !state.fromEntry) {
      return state.value;
    }
    const place = this.place(span);
    const certain = this.branches === 0 && !state?.bound;
    this.effects.read(name, place, certain);
    if (state) {
      return state.value;
    }
    const value = this.entry(name);
    this.names.set(name, {
      value,
      fromEntry: true,
      bound: false,
      deleted: false,
      place,
      only: true
    });
    return value;
  }

  /** What a name may be when the step begins. */
  readonly entry = (name: string): Value => {
    const bindings = this.bindings(name);
    const values = bindings.map(binding => binding.value);
    const certain = bindings.some(binding => binding.certain);
    return union(...values, certain ? NOTHING : this.unbound(name));
  };

  /** The bindings of a name that may be in force when the step begins. */
  bindings(name: string): readonly PastBinding[] {
    let bindings = this.asked.get(name);
    if (!bindings) {
      bindings = this.history.inForce(name, this.candidates);
      this.asked.set(name, bindings);
    }
    return bindings;
  }

  bindModule(name: string, value: Value, span: Span): void {
    this.names.set(name, {
      value,
      fromEntry: false,
      bound: true,
      deleted: false,
      place: this.place(span),
      only: true
    });
  }

  /** `del name`, which fails where there is nothing to delete. */
  deleteModule(name: string, span: Span): void {
    this.readModule(name, span);
    this.names.set(name, {
      value: NOTHING,
      fromEntry: false,
      bound: true,
      deleted: true,
      place: this.place(span),
      only: true
    });
  }

  /** What a name is where the run stands, whichever scope it lives in. */
  read(written: string, span: Span): Value {
    const frame = this.frame;
    const name = frame ? mangled(written, frame.scope) : written;
    const place = frame?.scope.symbols.get(name)?.place ?? 'global';
    if (!frame || place === 'global') {
      return this.readModule(name, span);
    }
    if (place === 'free') {
      return frame.home(name)?.captured(name) ?? NOTHING;
    }
    const local = frame.locals.get(name);
    if (local === undefined && frame.scope.kind === 'class') {
      return this.readModule(name, span);
    }
    return local ?? NOTHING;
  }

  bind(written: string, value: Value, span: Span): void {
    const frame = this.frame;
    const name = frame ? mangled(written, frame.scope) : written;
    const place = frame?.scope.symbols.get(name)?.place ?? 'global';
    if (!frame || place === 'global') {
      this.bindModule(name, value, span);
      return;
    }
    const home = place === 'free' ? frame.home(name) : frame;
    if (!home) {
      return;
    }
    if (home === frame) {
      frame.set(name, value);
    } else {
      this.bindOutside(home, name, union(home.captured(name), value));
    }
    this.hold(home.cells.itself, value);
    if (home !== frame) {
      this.mutate(home.cells.itself);
    }
  }

  /** Binds a name of an outer function, which may have run in an earlier step. */
  private bindOutside(home: Frame, name: string, value: Value): void {
    if (home.cells.step === this.step) {
      home.set(name, value);
      return;
    }
    this.journal.add({
      object: home.cells,
      apply: () => home.set(name, value),
      undo: home.undoing(name)
    });
  }

  unbind(written: string, span: Span): void {
    const frame = this.frame;
    const name = frame ? mangled(written, frame.scope) : written;
    const place = frame?.scope.symbols.get(name)?.place ?? 'global';
    if (!frame || place === 'global') {
      this.deleteModule(name, span);
    } else if (place === 'local') {
      frame.locals.delete(name);
    }
  }

  // ----------------------------------------------------------------- objects

  /** The object that `node` makes in this context. */
  make(kind: ObjectKind, path: string, node: Span, part = ''): AbstractObject {
    return this.context.object(node, `${kind} ${path} ${part}`, () => {
      const object = new AbstractObject(kind, path, this.step);
      object.place = this.place(node);
      return object;
    });
  }

  /** Puts `parts` among what each of `owners` holds. */
  hold(owners: Value, parts: Value): void {
    for (const owner of owners) {
      if (owner.kind === 'scalar' || owner.kind === 'external') {
        continue;
      }
      for (const part of parts) {
        if (!owner.held.has(part)) {
          this.holdOne(owner, part);
        }
      }
      this.hold(owner.attributesOf ?? NOTHING, parts);
    }
  }

  private holdOne(object: AbstractObject, part: AbstractObject): void {
    if (object.step === this.step) {
      object.hold(part, this.step);
      return;
    }
    this.journal.add({
      object,
      apply: () => object.hold(part, this.step),
      undo: () => object.release(part)
    });
  }

  /** Says that the objects themselves may change (a store, an append). */
  mutate(value: Value): void {
    for (const object of value) {
      if (object.shareable) {
        this.effects.mutated.add(object);
      }
      this.mutate(object.attributesOf ?? NOTHING);
    }
  }

  /** Says that unknown code may change the objects and whatever they hold. */
  mutateDeeply(value: Value): void {
    this.mutate(reachable(value));
  }

  /** What iterating over, indexing or asking for a part of a value may give. */
  parts(value: Value): Value {
    let found = NOTHING;
    let scalar = false;
    for (const object of value) {
      scalar ||= object.kind === 'scalar';
      found = union(found, object.parts);
    }
    return found.size === 0 || scalar ? union(found, SCALAR) : found;
  }

  // ----------------------------------------------------------- control flow

  /**
   * Runs alternatives from the same state and goes on with what any of them
   * may have left. An alternative that leaves (returns, raises) counts only
   * where it may also go on.
   */
  branch(...paths: readonly (() => Onward)[]): Onward {
    const names = this.names;
    const frame = this.frame;
    const locals = frame?.locals;
    const ends: {
      names: Map<string, NameState>;
      locals?: Map<string, Value>;
    }[] = [];
    const left: typeof ends = [];
    const outcomes: Onward[] = [];
    for (const path of paths) {
      this.names = new Map(names);
      if (frame) {
        frame.locals = new Map(locals);
      }
      this.branches += 1;
      const onward = path();
      this.branches -= 1;
      outcomes.push(onward);
      (onward === 'leaves' ? left : ends).push({
        names: this.names,
        ...(frame && { locals: frame.locals })
      });
    }
    const kept = ends.length > 0 ? ends : left;
    this.names = kept
      .map(end => end.names)
      .reduce((a, b) => mergeNames(a, b, this.entry));
    if (frame) {
      frame.locals = kept
        .map(end => end.locals ?? new Map<string, Value>())
        .reduce(mergeLocals);
    }
    // What a path that returns has bound in the module stays bound after the call.
    if (ends.length > 0) {
      this.leftNames.push(...left.map(end => end.names));
    }
    if (outcomes.every(outcome => outcome === 'leaves')) {
      return 'leaves';
    }
    return outcomes.some(outcome => outcome !== 'goes on')
      ? 'may leave'
      : 'goes on';
  }

  /** Module names as the paths left them that have returned from the current call. */
  leftNames: Map<string, NameState>[] = [];

  /** Runs a call's body; afterwards the module's names are what any way out of it left. */
  inFrame<T>(frame: Frame, context: Context, run: () => T): T {
    const before = {
      frame: this.frame,
      context: this.context,
      cell: this.cell,
      scopes: this.scopes,
      leftNames: this.leftNames
    };
    this.frame = frame;
    this.context = context;
    this.cell = frame.cell;
    this.scopes = frame.scopes;
    this.leftNames = [];
    try {
      return run();
    } finally {
      for (const names of this.leftNames) {
        this.names = mergeNames(this.names, names, this.entry);
      }
      Object.assign(this, before);
    }
  }

  /** A frame for a call, comprehension or class body that runs in `context`. */
  newFrame(
    scope: Scope,
    scopes: ScopeTable,
    cell: number,
    context: Context,
    node: Span,
    parent: Frame | undefined
  ): Frame {
    const cells = context.object(
      node,
      'closure',
      () => new AbstractObject('container', 'closure', this.step)
    );
    return new Frame(scope, scopes, cell, parent, cells);
  }

  /** Whether one more call may be followed. */
  mayCall(): boolean {
    this.budget -= 1;
    return this.budget > 0 && this.calls.length < CALL_DEPTH;
  }
}

/** Inside a class, `__name` stands for `_Class__name`. */
function mangled(name: string, scope: Scope): string {
  if (!name.startsWith('__') || name.endsWith('__')) {
    return name;
  }
  for (let each: Scope | undefined = scope; each; each = each.parent) {
    if (each.kind === 'class') {
      return `_${each.name.replace(/^_+/, '')}${name}`;
    }
  }
  return name;
}
