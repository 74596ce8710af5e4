import type { Statement } from '../../analysis/syntax/tree';
import { isDeclaration } from '../parameters';
import type { Diagnostic } from '../diagnostic';
import { diagnosticAt, type Check } from './context';

/** Assignments of a parameters cell that make no parameter. */
export const checkParameters: Check = ({ analysis }) => {
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
          .flatMap(statement => tell(statement, cell))
      )
    );
};

function tell(statement: Statement, cell: number): Diagnostic[] {
  const place = { cell, span: statement };
  if (isDeclaration(statement)) {
    return [
      diagnosticAt(
        place,
        'info',
        'parameter-repeated',
        'This parameter is declared again below; the value there is its default.'
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
          'This is no parameter: only numbers, strings, booleans, None, and lists, tuples, sets and dicts of these are. It is computed at each run and cannot be set from outside.'
        )
      ]
    : [];
}
