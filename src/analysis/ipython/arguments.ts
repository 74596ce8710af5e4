import type { Span } from '../syntax/tree';
import type { Magic } from './magics';

/** A magic's line, taken apart. Offsets are into the line. */
export interface MagicArguments {
  /** Where the code begins, behind all options. */
  readonly rest: number;
  /** The names that the magic binds. */
  readonly bound: readonly Span[];
  /** The expressions that its options read. */
  readonly read: readonly Span[];
}

const NAME = /^[\p{L}_][\p{L}\p{N}_]*$/u;

/** Take a magic's options apart, as far as they bind or read names. */
export function magicArguments(line: string, magic: Magic): MagicArguments {
  const bound: Span[] = [];
  const read: Span[] = [];
  const words = [...line.matchAll(/\S+/g)].map(match => ({
    text: match[0],
    start: match.index,
    end: match.index + match[0].length
  }));
  const keep = (option: string, value: Span | undefined): void => {
    if (!value || value.start === value.end) {
      return;
    }
    const target = magic.binds?.includes(option)
      ? bound
      : magic.reads?.includes(option.replace(/^-+/, ''))
        ? read
        : undefined;
    target?.push(...separated(line, value));
  };
  let index = 0;
  for (; index < words.length; index++) {
    const { text, start, end } = words[index];
    const long = /^--([\w-]+)(=?)/.exec(text);
    if (text === '--') {
      index++;
      break;
    }
    if (long) {
      const valued = magic.binds?.includes(`--${long[1]}`);
      if (long[2]) {
        keep(`--${long[1]}`, { start: start + long[0].length, end });
      } else if (valued) {
        keep(`--${long[1]}`, words[++index]);
      }
      continue;
    }
    if (!/^-[A-Za-z]/.test(text)) {
      break;
    }
    for (let at = 1; at < text.length; at++) {
      const letter = text.charAt(at);
      const known = magic.options?.indexOf(letter) ?? -1;
      if (known >= 0 && magic.options?.charAt(known + 1) === ':') {
        const own = { start: start + at + 1, end };
        keep(`-${letter}`, own.start < end ? own : words[++index]);
        break;
      }
    }
  }
  const next = words.at(index);
  if (next && magic.bindsArgument && NAME.test(next.text)) {
    bound.push({ start: next.start, end: next.end });
  }
  if (words.some(word => word.text === magic.bindsAllWith)) {
    bound.push(...words.slice(index).filter(word => NAME.test(word.text)));
  }
  return { rest: next?.start ?? line.length, bound, read };
}

/** The values of an option that may take several with commas. */
function separated(line: string, span: Span): Span[] {
  return [...line.slice(span.start, span.end).matchAll(/[^,]+/g)].map(
    match => ({
      start: span.start + match.index,
      end: span.start + match.index + match[0].length
    })
  );
}
