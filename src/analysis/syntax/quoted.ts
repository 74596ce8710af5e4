/*
 * Where string literals end. The scan of logical lines needs it for every
 * string of a cell, also for those that are not closed yet.
 */

const PREFIXES = /^(?:[rubft]|br|rb|fr|rf|tr|rt)$/i;

const BACKSLASH = 92;
const NEWLINE = 10;

/** Whether a word right before a quote belongs to the string. */
export function isStringPrefix(word: string): boolean {
  return PREFIXES.test(word);
}

/** Whether a string with this prefix has fields. */
export function hasFields(prefix: string): boolean {
  return /[ft]/i.test(prefix);
}

/** Whether a character may stand in a name or a number. */
export function isWordCharacter(code: number): boolean {
  return (
    (code >= 97 && code <= 122) ||
    (code >= 65 && code <= 90) ||
    (code >= 48 && code <= 57) ||
    code === 95 ||
    code >= 128
  );
}

/** The quotes that open a string at an offset: one or three. */
export function quotesAt(text: string, offset: number): string {
  const quote = text.charAt(offset);
  return text.startsWith(quote.repeat(3), offset) ? quote.repeat(3) : quote;
}

/**
 * The offset behind a string that opens at an offset.
 *
 * @param fields - Whether `{…}` in it is Python.
 * @returns -1 where it is not closed.
 */
export function endOfString(
  text: string,
  offset: number,
  fields: boolean
): number {
  const quotes = quotesAt(text, offset);
  const first = quotes.charCodeAt(0);
  let at = offset + quotes.length;
  while (at < text.length) {
    const code = text.charCodeAt(at);
    if (code === first && text.startsWith(quotes, at)) {
      return at + quotes.length;
    }
    if (code === NEWLINE && quotes.length === 1) {
      return -1;
    }
    if (code === BACKSLASH) {
      at = behindBackslash(text, at, fields);
    } else if (fields && text.charAt(at) === '{') {
      at = behindBrace(text, at, quotes);
    } else {
      at++;
    }
  }
  return -1;
}

function behindBackslash(text: string, at: number, fields: boolean): number {
  const next = text.charAt(at + 1);
  if (fields && next === '{') {
    return at + 1;
  }
  if (fields && next === 'N' && text.charAt(at + 2) === '{') {
    const end = text.indexOf('}', at);
    return end < 0 ? at + 2 : end + 1;
  }
  return text.startsWith('\r\n', at + 1) ? at + 3 : at + 2;
}

function behindBrace(text: string, at: number, quotes: string): number {
  if (text.charAt(at + 1) === '{') {
    return at + 2;
  }
  const end = endOfField(text, at + 1, quotes);
  return end < 0 ? at + 1 : end;
}

/** The offset behind the `}` of a field whose expression begins at an offset, or -1. */
function endOfField(text: string, start: number, quotes: string): number {
  let depth = 0;
  let word = start;
  let at = start;
  while (at < text.length) {
    const char = text.charAt(at);
    if (isWordCharacter(text.charCodeAt(at))) {
      at++;
      continue;
    }
    if (char === '"' || char === "'") {
      const prefix = text.slice(word, at);
      const fields = isStringPrefix(prefix) && hasFields(prefix);
      at = endOfString(text, at, fields);
      if (at < 0) {
        return -1;
      }
    } else if ('([{'.includes(char)) {
      depth++;
      at++;
    } else if (char === '}' && depth === 0) {
      return at + 1;
    } else if (')]}'.includes(char)) {
      depth--;
      at++;
    } else if (char === ':' && depth === 0) {
      return endOfFormat(text, at + 1, quotes);
    } else {
      at++;
    }
    word = at;
  }
  return -1;
}

/** The offset behind the `}` that ends a format specification, or -1. */
function endOfFormat(text: string, start: number, quotes: string): number {
  let at = start;
  while (at < text.length) {
    const char = text.charAt(at);
    if (char === '}') {
      return at + 1;
    }
    if (text.startsWith(quotes, at)) {
      return -1;
    }
    if (char === '{') {
      at = endOfField(text, at + 1, quotes);
      if (at < 0) {
        return -1;
      }
    } else {
      at++;
    }
  }
  return -1;
}
