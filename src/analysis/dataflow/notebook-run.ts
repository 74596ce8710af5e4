/** The abstract run of a notebook: its steps in order, each seeing what its candidates left. */
import type { ScopeTable } from '../scopes/resolve';
import type { Statement } from '../syntax/tree';
import { isBuiltin } from '../libraries/builtin-names';
import type { Binding, StepEffects } from './effects';
import { evaluate } from './expressions';
import { external } from './imports';
import { Machine, type Language } from './machine';
import { NameHistory } from './names';
import { NOTHING, SCALAR, type Value } from './objects';
import { executeBlock } from './statements';

/** The statements of one cell that a step runs. */
export interface CellCode {
  readonly cell: number;
  readonly statements: readonly Statement[];
  readonly scopes: ScopeTable;
}

const LANGUAGE: Language = { evaluate, execute: executeBlock };

export class NotebookRun {
  readonly history = new NameHistory();

  /**
   * Runs the next step.
   *
   * @param step - its number; steps are run in ascending order
   * @param candidates - the numbers of the steps whose work it sees
   */
  runStep(
    step: number,
    candidates: ReadonlySet<number>,
    cells: readonly CellCode[]
  ): StepEffects {
    const machine = new Machine(
      LANGUAGE,
      step,
      this.history,
      candidates,
      unbound
    );
    for (const { cell, statements, scopes } of cells) {
      machine.cell = cell;
      machine.scopes = scopes;
      try {
        machine.execute(statements);
      } catch (error) {
        if (!(error instanceof RangeError)) {
          throw error;
        }
        // Nested too deeply to be followed: the stack is full.
        machine.effects.opaque = machine.place({ start: 0, end: 0 });
      }
    }
    const binds = bindingsOf(machine);
    for (const [name, binding] of binds) {
      this.history.add(name, { ...binding, step });
    }
    return { ...machine.effects, binds };
  }
}

function bindingsOf(machine: Machine): Map<string, Binding> {
  const binds = new Map<string, Binding>();
  for (const [name, state] of machine.names) {
    const { value, bound, deleted, fromEntry, place, only } = state;
    const known = machine.history.inForce(name, machine.candidates).length > 0;
    // `except … as e` ends with deleting a name that was never bound outside.
    const isNothing = deleted && fromEntry && value.size === 0 && !known;
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
