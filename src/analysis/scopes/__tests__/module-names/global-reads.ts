import { mangled } from '../../draft';
import type { ScopeTable } from '../../resolve';
import type { Scope, ScopeOwner } from '../../scope';
import type {
  ClassDef,
  Comprehension,
  Expression,
  FunctionDef,
  Lambda,
  Span,
  TypeAlias
} from '../../../syntax/tree';
import type { SyntaxNode } from '../../../syntax/walk';
import { forEachChild } from '../../../syntax/walk';

/**
 * Gets each read of a name of the module.
 *
 * @param late - True where it is read when something is called, not when the
 * code itself runs.
 */
export type OnRead = (name: string, span: Span, late: boolean) => void;

/** Where a walk is. */
interface Position {
  readonly scope: Scope;
  /** The class whose private names are spelled differently. */
  readonly className: string | undefined;
  readonly late: boolean;
}

/**
 * Find what module-level code and all functions in it read from the module:
 * also `x` in `x += 1` and `del x`, which need it to be there.
 */
export function findGlobalReads(
  nodes: readonly SyntaxNode[],
  table: ScopeTable,
  onRead: OnRead
): void {
  const walker = new Walker(table, onRead);
  const at = { scope: table.module, className: undefined, late: false };
  nodes.forEach(node => walker.visit(node, at));
}

class Walker {
  constructor(
    private readonly table: ScopeTable,
    private readonly onRead: OnRead
  ) {}

  visit(node: SyntaxNode, at: Position): void {
    switch (node.kind) {
      case 'Name':
        return this.read(node.id, node, at);
      case 'Assign':
        node.targets.forEach(target => this.target(target, at));
        return this.visit(node.value, at);
      case 'AugmentedAssign':
      case 'Delete':
        return forEachChild(node, child => this.visit(child, at));
      case 'AnnotatedAssign':
        this.target(node.target, at);
        return this.all([node.annotation, node.value], at);
      case 'NamedExpression':
        return this.visit(node.value, at);
      case 'For':
        this.target(node.target, at);
        return this.all([node.iterable, ...node.body, ...node.otherwise], at);
      case 'With':
        for (const { context, target } of node.items) {
          this.visit(context, at);
          if (target) {
            this.target(target, at);
          }
        }
        return this.all(node.body, at);
      case 'Match':
        this.visit(node.subject, at);
        return node.cases.forEach(({ pattern, guard, body }) =>
          this.all([...pattern.reads, guard, ...body], at)
        );
      case 'FunctionDef':
        return this.function(node, at);
      case 'ClassDef':
        return this.class(node, at);
      case 'TypeAlias':
        return this.typeAlias(node, at);
      case 'Lambda':
        return this.lambda(node, at);
      case 'Comprehension':
        return this.comprehension(node, at);
      case 'Escape':
        this.all(node.interpolated, at);
        if (node.body) {
          this.all(node.body, this.inside(node, at));
        }
        return;
      default:
        forEachChild(node, child => this.visit(child, at));
    }
  }

  private all(nodes: readonly (SyntaxNode | undefined)[], at: Position): void {
    for (const node of nodes) {
      if (node) {
        this.visit(node, at);
      }
    }
  }

  private read(name: string, span: Span, at: Position): void {
    const spelled = mangled(name, at.className);
    const symbol = at.scope.symbols.get(spelled);
    if (at.scope.kind === 'module' || symbol?.place === 'global') {
      this.onRead(spelled, span, at.late);
    }
  }

  private target(node: Expression, at: Position): void {
    switch (node.kind) {
      case 'Name':
        return;
      case 'Starred':
        return this.target(node.value, at);
      case 'Collection':
        return node.elements.forEach(element => this.target(element, at));
      default:
        this.visit(node, at);
    }
  }

  private inside(owner: ScopeOwner, at: Position, late = false): Position {
    const scope = this.table.of(owner);
    return { ...at, scope, late: at.late || late };
  }

  /** Where annotations and bases are evaluated: within the type parameters, if there are any. */
  private around(
    owner: FunctionDef | ClassDef | TypeAlias,
    at: Position
  ): Position {
    const { parent } = this.table.of(owner);
    return owner.typeParameters.length > 0 && parent
      ? { ...at, scope: parent }
      : at;
  }

  private function(node: FunctionDef, at: Position): void {
    const around = this.around(node, at);
    this.all(node.decorators, at);
    for (const { annotation, default: value } of node.parameters) {
      this.all([value], at);
      this.all([annotation], around);
    }
    this.all([node.returns], around);
    this.typeParameters(node, around);
    this.all(node.body, this.inside(node, at, true));
  }

  private class(node: ClassDef, at: Position): void {
    const around = this.around(node, at);
    this.all(node.decorators, at);
    this.all(node.bases, around);
    this.all(
      node.keywords.map(({ value }) => value),
      around
    );
    this.typeParameters(node, around);
    const inside = this.inside(node, at);
    this.all(node.body, { ...inside, className: node.name });
  }

  private typeAlias(node: TypeAlias, at: Position): void {
    this.typeParameters(node, this.around(node, at));
    this.visit(node.value, this.inside(node, at, true));
  }

  /** Bounds and defaults have a scope each, which only reads. */
  private typeParameters(
    node: FunctionDef | ClassDef | TypeAlias,
    around: Position
  ): void {
    const scopes = around.scope.children.filter(child => !child.owner);
    let next = 0;
    for (const { bound, default: value } of node.typeParameters) {
      for (const late of [bound, value]) {
        const scope = late && scopes.at(next++);
        if (scope) {
          this.visit(late, { ...around, scope, late: true });
        }
      }
    }
  }

  private lambda(node: Lambda, at: Position): void {
    this.all(
      node.parameters.map(parameter => parameter.default),
      at
    );
    this.visit(node.body, this.inside(node, at, true));
  }

  private comprehension(node: Comprehension, at: Position): void {
    const inside = this.inside(node, at);
    node.clauses.forEach(({ target, iterable, conditions }, index) => {
      this.visit(iterable, index === 0 ? at : inside);
      this.target(target, inside);
      this.all(conditions, inside);
    });
    this.all(node.elements, inside);
  }
}
