import { diagnosticAt, type Check } from './context';

/** Statements of a parameters cell that declare no parameter. */
export const checkParameters: Check = ({ analysis }) => {
  const known = new Set<unknown>(
    [...analysis.declarations, ...analysis.definitions].map(
      each => each.statement
    )
  );
  return analysis.units
    .filter(unit => unit.kind === 'parameters')
    .flatMap(unit =>
      unit.cells.flatMap(({ cell, statements }) =>
        statements
          .filter(
            statement =>
              !known.has(statement) &&
              (statement.kind === 'Assign' ||
                statement.kind === 'AnnotatedAssign')
          )
          .map(statement =>
            diagnosticAt(
              { cell, span: statement },
              'info',
              'parameter-not-literal',
              'This is no parameter, because its value is not a literal. It is computed at each run and cannot be set from outside.'
            )
          )
      )
    );
};
