import type { Remark } from '../../analysis/dataflow/effects';
import type { Place } from '../../analysis/dataflow/objects';
import type { Span } from '../../analysis/syntax/tree';
import { isTrusted } from '../../analysis/libraries/rules';
import type { Fix } from '../diagnostic';
import { askByParameter } from '../fixes/parameters';
import { removeLines } from '../fixes/source-edits';
import type { AnalysedUnit } from '../unit';
import { diagnosticAt, type Check, type CheckContext } from './context';

const TEXTS: Readonly<Record<Remark['code'], (subject: string) => string>> = {
  'module-state': subject =>
    `This changes ${subject}, which lives in a module: other steps will not see it. Keep the value in a variable of the notebook.`,
  'unsupported-magic': subject =>
    `${subject} works on the kernel's own state, which a step does not share with the others. Remove it, or skip the cell.`,
  'input-call': () => 'A run cannot ask for input. Make the value a parameter.'
};

/** What the source does that a step of its own cannot do, or cannot pass on. */
export const checkRemarks: Check = context => {
  const { notebook, analysis } = context;
  return analysis.units.flatMap(unit => {
    const laterUse = (subject: string): boolean =>
      analysis.units
        .slice(unit.index + 1)
        .flatMap(each => each.cells)
        .some(({ cell }) => mayUse(notebook.cells[cell].source, subject));
    return unit.effects.remarks
      .filter(
        ({ code, subject }) => code !== 'module-state' || laterUse(subject)
      )
      .map(({ code, subject, place }) =>
        diagnosticAt(place, 'warning', code, TEXTS[code](subject), () =>
          fixesOf(context, unit, code, place)
        )
      );
  });
};

function fixesOf(
  context: CheckContext,
  unit: AnalysedUnit,
  code: Remark['code'],
  place: Place
): Fix[] {
  switch (code) {
    case 'input-call':
      return askByParameter(context, unit, place);
    case 'unsupported-magic':
      return removeMagic(context, unit, place);
    case 'module-state':
      // Which variable is to hold it instead, only a person knows.
      return [];
  }
}

/** Takes a magic out of a step, which is told of the first only. */
function removeMagic(
  { notebook }: CheckContext,
  unit: AnalysedUnit,
  { cell, span }: Place
): Fix[] {
  const textOf = (at: number, { start, end }: Span): string =>
    notebook.cells[at].source.slice(start, end);
  const [magic] = textOf(cell, span).split(/\s/, 1);
  const edits = unit.cells.flatMap(({ cell: at, statements }) => {
    const same = statements.filter(
      each => textOf(at, each).split(/\s/, 1)[0] === magic
    );
    return removeLines(at, notebook.cells[at].source, same) ?? [];
  });
  return edits.length > 0 ? [{ title: `Remove ${magic}`, edits }] : [];
}

/**
 * Whether a later cell may depend on what was stored in a module: it names
 * the attribute, or the module, whose code may read it.
 */
function mayUse(text: string, subject: string): boolean {
  const parts = subject.split('.');
  const words = isTrusted(subject) ? parts.slice(-1) : parts;
  // To store into the same place once more is no use of it.
  return words.some(word => new RegExp(`\\b${word}\\b(?! *=[^=])`).test(text));
}
