import type {
  ClassDef,
  Comprehension,
  Escape,
  Expression,
  FunctionDef,
  Lambda,
  NamedExpression,
  Parameter,
  Span,
  TypeAlias,
  TypeParameter
} from '../syntax/tree';
import { forEachChild } from '../syntax/walk';
import type { ScopeDraft } from './draft';
import { isFunctionLike, mangled, Mark, mark, openScope } from './draft';
import type { Scope, ScopeOwner } from './scope';

const COMPREHENSIONS: Readonly<Record<Comprehension['form'], string>> = {
  list: 'listcomp',
  set: 'setcomp',
  dict: 'dictcomp',
  generator: 'genexpr'
};

/** Finds the scopes of a tree and what each says of its names. */
export class Collector {
  readonly module = openScope('module', 'top', undefined, undefined);
  readonly owners = new Map<ScopeOwner, ScopeDraft>();

  /** @param annotated - Whether annotations are evaluated (not with `from __future__ import annotations`). */
  constructor(private readonly annotated: boolean) {}

  /** Note what an expression does with names where it is evaluated. */
  expression(node: Expression): void {
    switch (node.kind) {
      case 'Name':
        this.mark(node.id, Mark.Use, node);
        // `super()` in a method needs to know the class.
        if (node.id === 'super' && isFunctionLike(this.current)) {
          mark(this.current, '__class__', Mark.Use, node);
        }
        return;
      case 'NamedExpression':
        return this.namedExpression(node);
      case 'Lambda':
        return this.lambda(node);
      case 'Comprehension':
        return this.comprehension(node);
      case 'Escape':
        return this.escape(node);
      default:
        forEachChild(node, child => this.expression(child as Expression));
    }
  }

  /** Note what an assignment to an expression does with names. */
  target(node: Expression): void {
    switch (node.kind) {
      case 'Name':
        return this.mark(node.id, Mark.Local, node);
      case 'Starred':
        return this.target(node.value);
      case 'Collection':
        return node.elements.forEach(element => this.target(element));
      default:
        this.expression(node);
    }
  }

  mark(name: string, marks: number, span: Span): void {
    const spelled = mangled(name, this.className);
    mark(this.current, spelled, marks, span);
    if (marks & Mark.Global) {
      mark(this.module, spelled, Mark.Global, span);
    }
  }

  /** Note an annotation, unless none is ever evaluated. */
  annotation(node: Expression | undefined): void {
    if (node && this.annotated) {
      this.expression(node);
    }
  }

  /**
   * Enter the scopes of a function.
   *
   * @param body - Visits the statements.
   */
  function(node: FunctionDef, body: () => void): void {
    this.mark(node.name, Mark.Local, node.nameSpan);
    this.defaults(node.parameters);
    node.decorators.forEach(decorator => this.expression(decorator));
    this.generic(node, node.typeParameters, () => {
      node.parameters.forEach(({ annotation }) => this.annotation(annotation));
      this.annotation(node.returns);
      this.enter('function', node.name, node, () => {
        this.parameters(node.parameters);
        body();
      });
    });
  }

  /** Enter the scopes of a class. */
  class(node: ClassDef, body: () => void): void {
    this.mark(node.name, Mark.Local, node.nameSpan);
    node.decorators.forEach(decorator => this.expression(decorator));
    const outer = this.className;
    const generic = node.typeParameters.length > 0;
    this.className = generic ? node.name : outer;
    this.generic(node, node.typeParameters, () => {
      node.bases.forEach(base => this.expression(base));
      node.keywords.forEach(({ value }) => this.expression(value));
      this.className = node.name;
      this.enter('class', node.name, node, body);
    });
    this.className = outer;
  }

  /** Enter the scopes of a `type` statement. */
  typeAlias(node: TypeAlias): void {
    this.target(node.name);
    this.generic(node, node.typeParameters, () =>
      this.enter('type parameters', node.name.id, node, () =>
        this.expression(node.value)
      )
    );
  }

  private generic(
    node: FunctionDef | ClassDef | TypeAlias,
    parameters: readonly TypeParameter[],
    inside: () => void
  ): void {
    if (parameters.length === 0) {
      return inside();
    }
    const name = typeof node.name === 'string' ? node.name : node.name.id;
    this.enter('type parameters', name, undefined, () => {
      for (const parameter of parameters) {
        this.mark(parameter.name, Mark.Local, parameter);
        // Bounds and defaults are evaluated when they are asked for.
        for (const late of [parameter.bound, parameter.default]) {
          if (late) {
            this.enter('type parameters', parameter.name, undefined, () =>
              this.expression(late)
            );
          }
        }
      }
      inside();
    });
  }

  private lambda(node: Lambda): void {
    this.defaults(node.parameters);
    this.enter('lambda', 'lambda', node, () => {
      this.parameters(node.parameters);
      this.expression(node.body);
    });
  }

  private defaults(parameters: readonly Parameter[]): void {
    for (const parameter of parameters) {
      if (parameter.default) {
        this.expression(parameter.default);
      }
    }
  }

  private parameters(parameters: readonly Parameter[]): void {
    for (const parameter of parameters) {
      this.mark(parameter.name, Mark.Parameter, parameter);
    }
  }

  private comprehension(node: Comprehension): void {
    const [first] = node.clauses;
    if (first) {
      this.expression(first.iterable);
    }
    this.enter('comprehension', COMPREHENSIONS[node.form], node, () => {
      for (const clause of node.clauses) {
        this.target(clause.target);
        if (clause !== first) {
          this.expression(clause.iterable);
        }
        clause.conditions.forEach(condition => this.expression(condition));
      }
      node.elements.forEach(element => this.expression(element));
    });
  }

  /** `:=` in a comprehension binds in the function or module around it. */
  private namedExpression({ target, value }: NamedExpression): void {
    if (this.current.kind === 'comprehension') {
      let scope: ScopeDraft | undefined = this.current;
      while (scope?.kind === 'comprehension') {
        scope = scope.parent;
      }
      const name = mangled(target.id, this.className);
      if (scope?.kind === 'module') {
        this.mark(target.id, Mark.Global, target);
      } else if (scope && scope.kind !== 'class') {
        const known = scope.symbols.get(name)?.marks ?? 0;
        const global = (known & Mark.Global) !== 0;
        this.mark(target.id, global ? Mark.Global : Mark.Nonlocal, target);
        mark(scope, name, Mark.Local, target);
      }
    }
    this.expression(value);
    this.target(target);
  }

  /** The code that `%timeit` runs is a function's body. */
  private escape(node: Escape): void {
    node.interpolated.forEach(part => this.expression(part));
    const { body } = node;
    if (body && !this.owners.has(node)) {
      this.enter('function', node.name, node, () => this.visitBody(body));
    }
  }

  /** Set by whoever knows the statements. */
  visitBody: (body: NonNullable<Escape['body']>) => void = () => undefined;

  private enter(
    kind: Scope['kind'],
    name: string,
    owner: ScopeOwner | undefined,
    inside: () => void
  ): void {
    const outer = this.current;
    this.current = openScope(kind, name, owner, outer);
    if (owner) {
      this.owners.set(owner, this.current);
    }
    inside();
    this.current = outer;
  }

  private current = this.module;
  private className: string | undefined;
}
