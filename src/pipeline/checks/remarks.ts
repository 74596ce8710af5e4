import type { Remark } from '../../analysis/dataflow/effects';
import { diagnosticAt, type Check } from './context';

const TEXTS: Readonly<Record<Remark['code'], (subject: string) => string>> = {
  'module-state': subject =>
    `This changes ${subject}, which lives in a module: other steps will not see it. Keep the value in a variable of the notebook.`,
  'unsupported-magic': subject =>
    `${subject} works on the kernel's own state, which a step does not share with the others.`,
  'input-call': () => 'A run cannot ask for input. Make the value a parameter.'
};

/** What the source does that a step of its own cannot do, or cannot pass on. */
export const checkRemarks: Check = ({ analysis }) =>
  analysis.units.flatMap(unit =>
    unit.effects.remarks.map(({ code, subject, place }) =>
      diagnosticAt(place, 'warning', code, TEXTS[code](subject))
    )
  );
