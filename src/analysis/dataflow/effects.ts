/** What one step does, as far as its source tells: the answer of the abstract run. */
import { normalizePath } from '../libraries/paths';
import type { AbstractObject, Place, Value } from './objects';

/** A read of a name as it was when the step began. */
export interface Read {
  /** The first place that reads it, one that is certain to be reached where there is any. */
  readonly place: Place;
  /** False where every read stands in a branch, a loop or the like. */
  readonly certain: boolean;
}

/** What a step does with one name of the module. */
export interface Binding {
  /** What the name may be at the end of the step. */
  readonly value: Value;
  /** False where it may still be what it was when the step began. */
  readonly certain: boolean;
  /** Set where the name may have been deleted. */
  readonly deleted: boolean;
  readonly place: Place;
  /** False where another place may have bound it instead. */
  readonly only: boolean;
}

/** `make`: makes a folder, or leaves it as it is. */
export type FileAccess = 'read' | 'write' | 'list' | 'make';

export interface FileEffect {
  /**
   * POSIX path relative to the notebook's folder, '' for the folder itself, or
   * absolute; without `.` and `a/..`. Absent where it cannot be told.
   */
  readonly path: string | undefined;
  readonly access: FileAccess;
  readonly place: Place;
}

/** State that lives in a module: see `libraries/module-state.ts` for the table. */
export interface StateEffect {
  readonly state: string;
  /**
   * `set` replaces the state whatever it was (a seed), `change` makes it anew
   * from what it was (a draw), `move` does so too but gives nothing that
   * depends on it, `use` only reads it.
   */
  readonly access: 'set' | 'change' | 'move' | 'use';
  /** False where it stands in a branch, a loop or the like. */
  readonly certain: boolean;
  readonly place: Place;
}

export interface Remark {
  readonly code: 'module-state' | 'unsupported-magic' | 'input-call';
  /** What the message names: `mymodule.counter`, `Out[3]`, `%store`. */
  readonly subject: string;
  readonly place: Place;
}

export interface StepEffects {
  /** Names that the step needs as they were when it began. */
  readonly reads: ReadonlyMap<string, Read>;
  readonly binds: ReadonlyMap<string, Binding>;
  /** Objects that it may have changed. */
  readonly mutated: ReadonlySet<AbstractObject>;
  /** Objects whose identity it asks for (`is`, `id`). */
  readonly identified: ReadonlySet<AbstractObject>;
  /** Objects of unknown code that it iterates over, which uses them up if they are iterators. */
  readonly iterated: ReadonlySet<AbstractObject>;
  /** Objects that are no iterators: it asks for their length, or for an item by its number. */
  readonly sized: ReadonlySet<AbstractObject>;
  readonly files: readonly FileEffect[];
  readonly states: readonly StateEffect[];
  /** Where it runs code that cannot be read (`exec`, `%run`): it may read and bind any name. */
  readonly opaque: Place | undefined;
  /** Names from `from m import *`: the statement that may bind any name. */
  readonly stars: readonly Place[];
  readonly remarks: readonly Remark[];
  /** The modules that it imports, by dotted path; for `from a import b` both `a` and `a.b`. */
  readonly imports: ReadonlySet<string>;
  /** Where it installs packages (`%pip install`). */
  readonly installs: Place | undefined;
}

/** Collects the effects of the step that is being run. */
export class EffectRecorder {
  readonly reads = new Map<string, Read>();
  readonly mutated = new Set<AbstractObject>();
  readonly identified = new Set<AbstractObject>();
  readonly iterated = new Set<AbstractObject>();
  readonly sized = new Set<AbstractObject>();
  readonly files: FileEffect[] = [];
  readonly states: StateEffect[] = [];
  readonly stars: Place[] = [];
  readonly remarks: Remark[] = [];
  readonly imports = new Set<string>();
  opaque: Place | undefined;
  installs: Place | undefined;

  read(name: string, place: Place, certain: boolean): void {
    const known = this.reads.get(name);
    if (!known || (certain && !known.certain)) {
      this.reads.set(name, { place, certain });
    }
  }

  /** @param effect - its path as the source spells it */
  file({ path: written, access, place }: FileEffect): void {
    const path = written === undefined ? undefined : normalizePath(written);
    const known = this.files.some(
      each => each.path === path && each.access === access
    );
    if (!known) {
      this.files.push({ path, access, place });
    }
  }

  /** Each place counts: every statement that sets a state may be a definition. */
  state(effect: StateEffect): void {
    const known = this.states.some(
      each =>
        each.state === effect.state &&
        each.access === effect.access &&
        each.place.cell === effect.place.cell &&
        each.place.span.start === effect.place.span.start
    );
    if (!known) {
      this.states.push(effect);
    }
  }

  remark(remark: Remark): void {
    const known = this.remarks.some(
      each => each.code === remark.code && each.subject === remark.subject
    );
    if (!known) {
      this.remarks.push(remark);
    }
  }
}
