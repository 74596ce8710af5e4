import type { Parameter } from '../../pipeline/model';

/** A string between one pair of quotes, in which nothing rarer is escaped. */
const PLAIN = /^(['"])((?:(?!\1)[^\\\n]|\\[\\'"nt])*)\1$/;

const ESCAPES: Readonly<Record<string, string>> = { n: '\n', t: '\t' };

/**
 * The default of a parameter as its field shows it: text without its quotes,
 * other values as in Python, a bool as a switch.
 */
export function shownDefault(parameter: Parameter): string | boolean {
  const { type, annotation, default: literal } = parameter;
  if (type === 'bool' && (annotation ?? 'bool') === 'bool') {
    return literal === 'True';
  }
  return type === 'str' ? (plainText(literal) ?? literal) : literal;
}

/** Whether the field shows Python source where a person may expect the text itself. */
export function isShownAsSource({
  type,
  default: literal
}: Parameter): boolean {
  return type === 'str' && plainText(literal) === undefined;
}

function plainText(literal: string): string | undefined {
  const match = PLAIN.exec(literal);
  return match?.[2]?.replace(
    /\\(.)/g,
    (_, escaped: string) => ESCAPES[escaped] ?? escaped
  );
}
