import type { Expression, Statement, Try } from '../../../syntax/tree';
import { forEachChild } from '../../../syntax/walk';
import type { State } from './states';
import { copyOf, join, joinInto, withMaybe } from './states';
import { constantTruth, runsAtLeastOnce, suppresses } from './certainty';

/**
 * Follows module-level code and notes which names it has bound. A state of
 * `undefined` is a place that is not reached.
 */
export class Flow {
  private state: State | undefined = new Map();
  /** Everything that was bound anywhere, for code whose end is not reached. */
  private readonly anywhere: State = new Map();
  private readonly watched: State[] = [this.anywhere];
  /** What is bound where the innermost loop is left, and where its turn ends. */
  private breaks: (State | undefined)[] = [];
  private continues: (State | undefined)[] = [];

  /** What is bound where the code ends. */
  end(): State {
    return this.state ?? this.anywhere;
  }

  run(statements: readonly Statement[]): void {
    for (const statement of statements) {
      this.statement(statement);
    }
  }

  private statement(node: Statement): void {
    switch (node.kind) {
      case 'Assign':
        this.expression(node.value);
        return node.targets.forEach(target => this.bind(target));
      case 'AugmentedAssign':
        this.expression(node.value);
        return this.bind(node.target);
      case 'AnnotatedAssign':
        if (node.value) {
          this.expression(node.value);
          this.bind(node.target);
        }
        return;
      case 'Delete':
        return node.targets.forEach(target => this.unbind(target));
      case 'FunctionDef':
      case 'ClassDef':
        return this.set(node.name, 'yes');
      case 'TypeAlias':
        return this.bind(node.name);
      case 'Import':
        return node.names.forEach(({ name, alias }) =>
          this.set(alias ?? name.split('.')[0], 'yes')
        );
      case 'ImportFrom':
        if (node.names !== 'all') {
          node.names.forEach(({ name, alias }) =>
            this.set(alias ?? name, 'yes')
          );
        }
        return;
      case 'Leave':
        node.values.forEach(value => this.expression(value));
        if (node.form !== 'assert') {
          this.state = undefined;
        }
        return;
      case 'Simple':
        if (node.form === 'break') {
          this.breaks.push(this.state);
        } else if (node.form === 'continue') {
          this.continues.push(this.state);
        }
        if (node.form !== 'pass') {
          this.state = undefined;
        }
        return;
      case 'If': {
        this.expression(node.test);
        const truth = constantTruth(node.test);
        return this.branches([
          truth === false ? undefined : () => this.run(node.body),
          truth === true ? undefined : () => this.run(node.otherwise)
        ]);
      }
      case 'While':
        this.expression(node.test);
        return this.loop(
          node,
          () => undefined,
          constantTruth(node.test) === true ? 'forever' : 'maybe'
        );
      case 'For':
        this.expression(node.iterable);
        return this.loop(
          node,
          () => this.bind(node.target),
          runsAtLeastOnce(node.iterable) ? 'once' : 'maybe'
        );
      case 'With':
        return this.with(node);
      case 'Try':
        return this.try(node);
      case 'Match':
        return this.match(node);
      case 'SyntaxError':
        return this.maybe(() => this.run(node.recovered));
      case 'ExpressionStatement':
        return this.expression(node.value);
      case 'ScopeDeclaration':
    }
  }

  /** Note what `:=` in an expression binds. */
  private expression(node: Expression): void {
    switch (node.kind) {
      case 'NamedExpression':
        this.expression(node.value);
        return this.bind(node.target);
      case 'Lambda':
        return;
      case 'Comprehension':
        return this.maybe(() => this.inside(node));
      case 'Operation':
        if (node.form === 'boolean' || node.form === 'comparison') {
          const sure = node.form === 'boolean' ? 1 : 2;
          node.operands.slice(0, sure).forEach(each => this.expression(each));
          const rest = node.operands.slice(sure);
          return this.maybe(() => rest.forEach(each => this.expression(each)));
        }
        return this.inside(node);
      case 'Conditional':
        this.expression(node.test);
        return this.branches([
          () => this.expression(node.body),
          () => this.expression(node.otherwise)
        ]);
      case 'Escape':
        return node.interpolated.forEach(each => this.expression(each));
      default:
        this.inside(node);
    }
  }

  private inside(node: Expression): void {
    forEachChild(node, child => this.expression(child as Expression));
  }

  private bind(target: Expression): void {
    switch (target.kind) {
      case 'Name':
        return this.set(target.id, 'yes');
      case 'Starred':
        return this.bind(target.value);
      case 'Collection':
        return target.elements.forEach(element => this.bind(element));
      default:
        this.expression(target);
    }
  }

  private unbind(target: Expression): void {
    if (target.kind === 'Name') {
      this.set(target.id, 'deleted');
    } else if (target.kind === 'Collection') {
      target.elements.forEach(element => this.unbind(element));
    }
  }

  private set(name: string, status: 'yes' | 'deleted'): void {
    this.state?.set(name, status);
    for (const watch of this.watched) {
      joinInto(watch, this.state);
    }
  }

  /** Code that may run or not. */
  private maybe(run: () => void): void {
    this.branches([run, () => undefined]);
  }

  private branches(runs: readonly ((() => void) | undefined)[]): void {
    const before = this.state;
    const after = runs.map(run => {
      if (!run) {
        return undefined;
      }
      this.state = copyOf(before);
      run();
      return this.state;
    });
    this.state = join(after);
  }

  /** Run code and get a state for everywhere in it that could raise. */
  private watching(run: () => void): State | undefined {
    const watch = copyOf(this.state);
    if (!watch) {
      return undefined;
    }
    this.watched.push(watch);
    run();
    this.watched.pop();
    return watch;
  }

  private loop(
    node: Extract<Statement, { kind: 'For' | 'While' }>,
    start: () => void,
    runs: 'maybe' | 'once' | 'forever'
  ): void {
    const before = copyOf(this.state);
    const outer = { breaks: this.breaks, continues: this.continues };
    this.breaks = [];
    this.continues = [];
    const turn = this.watching(() => {
      start();
      this.run(node.body);
    });
    const ended = join([this.state, ...this.continues]);
    // A loop that is left may have had a turn before.
    const left = this.breaks.map(state => withMaybe(state, turn));
    this.breaks = outer.breaks;
    this.continues = outer.continues;
    this.state =
      runs === 'forever'
        ? undefined
        : runs === 'once'
          ? ended
          : join([before, ended]);
    this.run(node.otherwise);
    this.state = join([this.state, ...left]);
  }

  private with(node: Extract<Statement, { kind: 'With' }>): void {
    for (const { context, target } of node.items) {
      this.expression(context);
      if (target) {
        this.bind(target);
      }
    }
    const anywhere = this.watching(() => this.run(node.body));
    if (node.items.some(({ context }) => suppresses(context))) {
      this.state = join([this.state, anywhere]);
    }
  }

  private try(node: Try): void {
    const raised = this.watching(() => this.run(node.body));
    this.run(node.otherwise);
    const ends = [this.state];
    for (const handler of node.handlers) {
      this.state = copyOf(raised);
      if (handler.name) {
        this.set(handler.name, 'yes');
      }
      this.run(handler.body);
      if (handler.name) {
        this.set(handler.name, 'deleted');
      }
      ends.push(this.state);
    }
    this.state = join(ends);
    this.run(node.final);
  }

  private match(node: Extract<Statement, { kind: 'Match' }>): void {
    this.expression(node.subject);
    const ends: (State | undefined)[] = [];
    for (const { pattern, guard, body } of node.cases) {
      const before = copyOf(this.state);
      pattern.captures.forEach(capture => this.bind(capture));
      if (guard) {
        this.expression(guard);
      }
      const refused =
        pattern.irrefutable && !guard ? undefined : join([before, this.state]);
      this.state = copyOf(this.state);
      this.run(body);
      ends.push(this.state);
      this.state = refused;
    }
    this.state = join([...ends, this.state]);
  }
}
