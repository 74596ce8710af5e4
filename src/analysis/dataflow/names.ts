import type { Candidates } from './candidates';
import type { Binding } from './effects';
import { union, type Place, type Value } from './objects';

/** A binding of a module name by an earlier step. */
export interface PastBinding extends Binding {
  readonly step: number;
}

/** The names of the module as the steps so far have left them. */
export class NameHistory {
  private readonly past = new Map<string, PastBinding[]>();

  add(name: string, binding: PastBinding): void {
    const bindings = this.past.get(name);
    if (bindings) {
      bindings.push(binding);
    } else {
      this.past.set(name, [binding]);
    }
  }

  /** All names that any step has bound. */
  names(): IterableIterator<string> {
    return this.past.keys();
  }

  /**
   * The bindings that may be in force for a step, latest first: those of its
   * candidates down to the last that is certain.
   */
  inForce(name: string, candidates: Candidates): PastBinding[] {
    const found: PastBinding[] = [];
    const bindings = this.past.get(name) ?? [];
    for (let i = bindings.length - 1; i >= 0; i--) {
      const binding = bindings[i];
      if (candidates.has(binding.step)) {
        found.push(binding);
        if (binding.certain) {
          break;
        }
      }
    }
    return found;
  }
}

/** What a module name may be at one point of the step that is being run. */
export interface NameState {
  readonly value: Value;
  /** It may still be what it was when the step began. */
  readonly fromEntry: boolean;
  /** The step has bound it, certainly or on some path. */
  readonly bound: boolean;
  readonly deleted: boolean;
  readonly place: Place;
  /** No other place of the step may have bound it instead. */
  readonly only: boolean;
}

/** Merges what two paths say of a name; `entry` answers for a path that has not touched it. */
export function mergeNames(
  left: ReadonlyMap<string, NameState>,
  right: ReadonlyMap<string, NameState>,
  entry: (name: string) => Value
): Map<string, NameState> {
  const merged = new Map(left);
  for (const [name, state] of right) {
    const other = left.get(name);
    merged.set(
      name,
      other ? mergeStates(other, state) : untouched(name, state, entry)
    );
  }
  for (const [name, state] of left) {
    if (!right.has(name)) {
      merged.set(name, untouched(name, state, entry));
    }
  }
  return merged;
}

function mergeStates(a: NameState, b: NameState): NameState {
  if (a === b) {
    return a;
  }
  return {
    value: union(a.value, b.value),
    fromEntry: a.fromEntry || b.fromEntry,
    bound: a.bound || b.bound,
    deleted: a.deleted || b.deleted,
    place: a.bound ? a.place : b.place,
    only: a.only && b.only && a.place === b.place
  };
}

function untouched(
  name: string,
  state: NameState,
  entry: (name: string) => Value
): NameState {
  if (state.fromEntry) {
    return state;
  }
  return {
    ...state,
    value: union(state.value, entry(name)),
    fromEntry: true
  };
}
