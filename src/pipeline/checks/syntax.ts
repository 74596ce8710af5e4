import { diagnosticAt, type Check } from './context';

/** Cells that are not Python: a run would stop there. */
export const checkSyntax: Check = ({ notebook, analysis, analyser }) =>
  analysis.units.flatMap(unit =>
    unit.cells.flatMap(({ cell }) =>
      analyser
        .analyse(notebook.cells[cell].source)
        .tree.errors.map(({ message, ...span }) =>
          diagnosticAt(
            { cell, span },
            'error',
            'syntax-error',
            `This is not valid Python: ${message}.`
          )
        )
    )
  );
