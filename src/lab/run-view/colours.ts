/** A sequence that sets colours and styles of what follows (SGR of ECMA-48). */
const COLOURS = new RegExp(String.raw`\u001b\[([0-9;:]*)m`, 'g');

/** Sequences of a terminal, of colours and all others. */
const CONTROL = new RegExp(
  String.raw`\u001b(?:\[[0-9;?:]*[ -/]*[@-~]|\][^\u0007\u001b]*(?:\u0007|\u001b\\)|[@-Z\\-_])`,
  'g'
);

/**
 * The sequences in force behind a text: all since colours were last set back.
 *
 * @param before - those in force where it begins
 */
export function coloursAfter(text: string, before = ''): string {
  let inForce = before;
  for (const [sequence, codes] of text.matchAll(COLOURS)) {
    inForce = /^0*$/.test(codes) ? '' : inForce + sequence;
  }
  return inForce;
}

export function withoutColours(text: string): string {
  return text.replace(CONTROL, '');
}
