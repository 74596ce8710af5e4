import {
  endOfString,
  hasFields,
  isStringPrefix,
  isWordCharacter
} from './quoted';

/*
 * What Python accepts and the grammar does not, put into words of the same
 * length that it does accept. The conversion looks at the source to see what
 * was meant.
 */

/** Keywords behind which a star can only open an expression. */
const BEFORE_STAR = new Set(['return', 'yield', 'in', '']);

const DECLARED = /\b(?:def|class|type)[ \t]+[^\W\d]\w*[ \t]*$/;

/** The text with each construct that the grammar does not know in other words. */
export function repaired(text: string): string {
  const changed = text.split('');
  let depth = 0;
  let inParameters = false;
  let before = '';
  let word = 0;
  let at = 0;
  while (at < text.length) {
    const char = text.charAt(at);
    if (isWordCharacter(text.charCodeAt(at))) {
      at++;
      continue;
    }
    const name = text.slice(word, at);
    if (char === '"' || char === "'") {
      const fields = isStringPrefix(name) && hasFields(name);
      const end = endOfString(text, at, fields);
      at = end < 0 ? text.length : end;
      before = '"';
    } else if (char === '#') {
      const newline = text.indexOf('\n', at);
      const end = newline < 0 ? text.length : newline;
      if (depth > 0) {
        changed.fill(' ', at, end);
      }
      at = end;
    } else if (depth > 0 && /^\\?\r?\n/.test(text.slice(at, at + 3))) {
      // The grammar may count indentation in brackets.
      changed[at++] = ' ';
    } else {
      before = name === '' ? before : name;
      if (char === '*' && text.charAt(at + 1) === '*') {
        before = '**';
        at += 2;
      } else {
        if (char === '*' && opensExpression(before, text, at + 1)) {
          changed[at] = '~';
        } else if (inParameters && depth === 1 && isDefault(text, at)) {
          changed[at] = ':';
        }
        if ('([{'.includes(char)) {
          inParameters ||=
            depth === 0 &&
            char === '[' &&
            DECLARED.test(text.slice(Math.max(0, at - 80), at));
          depth++;
        } else if (')]}'.includes(char)) {
          depth--;
          inParameters &&= depth > 0;
        }
        if (!/\s/.test(char)) {
          before = char;
        }
        at++;
      }
    }
    word = at;
  }
  return changed.join('');
}

/** Whether a `=` is not part of `==` and the like. */
function isDefault(text: string, at: number): boolean {
  return (
    text.charAt(at) === '=' &&
    text.charAt(at + 1) !== '=' &&
    !/[=!<>:]/.test(text.charAt(at - 1))
  );
}

/** Whether a star opens an expression that the grammar would not take behind it. */
function opensExpression(before: string, text: string, at: number): boolean {
  return (
    (BEFORE_STAR.has(before) || /^[([{,=:;]$/.test(before)) &&
    /^\s*(?:[([{"'\d+~-]|(?:lambda|await|not|[rubft]{1,2}["'])\b)/i.test(
      text.slice(at, at + 40)
    )
  );
}
