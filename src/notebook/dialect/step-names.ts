/**
 * Step names. Accepted is what any version of Kale accepted: lower-case
 * letters, digits and underscores, and, as in its version 0.3, hyphens and a
 * digit in front.
 */

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

/** A legal step name close to any text; `step` if no character can stay. */
export function toStepName(text: string): string {
  const name = text
    .normalize('NFKD')
    // Accents, which the normal form puts after their letter.
    .replace(/\p{M}/gu, '')
    .replace(/([a-z])([A-Z])/g, '$1_$2')
    .toLowerCase()
    .replace(/[^a-z0-9_-]+/g, '_')
    .replace(/^[-_]+|[-_]+$/g, '');
  return name || 'step';
}

function findFault(name: string): Omit<StepNameFault, 'suggestion'> | null {
  if (name === '') {
    return { rule: 'empty', message: 'A step name must not be empty' };
  }
  const shown = `The step name "${name}"`;
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
