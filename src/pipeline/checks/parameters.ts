import type { Statement } from '../../analysis/syntax/tree';
import { isDeclaration } from '../parameters';
import type { Diagnostic } from '../diagnostic';
import { namesBound, removeRepeated, writeNumber } from '../fixes/parameters';
import { diagnosticAt, type Check, type CheckContext } from './context';

/** Assignments of a parameters cell that make no parameter. */
export const checkParameters: Check = context => {
  const { analysis } = context;
  const known = new Set<Statement>(
    [...analysis.declarations, ...analysis.definitions].map(
      each => each.statement
    )
  );
  return analysis.units
    .filter(unit => unit.kind === 'parameters')
    .flatMap(unit =>
      unit.cells.flatMap(({ cell, statements }) =>
        statements
          .filter(statement => !known.has(statement))
          .flatMap(statement => tell(context, statement, cell))
      )
    );
};

function tell(
  context: CheckContext,
  statement: Statement,
  cell: number
): Diagnostic[] {
  const place = { cell, span: statement };
  const names = namesBound(statement);
  const subject =
    names.length > 0
      ? `${names.join(' and ')} ${names.length === 1 ? 'is' : 'are'}`
      : 'This is';
  if (isDeclaration(statement)) {
    return [
      diagnosticAt(
        place,
        'info',
        'parameter-repeated',
        `${subject} given a value again below, and that one counts. Remove this line.`,
        () => removeRepeated(context, statement, cell)
      )
    ];
  }
  const isComputed =
    statement.kind === 'Assign' ||
    (statement.kind === 'AnnotatedAssign' && statement.value !== undefined);
  return isComputed
    ? [
        diagnosticAt(
          place,
          'info',
          'parameter-not-literal',
          `${subject} computed, so a run cannot be given another value. Write the value itself (a number, a string, True, False, None, or a list, tuple, set or dict of these), or move the line to a step.`,
          () => writeNumber(statement, cell)
        )
      ]
    : [];
}
