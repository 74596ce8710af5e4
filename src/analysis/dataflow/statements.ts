/** What each statement does to names and objects. */
import type {
  Expression,
  For,
  Name,
  Statement,
  Try,
  While,
  With
} from '../syntax/tree';
import { assign, remove, storeAugmented } from './assignment';
import { defineClass, defineFunction } from './definitions';
import { importFrom, importModules } from './imports';
import { consult } from './instances';
import type { Machine, Onward } from './machine';
import { mergeNames } from './names';
import { SCALAR, union } from './objects';

export function executeBlock(
  machine: Machine,
  statements: readonly Statement[]
): Onward {
  let onward: Onward = 'goes on';
  for (const statement of statements) {
    const next = execute(machine, statement);
    if (next === 'leaves') {
      return 'leaves';
    }
    if (next === 'may leave') {
      onward = 'may leave';
    }
  }
  return onward;
}

function execute(machine: Machine, statement: Statement): Onward {
  switch (statement.kind) {
    case 'ExpressionStatement':
      consult(machine, machine.evaluate(statement.value), 'shown');
      return 'goes on';
    case 'Assign': {
      const value = machine.evaluate(statement.value);
      for (const target of statement.targets) {
        assign(machine, target, value, statement.value);
      }
      return 'goes on';
    }
    case 'AugmentedAssign':
      storeAugmented(machine, statement);
      return 'goes on';
    case 'AnnotatedAssign':
      if (machine.frame?.scope.kind !== 'function') {
        machine.evaluate(statement.annotation);
      }
      if (statement.value) {
        assign(
          machine,
          statement.target,
          machine.evaluate(statement.value),
          statement.value
        );
      }
      return 'goes on';
    case 'Delete':
      statement.targets.forEach(target => remove(machine, target));
      return 'goes on';
    case 'Leave': {
      const values = statement.values.map(value => machine.evaluate(value));
      if (statement.form === 'return') {
        machine.frame?.return(union(...values));
      }
      values.forEach(value => consult(machine, value, 'shown'));
      return statement.form === 'assert' ? 'goes on' : 'leaves';
    }
    case 'Simple':
      return statement.form === 'pass' ? 'goes on' : 'leaves';
    case 'ScopeDeclaration':
      return 'goes on';
    case 'Import':
      importModules(machine, statement);
      return 'goes on';
    case 'ImportFrom':
      importFrom(machine, statement);
      return 'goes on';
    case 'If':
      consult(machine, machine.evaluate(statement.test), 'tested');
      return machine.branch(
        () => machine.execute(statement.body),
        () => machine.execute(statement.otherwise)
      );
    case 'While':
    case 'For':
      return executeLoop(machine, statement);
    case 'With':
      return executeWith(machine, statement);
    case 'Try':
      return executeTry(machine, statement);
    case 'Match': {
      const subject = machine.evaluate(statement.subject);
      const members = union(subject, machine.parts(subject));
      const paths = statement.cases.map(each => () => {
        each.pattern.reads.forEach(read => machine.evaluate(read));
        for (const capture of each.pattern.captures) {
          machine.bind(capture.id, members, capture);
        }
        if (each.guard) {
          machine.evaluate(each.guard);
        }
        return machine.execute(each.body);
      });
      const last = statement.cases[statement.cases.length - 1];
      const exhaustive = last?.pattern.irrefutable && !last.guard;
      return machine.branch(
        ...paths,
        ...(exhaustive ? [] : [() => 'goes on' as const])
      );
    }
    case 'FunctionDef':
      defineFunction(machine, statement);
      return 'goes on';
    case 'ClassDef':
      defineClass(machine, statement);
      return 'goes on';
    case 'TypeAlias':
      machine.bind(statement.name.id, SCALAR, statement.name);
      return 'goes on';
    case 'SyntaxError':
      return machine.branch(
        () => machine.execute(statement.recovered),
        () => 'goes on'
      );
  }
}

/** Twice is enough for what a second turn sees of the first; objects only grow. */
const TURNS = 2;

function executeLoop(machine: Machine, loop: While | For): Onward {
  const outer = machine.leftNames;
  machine.leftNames = [];
  const iterated =
    loop.kind === 'For' ? machine.evaluate(loop.iterable) : undefined;
  if (iterated) {
    consult(machine, iterated, 'iterated');
  }
  const turn = (): Onward => {
    if (loop.kind === 'For' && iterated) {
      assign(machine, loop.target, machine.parts(iterated));
    }
    machine.execute(loop.body);
    return 'goes on';
  };
  const sure = loop.kind === 'For' && hasMembers(loop.iterable);
  for (let i = 0; i < TURNS; i++) {
    if (loop.kind === 'While') {
      consult(machine, machine.evaluate(loop.test), 'tested');
    }
    if (sure && i === 0) {
      turn();
    } else {
      machine.branch(turn, () => 'goes on');
    }
  }
  // Whatever `break`, `continue` or `return` cut short also counts after the loop.
  for (const names of machine.leftNames) {
    machine.names = mergeNames(machine.names, names, machine.entry);
  }
  machine.leftNames = [...outer, ...machine.leftNames];
  if (loop.otherwise.length > 0) {
    machine.branch(
      () => machine.execute(loop.otherwise),
      () => 'goes on'
    );
  }
  return 'goes on';
}

/** Whether a loop over this surely runs its body: a display with members, `range(3)`. */
function hasMembers(iterable: Expression): boolean {
  switch (iterable.kind) {
    case 'Collection':
      return iterable.elements.some(each => each.kind !== 'Starred');
    case 'Dict':
      return iterable.items.some(item => item.key !== undefined);
    case 'Constant':
      return typeof iterable.value === 'string' && iterable.value !== '';
    case 'Call': {
      const { callee, args } = iterable;
      const bounds = args.map(each =>
        each.kind === 'Constant' ? each.value : undefined
      );
      const [first, second] = bounds;
      return (
        callee.kind === 'Name' &&
        callee.id === 'range' &&
        (bounds.length === 1
          ? typeof first === 'number' && first > 0
          : bounds.length === 2 &&
            typeof first === 'number' &&
            typeof second === 'number' &&
            first < second)
      );
    }
    default:
      return false;
  }
}

function executeWith(machine: Machine, statement: With): Onward {
  for (const { context, target } of statement.items) {
    const manager = machine.evaluate(context);
    const entered = consult(machine, manager, 'entered');
    if (target) {
      // `@contextmanager` makes a manager of a generator: it gives what that yields.
      const managers = [...manager].filter(each => each.path !== 'generator');
      const held = [...manager].filter(each => each.kind !== 'instance');
      const parts = machine.parts(union(new Set(held), entered));
      assign(machine, target, union(new Set(managers), entered, parts));
    }
  }
  const onward = machine.execute(statement.body);
  for (const { target } of statement.items) {
    if (target?.kind === 'Name') {
      closeFile(machine, target);
    }
  }
  // A manager such as `contextlib.suppress` may go on after an exception.
  return onward === 'leaves' ? 'may leave' : onward;
}

/** What `with open(…) as file` leaves in `file` is closed, and may be kept. */
function closeFile(machine: Machine, target: Name): void {
  const value = machine.read(target.id, target);
  if ([...value].every(each => each.path === 'builtins.open()')) {
    const closed = machine.make('other', 'io.closed()', target);
    machine.bind(target.id, closed.itself, target);
  }
}

function executeTry(machine: Machine, statement: Try): Onward {
  const outer = machine.leftNames;
  const thrown = [new Map(machine.names)];
  let onward: Onward = 'goes on';
  const whole = (): Onward => {
    for (const each of statement.body) {
      machine.leftNames = [];
      const next = execute(machine, each);
      thrown.push(new Map(machine.names), ...machine.leftNames);
      outer.push(...machine.leftNames);
      machine.leftNames = outer;
      if (next === 'leaves') {
        return next;
      }
      onward = next === 'may leave' ? next : onward;
    }
    const rest = machine.execute(statement.otherwise);
    return rest === 'goes on' ? onward : rest;
  };
  const handlers = statement.handlers.map(handler => () => {
    machine.names = thrown.reduce((a, b) => mergeNames(a, b, machine.entry));
    if (machine.frame) {
      machine.frame.locals = machine.frame.everything();
    }
    if (handler.type) {
      machine.evaluate(handler.type);
    }
    if (handler.name !== undefined) {
      machine.bind(handler.name, SCALAR, handler);
    }
    const left = machine.execute(handler.body);
    if (handler.name !== undefined) {
      machine.bind(handler.name, SCALAR, handler);
      machine.unbind(handler.name, handler);
    }
    return left;
  });
  onward = machine.branch(whole, ...handlers);
  const last = machine.execute(statement.final);
  return last === 'goes on' ? onward : last;
}
