import type { Span } from '../syntax/tree';

/**
 * Where IPython would fill expressions into a line: `{expression}`, `$name`
 * and `$name.attribute`; `{{`, `}}` and `$$` are literal, and so is a `$` in
 * single quotes.
 *
 * @returns undefined where IPython would give up and fill in nothing, as in
 * `find . -exec rm {} +`.
 */
export function interpolations(line: string): Span[] | undefined {
  const found: Span[] = [];
  let literal = 0;
  let at = 0;
  while (at < line.length) {
    const char = line.charAt(at);
    if ((char === '{' || char === '}') && line.charAt(at + 1) === char) {
      found.push(...dollars(line, literal, at));
      literal = at += 2;
    } else if (char === '{') {
      const field = fieldAt(line, at + 1);
      if (!field) {
        return undefined;
      }
      found.push(...dollars(line, literal, at), field.expression);
      literal = at = field.end;
    } else if (char === '}') {
      return undefined;
    } else {
      at++;
    }
  }
  found.push(...dollars(line, literal, line.length));
  return found;
}

/**
 * The field whose text starts at an offset. It is read as Python's string
 * formatting does, which knows no quotes, and where a `{` ends the name.
 */
function fieldAt(
  line: string,
  start: number
): { expression: Span; end: number } | undefined {
  const name = /^(?:[^{}[:!]|\[[^\]]*\]?)*/.exec(line.slice(start))?.[0] ?? '';
  let at = start + name.length;
  let end = at;
  const conversion = /^![rsa](?=\})/.exec(line.slice(at));
  if (conversion) {
    at += conversion[0].length;
  } else if (line.charAt(at) === ':') {
    // What is written as a format is part of the expression: `{x[1:2]}`.
    at = end = endOfFormat(line, at);
  }
  return line.charAt(at) === '}' && end > start
    ? { expression: { start, end }, end: at + 1 }
    : undefined;
}

/** The offset of the `}` that ends a format. */
function endOfFormat(line: string, start: number): number {
  let depth = 0;
  for (let at = start; at < line.length; at++) {
    const char = line.charAt(at);
    if (char === '{') {
      depth++;
    } else if (char === '}' && depth-- === 0) {
      return at;
    }
  }
  return line.length;
}

const DOLLAR = /\$(\$?[\p{L}\p{N}_.]+)/gu;

function dollars(line: string, from: number, to: number): Span[] {
  const text = line.slice(from, to);
  const found: Span[] = [];
  for (const match of text.matchAll(DOLLAR)) {
    const behind = text.slice(match.index + match[0].length);
    const quoted = (behind.split("'").length - 1) % 2 === 1;
    if (!match[1].startsWith('$') && !quoted) {
      const start = from + match.index + 1;
      found.push({ start, end: start + match[1].length });
    }
  }
  return found;
}
