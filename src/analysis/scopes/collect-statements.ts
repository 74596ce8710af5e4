import type { ImportedName, Statement } from '../syntax/tree';
import type { Collector } from './collect';
import { Mark } from './draft';

/** Note what statements do with names. */
export function collectStatements(
  statements: readonly Statement[],
  collector: Collector
): void {
  for (const statement of statements) {
    collectStatement(statement, collector);
  }
}

function collectStatement(node: Statement, collector: Collector): void {
  const all = (body: readonly Statement[]): void =>
    collectStatements(body, collector);
  switch (node.kind) {
    case 'ExpressionStatement':
      return collector.expression(node.value);
    case 'Assign':
      node.targets.forEach(target => collector.target(target));
      return collector.expression(node.value);
    case 'AugmentedAssign':
      collector.target(node.target);
      return collector.expression(node.value);
    case 'AnnotatedAssign':
      // `(x): int` says nothing of the name `x`; `x: int` makes it the scope's.
      if (
        node.target.kind !== 'Name' ||
        node.value ||
        node.target.start === node.start
      ) {
        collector.target(node.target);
      }
      collector.annotation(node.annotation);
      if (node.value) {
        collector.expression(node.value);
      }
      return;
    case 'Delete':
      return node.targets.forEach(target => collector.target(target));
    case 'Leave':
      return node.values.forEach(value => collector.expression(value));
    case 'ScopeDeclaration': {
      const marks = node.form === 'global' ? Mark.Global : Mark.Nonlocal;
      return node.names.forEach(name => collector.mark(name, marks, node));
    }
    case 'Import':
      return node.names.forEach(name => collectImport(name, collector));
    case 'ImportFrom':
      if (node.names !== 'all') {
        node.names.forEach(name => collectImport(name, collector));
      }
      return;
    case 'If':
    case 'While':
      collector.expression(node.test);
      all(node.body);
      return all(node.otherwise);
    case 'For':
      collector.target(node.target);
      collector.expression(node.iterable);
      all(node.body);
      return all(node.otherwise);
    case 'With':
      for (const { context, target } of node.items) {
        collector.expression(context);
        if (target) {
          collector.target(target);
        }
      }
      return all(node.body);
    case 'Try':
      // The compiler's own order, which the order of the scopes follows.
      all(node.body);
      all(node.otherwise);
      for (const handler of node.handlers) {
        if (handler.type) {
          collector.expression(handler.type);
        }
        if (handler.name) {
          collector.mark(handler.name, Mark.Local, handler);
        }
        all(handler.body);
      }
      return all(node.final);
    case 'Match':
      collector.expression(node.subject);
      for (const { pattern, guard, body } of node.cases) {
        pattern.reads.forEach(read => collector.expression(read));
        pattern.captures.forEach(capture => collector.target(capture));
        if (guard) {
          collector.expression(guard);
        }
        all(body);
      }
      return;
    case 'FunctionDef':
      return collector.function(node, () => all(node.body));
    case 'ClassDef':
      return collector.class(node, () => all(node.body));
    case 'TypeAlias':
      return collector.typeAlias(node);
    case 'SyntaxError':
      return all(node.recovered);
    case 'Simple':
  }
}

/** `import a.b` binds `a`, any other import what it names last. */
function collectImport(imported: ImportedName, collector: Collector): void {
  const name = imported.alias ?? imported.name.split('.')[0];
  collector.mark(name, Mark.Import, imported);
}
