/**
 * What can be evaluated again in another process with the same result:
 * immutable literals, names that are definitions themselves, and a few calls
 * that only describe something (`field(default_factory=list)`).
 */
import type {
  ClassDef,
  Expression,
  FunctionDef,
  Parameter,
  Statement
} from '../../analysis/syntax/tree';
import { operandsOf } from '../../analysis/syntax/walk';
import { isTransparentDecorator } from '../../analysis/libraries/decorators';

export interface StabilityContext {
  /** Whether a name is a builtin or bound by a definition. */
  isDefinition(name: string): boolean;
  /** The dotted path of an expression that names something imported: `dataclasses.field`. */
  pathOf(expression: Expression): string | undefined;
}

const DESCRIBING_CALLS =
  /^(dataclasses\.(field|dataclass)|enum\.auto|typing\.\w+|collections\.namedtuple|builtins\.(frozenset|property)|functools\.(lru_cache|wraps|cached_property))$/;

/** Whether evaluating an expression again gives an equal, unshared value. */
export function isStable(
  expression: Expression,
  context: StabilityContext
): boolean {
  switch (expression.kind) {
    case 'Constant':
      return true;
    case 'Name':
      return context.isDefinition(expression.id);
    case 'Attribute':
      return isStable(expression.value, context);
    case 'Subscript':
      return (
        isStable(expression.value, context) &&
        isStable(expression.index, context)
      );
    case 'Operation':
      return operandsOf(expression).every(each => isStable(each, context));
    case 'Collection':
      return (
        expression.form === 'tuple' &&
        expression.elements.every(each => isStable(each, context))
      );
    case 'Call': {
      const path = context.pathOf(expression.callee);
      return (
        path !== undefined &&
        DESCRIBING_CALLS.test(path) &&
        expression.args.every(each => isStable(each, context)) &&
        expression.keywords.every(each => isStable(each.value, context))
      );
    }
    case 'Lambda':
      // Only where nothing is kept of it but the code: `field(default_factory=lambda: [])`.
      return parametersAreStable(expression.parameters, context);
    default:
      return false;
  }
}

/** Settings also take lists and dicts: `rcParams['figure.figsize'] = [8, 4]`. */
export function isStableArgument(
  expression: Expression,
  context: StabilityContext
): boolean {
  if (expression.kind === 'Collection') {
    return expression.elements.every(each => isStableArgument(each, context));
  }
  if (expression.kind === 'Dict') {
    return expression.items.every(
      ({ key, value }) =>
        key !== undefined &&
        isStableArgument(key, context) &&
        isStableArgument(value, context)
    );
  }
  return isStable(expression, context);
}

export function functionIsStable(
  node: FunctionDef,
  context: StabilityContext
): boolean {
  const inside = withNames(
    context,
    new Set(node.typeParameters.map(each => each.name))
  );
  return (
    decoratorsAreStable(node.decorators, context) &&
    parametersAreStable(node.parameters, inside) &&
    (node.returns === undefined || isAnnotation(node.returns, inside))
  );
}

/** The context in which these names are definitions too. */
function withNames(
  context: StabilityContext,
  names: ReadonlySet<string>
): StabilityContext {
  return {
    isDefinition: name => names.has(name) || context.isDefinition(name),
    pathOf: expression => context.pathOf(expression)
  };
}

function parametersAreStable(
  parameters: readonly Parameter[],
  context: StabilityContext
): boolean {
  return parameters.every(
    parameter =>
      (parameter.default === undefined ||
        isStable(parameter.default, context)) &&
      (parameter.annotation === undefined ||
        isAnnotation(parameter.annotation, context))
  );
}

/** Annotations are evaluated with the definition: `dict[str, list[int]]`, `x | None`, `[int, str]`. */
function isAnnotation(
  expression: Expression,
  context: StabilityContext
): boolean {
  return expression.kind === 'Collection'
    ? expression.elements.every(each => isAnnotation(each, context))
    : expression.kind === 'Subscript'
      ? isAnnotation(expression.value, context) &&
        isAnnotation(expression.index, context)
      : isStable(expression, context);
}

function decoratorsAreStable(
  decorators: readonly Expression[],
  context: StabilityContext
): boolean {
  return decorators.every(decorator => {
    const called = decorator.kind === 'Call' ? decorator : undefined;
    const path = context.pathOf(called ? called.callee : decorator);
    return (
      path !== undefined &&
      isTransparentDecorator(called ? `${path}()` : path) &&
      (called?.args ?? []).every(each => isStable(each, context)) &&
      (called?.keywords ?? []).every(each => isStable(each.value, context))
    );
  });
}

export function classIsStable(
  node: ClassDef,
  context: StabilityContext
): boolean {
  const own = new Set(node.typeParameters.map(each => each.name));
  const inside = withNames(context, own);
  return (
    decoratorsAreStable(node.decorators, context) &&
    node.bases.every(each => isStable(each, inside)) &&
    node.keywords.every(each => isStable(each.value, context)) &&
    node.body.every(statement => memberIsStable(statement, own, inside))
  );
}

function memberIsStable(
  statement: Statement,
  own: Set<string>,
  context: StabilityContext
): boolean {
  const stable = bodyStatementIsStable(statement, own, context);
  // Only now: in `x = x + 1` the x on the right is not the class's own.
  boundNames(statement).forEach(name => own.add(name));
  return stable;
}

function bodyStatementIsStable(
  statement: Statement,
  own: ReadonlySet<string>,
  context: StabilityContext
): boolean {
  switch (statement.kind) {
    case 'Simple':
      return true;
    case 'ExpressionStatement':
      return statement.value.kind === 'Constant';
    case 'FunctionDef':
      return methodIsStable(statement, own, context);
    case 'ClassDef':
      return classIsStable(statement, context);
    case 'AnnotatedAssign':
      return (
        isAnnotation(statement.annotation, context) &&
        (statement.value === undefined || isStable(statement.value, context))
      );
    case 'Assign':
      return (
        isStable(statement.value, context) &&
        statement.targets.every(
          target => target.kind === 'Name' || target.kind === 'Collection'
        )
      );
    default:
      return false;
  }
}

/** A method; also `@price.setter`, whose decorator is an earlier member. */
function methodIsStable(
  node: FunctionDef,
  own: ReadonlySet<string>,
  context: StabilityContext
): boolean {
  const decorators = node.decorators.filter(
    each =>
      !(
        each.kind === 'Attribute' &&
        each.value.kind === 'Name' &&
        own.has(each.value.id)
      )
  );
  return functionIsStable({ ...node, decorators }, context);
}

function boundNames(statement: Statement): string[] {
  switch (statement.kind) {
    case 'FunctionDef':
    case 'ClassDef':
      return [statement.name];
    case 'AnnotatedAssign':
      return statement.value ? namesOf(statement.target) : [];
    case 'Assign':
      return statement.targets.flatMap(namesOf);
    default:
      return [];
  }
}

function namesOf(target: Expression): string[] {
  return target.kind === 'Name'
    ? [target.id]
    : target.kind === 'Collection'
      ? target.elements.flatMap(namesOf)
      : [];
}
