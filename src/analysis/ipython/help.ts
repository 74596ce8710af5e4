import type { RawEscape } from './recognise';

/** What may be asked about: a dotted name with wildcards, or a magic. */
const QUERY =
  /(%{0,2}(?!\d)[\p{L}\p{N}_*]+(?:\.(?!\d)[\p{L}\p{N}_*]+|\[-?\d+\])*)(\?\??)$/u;

/** The help that a line asks for with question marks at its end. */
export function helpAtEnd(
  text: string,
  line: { start: number; codeEnd: number; end: number }
): RawEscape | undefined {
  if (
    text.charAt(line.codeEnd - 1) !== '?' ||
    text.slice(line.codeEnd, line.end).trim() !== ''
  ) {
    return undefined;
  }
  const found = QUERY.exec(text.slice(line.start, line.codeEnd));
  if (!found) {
    return undefined;
  }
  // Whatever else stands on the line is thrown away by IPython.
  return {
    start: line.start,
    end: line.codeEnd,
    sign: found[2] as '?' | '??',
    behind: true,
    content: found[1],
    contentStart: line.start + found.index
  };
}
