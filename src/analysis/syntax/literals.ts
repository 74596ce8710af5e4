/** How a string literal was opened. */
export interface StringPrefix {
  readonly raw: boolean;
  readonly bytes: boolean;
  /** An f-string or a t-string. */
  readonly formatted: boolean;
}

/** Read what stands before the quotes of a string literal. */
export function readPrefix(opening: string): StringPrefix {
  const letters = opening.replace(/['"]+$/, '').toLowerCase();
  return {
    raw: letters.includes('r'),
    bytes: letters.includes('b'),
    formatted: letters.includes('f') || letters.includes('t')
  };
}

const SIMPLE_ESCAPES: Readonly<Record<string, string>> = {
  '\n': '',
  '\\': '\\',
  "'": "'",
  '"': '"',
  a: '\x07',
  b: '\b',
  f: '\f',
  n: '\n',
  r: '\r',
  t: '\t',
  v: '\v'
};

/**
 * The value of a piece of a string literal, between its quotes.
 *
 * @returns undefined where it needs the Unicode character names (`\N{…}`).
 */
export function decodeString(
  text: string,
  prefix: StringPrefix
): string | undefined {
  // Python reads every line ending of a source as a newline.
  let plain = text.includes('\r') ? text.replace(/\r\n?/g, '\n') : text;
  if (prefix.formatted) {
    plain = plain.replace(/\{\{|\}\}/g, pair => pair.charAt(0));
  }
  if (prefix.raw || !plain.includes('\\')) {
    return plain;
  }
  if (/\\N\{/.test(plain.replace(/\\\\/g, ''))) {
    return undefined;
  }
  return plain.replace(
    /\\(?:x([\da-fA-F]{2})|u([\da-fA-F]{4})|U([\da-fA-F]{8})|([0-7]{1,3})|([^]))/g,
    (
      whole: string,
      hex?: string,
      short?: string,
      long?: string,
      octal?: string,
      letter?: string
    ) => {
      const digits = hex ?? short ?? long;
      if (digits !== undefined) {
        const code = parseInt(digits, 16);
        return code <= 0x10ffff ? String.fromCodePoint(code) : whole;
      }
      if (octal !== undefined) {
        return String.fromCharCode(parseInt(octal, 8));
      }
      return SIMPLE_ESCAPES[letter ?? ''] ?? whole;
    }
  );
}

/** A number literal's type, and its value where a JavaScript number holds it exactly. */
export function readNumber(text: string): {
  type: 'int' | 'float' | 'complex';
  value?: number;
} {
  const digits = text.replace(/_/g, '');
  const based = /^0[xob]/i.test(digits);
  if (!based && /j$/i.test(digits)) {
    return { type: 'complex' };
  }
  if (based || /^\d+$/.test(digits)) {
    const value = Number(digits);
    return Number.isSafeInteger(value)
      ? { type: 'int', value }
      : { type: 'int' };
  }
  const value = Number(digits);
  return Number.isFinite(value) ? { type: 'float', value } : { type: 'float' };
}
