import type { CellView } from '../cell';
import { toStepName } from '../dialect/step-names';

/** A heading of a markdown cell. */
export interface Heading {
  /** Index of the cell. */
  readonly cell: number;
  /** 1 to 6. */
  readonly level: number;
  /** As written, without the marks of the heading itself. */
  readonly text: string;
}

/** Longest name that a heading gives, in characters. */
const NAME_LENGTH = 40;

/** The headings with `#` of all markdown cells, outside code fences. */
export function findHeadings(cells: readonly CellView[]): readonly Heading[] {
  return cells.flatMap((view, cell) =>
    view.type === 'markdown'
      ? headingsOf(view.source).map(heading => ({ cell, ...heading }))
      : []
  );
}

/**
 * The level that makes the steps: the one that occurs most, the higher one
 * (with fewer `#`) of two that occur as often; undefined without headings.
 */
export function stepLevel(headings: readonly Heading[]): number | undefined {
  const counts = new Map<number, number>();
  for (const { level } of headings) {
    counts.set(level, (counts.get(level) ?? 0) + 1);
  }
  const levels = [...counts].sort(
    ([levelA, countA], [levelB, countB]) => countB - countA || levelA - levelB
  );
  return levels[0]?.[0];
}

/** A step name of the words of a heading; `step` if none can be kept. */
export function nameOfHeading(text: string): string {
  const plain = text
    .replace(/!?\[([^\]]*)\]\([^)]*\)/g, '$1')
    .replace(/<[^>]*>/g, '')
    .replace(/&\w+;/g, ' ')
    // Punctuation parts words, except where it stands inside one.
    .replace(/['’]/g, '');
  const name = toStepName(plain).replace(/-/g, '_').replace(/_+/g, '_');
  const unnumbered = name.replace(/^\d+(_\d+)*_/, '');
  return shorten(/^\d/.test(unnumbered) ? `step_${unnumbered}` : unnumbered);
}

/** `name`, or `name_2`, `name_3`… where it is taken. */
export function uniqueName(name: string, taken: ReadonlySet<string>): string {
  let unique = name;
  for (let i = 2; taken.has(unique); i++) {
    unique = `${name}_${i}`;
  }
  return unique;
}

function shorten(name: string): string {
  if (name.length <= NAME_LENGTH) {
    return name;
  }
  const cut = name.lastIndexOf('_', NAME_LENGTH);
  return name.slice(0, cut > 0 ? cut : NAME_LENGTH);
}

function headingsOf(source: string): readonly Omit<Heading, 'cell'>[] {
  const headings: Omit<Heading, 'cell'>[] = [];
  let fence: string | null = null;
  for (const line of source.split(/\r?\n/)) {
    const mark = /^ {0,3}(`{3,}(?=[^`]*$)|~{3,})/.exec(line)?.[1];
    if (fence !== null) {
      const close = /^ {0,3}(`{3,}|~{3,})[ \t]*$/.exec(line)?.[1];
      if (close?.startsWith(fence)) {
        fence = null;
      }
    } else if (mark) {
      fence = mark;
    } else {
      const match = /^ {0,3}(#{1,6})(?:[ \t]+(.*))?$/.exec(line);
      if (match) {
        const text = (match[2] ?? '').replace(/(^|[ \t]+)#+[ \t]*$/, '').trim();
        headings.push({ level: match[1].length, text });
      }
    }
  }
  return headings;
}
