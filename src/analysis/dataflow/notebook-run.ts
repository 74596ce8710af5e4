/** The abstract run of a notebook: its steps in order, each seeing what its candidates left. */
import type { ScopeTable } from '../scopes/resolve';
import type { Statement } from '../syntax/tree';
import { isBuiltin } from '../libraries/builtin-names';
import { sameCandidates, type Candidates } from './candidates';
import type { Binding, StepEffects } from './effects';
import { evaluate } from './expressions';
import { external } from './imports';
import type { Journal } from './journal';
import { Machine, type Language, type Onward } from './machine';
import { NameHistory, type PastBinding } from './names';
import {
  NOTHING,
  SCALAR,
  meet,
  reachable,
  union,
  type AbstractObject,
  type Value
} from './objects';
import { executeBlock } from './statements';

/** The statements of one cell that a step runs. */
export interface CellCode {
  readonly cell: number;
  readonly statements: readonly Statement[];
  readonly scopes: ScopeTable;
  /** What comes below runs even if it raises: it may have done a part of what it says. */
  readonly mayRaise?: boolean;
}

/** What a step runs, and the numbers of the steps whose work it sees. */
export interface StepCode {
  readonly candidates: Candidates;
  readonly cells: readonly CellCode[];
}

/** A step that has been run: what it had to go by, and what it did. */
interface StepRun {
  readonly code: StepCode;
  /** The bindings in force of each name that it asked for. */
  readonly asked: ReadonlyMap<string, readonly PastBinding[]>;
  readonly journal: Journal;
  readonly effects: StepEffects;
}

const LANGUAGE: Language = { evaluate, execute: executeBlock };

/**
 * Runs a notebook again after each edit. A step is run anew only where its
 * code or what it went by has changed: the bindings of names that it asked
 * for, or an object that it could reach.
 */
export class NotebookRun {
  private history = new NameHistory();
  private runs: StepRun[] = [];

  /** Runs the steps, numbered from 0 in this order. */
  run(steps: readonly StepCode[]): StepEffects[] {
    const before = this.runs;
    for (let i = before.length - 1; i >= 0; i--) {
      before[i].journal.undo();
    }
    this.history = new NameHistory();
    this.runs = [];
    const changed = new Set<AbstractObject>();
    steps.forEach((code, step) => {
      const known = before.at(step);
      if (known && this.holds(known, code, changed)) {
        known.journal.apply();
        this.keep(known, step);
        return;
      }
      const run = this.runStep(step, code);
      for (const each of known ? [known, run] : [run]) {
        each.journal.objects().forEach(object => changed.add(object));
      }
      this.keep(run, step);
    });
    return withUsedUp(this.runs.map(run => run.effects));
  }

  /**
   * Whether a step would do the same once more.
   *
   * @param changed - objects to which earlier steps do other things than before
   */
  private holds(
    run: StepRun,
    code: StepCode,
    changed: ReadonlySet<AbstractObject>
  ): boolean {
    if (
      !sameCells(run.code.cells, code.cells) ||
      !sameCandidates(run.code.candidates, code.candidates)
    ) {
      return false;
    }
    const values: Value[] = [];
    for (const [name, bindings] of run.asked) {
      const now = this.history.inForce(name, code.candidates);
      if (!sameBindings(bindings, now)) {
        return false;
      }
      values.push(...now.map(each => each.value));
    }
    return changed.size === 0 || !meet(reachable(union(...values)), changed);
  }

  private runStep(step: number, code: StepCode): StepRun {
    const { candidates, cells } = code;
    const machine = new Machine(
      LANGUAGE,
      step,
      this.history,
      candidates,
      unbound
    );
    for (const { cell, statements, scopes, mayRaise } of cells) {
      machine.cell = cell;
      machine.scopes = scopes;
      try {
        const run = (): Onward => {
          machine.execute(statements);
          return 'goes on';
        };
        if (mayRaise) {
          machine.branch(run, () => 'goes on');
        } else {
          run();
        }
      } catch (error) {
        if (!(error instanceof RangeError)) {
          throw error;
        }
        // Nested too deeply to be followed: the stack is full.
        machine.effects.opaque = machine.place({ start: 0, end: 0 });
      }
    }
    const binds = bindingsOf(machine);
    const { asked, journal, effects } = machine;
    return { code, asked, journal, effects: { ...effects, binds } };
  }

  private keep(run: StepRun, step: number): void {
    this.runs.push(run);
    for (const [name, binding] of run.effects.binds) {
      this.history.add(name, { ...binding, step });
    }
  }
}

/** Counts iterating over an object as a change, unless any step shows that it is no iterator. */
function withUsedUp(effects: readonly StepEffects[]): StepEffects[] {
  const sized = new Set<AbstractObject>();
  for (const each of effects) {
    each.sized.forEach(object => sized.add(object));
  }
  return effects.map(each => {
    const used = [...each.iterated].filter(object => !sized.has(object));
    return used.length > 0
      ? { ...each, mutated: new Set([...each.mutated, ...used]) }
      : each;
  });
}

function bindingsOf(machine: Machine): Map<string, Binding> {
  const binds = new Map<string, Binding>();
  for (const [name, state] of machine.names) {
    const { value, bound, deleted, fromEntry, place, only } = state;
    // `except … as e` ends with deleting a name that was never bound outside.
    const isNothing =
      deleted &&
      fromEntry &&
      value.size === 0 &&
      machine.bindings(name).length === 0;
    if (bound && !isNothing) {
      binds.set(name, { value, deleted, place, only, certain: !fromEntry });
    }
  }
  return binds;
}

function unbound(name: string): Value {
  if (isBuiltin(name)) {
    return external(`builtins.${name}`);
  }
  return /^__\w+__$/.test(name) ? SCALAR : NOTHING;
}

function sameCells(a: readonly CellCode[], b: readonly CellCode[]): boolean {
  return (
    a.length === b.length &&
    a.every(
      ({ cell, statements, mayRaise }, i) =>
        cell === b[i].cell &&
        statements === b[i].statements &&
        mayRaise === b[i].mayRaise
    )
  );
}

function sameBindings(
  a: readonly PastBinding[],
  b: readonly PastBinding[]
): boolean {
  return (
    a.length === b.length &&
    a.every(
      ({ value, certain }, i) =>
        value === b[i].value && certain === b[i].certain
    )
  );
}
