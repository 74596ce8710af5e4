import type { Statement } from '../../analysis/syntax/tree';
import { isDeclaration } from '../parameters';
import type { Diagnostic } from '../diagnostic';
import { removeRepeated, writeNumber } from '../fixes/parameters';
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
  if (isDeclaration(statement)) {
    return [
      diagnosticAt(
        place,
        'info',
        'parameter-repeated',
        'This parameter is declared again below; the value there is its default.',
        removeRepeated(context, statement, cell)
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
          'This is no parameter: only numbers, strings, booleans, None, and lists, tuples, sets and dicts of these are. It is computed at each run and cannot be set from outside.',
          writeNumber(statement, cell)
        )
      ]
    : [];
}
