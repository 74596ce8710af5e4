import {
  findHeadings,
  stepLevel,
  type Heading
} from '../../notebook/blocks/headings';
import type { NotebookView } from '../../notebook/tagged-notebook';

/** Cells under one heading, or, without headings, all of them. */
export interface Section {
  /** As written; undefined above the first heading, and where headings say nothing. */
  readonly heading: string | undefined;
  /** Cells that run, in order; at least one. */
  readonly cells: readonly number[];
}

/** A section with more cells is parted by the headings inside it. */
const LARGE = 8;

/** More sections than this are not steps: their level is too low. */
const MANY = 60;

/** Parts a notebook by its headings, of the level that says most about steps. */
export function findSections(
  notebook: NotebookView,
  work: readonly number[]
): Section[] {
  const headings = findHeadings(notebook.cells);
  const usual = stepLevel(headings) ?? 1;
  const levels = [...new Set(headings.map(each => each.level))]
    .sort((a, b) => b - a)
    .filter(level => level <= usual);
  for (const level of levels) {
    const sections = partAt(headings, level, work);
    const named = sections.filter(each => each.heading !== undefined);
    if (named.length > 1 && sections.length <= MANY) {
      return sections.flatMap(section => partLarge(section, headings, level));
    }
  }
  return work.length > 0 ? [{ heading: undefined, cells: work }] : [];
}

function partLarge(
  section: Section,
  headings: readonly Heading[],
  level: number
): Section[] {
  if (section.cells.length <= LARGE || level > 6) {
    return [section];
  }
  const inside = partAt(headings, level + 1, section.cells);
  return inside.length > 1
    ? inside.flatMap(each => partLarge(each, headings, level + 1))
    : partLarge(section, headings, level + 1);
}

/** Parts cells at the headings of a level and above. */
function partAt(
  headings: readonly Heading[],
  level: number,
  work: readonly number[]
): Section[] {
  const marks = headings.filter(each => each.level <= level);
  const sections: { heading: string | undefined; cells: number[] }[] = [];
  let last: Heading | undefined;
  for (const cell of work) {
    const mark = marks.filter(each => each.cell < cell).at(-1);
    const current = sections.at(-1);
    if (current && mark === last) {
      current.cells.push(cell);
    } else {
      sections.push({ heading: mark?.text, cells: [cell] });
    }
    last = mark;
  }
  return sections;
}
