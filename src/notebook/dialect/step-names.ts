/**
 * Step names. Accepted is what any version of Kale accepted: lower-case
 * letters, digits and underscores, and, as in its version 0.3, hyphens and a
 * digit in front.
 */

/** Longest name of an object of Kubernetes, in characters. */
const LONGEST = 63;

/** Longest piece of a name that is told or offered, in characters. */
const SHOWN = 40;

/** The rule that a name breaks. */
export interface StepNameFault {
  readonly rule: 'empty' | 'capital' | 'character' | 'first' | 'last';
  readonly message: string;
  /** A legal name that is close to it. */
  readonly suggestion: string;
}

/** What is wrong with a step name, or undefined if it is legal. */
export function checkStepName(name: string): StepNameFault | undefined {
  const fault = findFault(name);
  return fault ? { ...fault, suggestion: toStepName(name) } : undefined;
}

/** Whether a name, legal or not, is longer than a cluster takes. */
export function isLongStepName(name: string): boolean {
  return name.length > LONGEST;
}

/** A name as it is told: its beginning where it is long. */
export function shownName(name: string): string {
  const letters = [...name];
  return letters.length > SHOWN
    ? `${letters.slice(0, SHOWN - 1).join('')}…`
    : name;
}

/** A legal step name close to any text, of a length that a cluster takes; `step` if no character can stay. */
export function toStepName(text: string): string {
  const name = text
    .normalize('NFKD')
    // Accents, which the normal form puts after their letter.
    .replace(/\p{M}/gu, '')
    .replace(/([a-z])([A-Z])/g, '$1_$2')
    .toLowerCase()
    .replace(/[^a-z0-9_-]+/g, '_')
    .replace(/^[-_]+/, '')
    .slice(0, LONGEST)
    .replace(/[-_]+$/, '');
  return name || 'step';
}

function findFault(name: string): Omit<StepNameFault, 'suggestion'> | null {
  if (name === '') {
    return { rule: 'empty', message: 'A step name must not be empty' };
  }
  const shown = `The step name "${shownName(name)}"`;
  if (/[A-Z]/.test(name)) {
    const message = `${shown} has a capital letter: only a-z are allowed`;
    return { rule: 'capital', message };
  }
  const strange = /[^a-z0-9_-]/u.exec(name);
  if (strange) {
    const message = `${shown} has the character "${strange[0]}": only a-z, 0-9, _ and - are allowed`;
    return { rule: 'character', message };
  }
  if (name.startsWith('-')) {
    return { rule: 'first', message: `${shown} begins with a hyphen` };
  }
  if (name.endsWith('-')) {
    return { rule: 'last', message: `${shown} ends with a hyphen` };
  }
  return null;
}
