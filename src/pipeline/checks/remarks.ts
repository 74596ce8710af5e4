import type { Remark } from '../../analysis/dataflow/effects';
import { isTrusted } from '../../analysis/libraries/rules';
import { diagnosticAt, type Check } from './context';

const TEXTS: Readonly<Record<Remark['code'], (subject: string) => string>> = {
  'module-state': subject =>
    `This changes ${subject}, which lives in a module: other steps will not see it. Keep the value in a variable of the notebook.`,
  'unsupported-magic': subject =>
    `${subject} works on the kernel's own state, which a step does not share with the others.`,
  'input-call': () => 'A run cannot ask for input. Make the value a parameter.'
};

/** What the source does that a step of its own cannot do, or cannot pass on. */
export const checkRemarks: Check = ({ notebook, analysis }) =>
  analysis.units.flatMap(unit => {
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
        diagnosticAt(place, 'warning', code, TEXTS[code](subject))
      );
  });

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
