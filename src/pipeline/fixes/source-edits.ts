import type { Span, Statement } from '../../analysis/syntax/tree';
import type { Edit } from '../../notebook/editing/edit';
import type { CheckContext } from '../checks/context';

/** Whether a cell is Python as a whole: else nobody knows what a line more would do. */
export function isPython(
  { notebook, analyser }: Pick<CheckContext, 'notebook' | 'analyser'>,
  cell: number
): boolean {
  const { source } = notebook.cells[cell];
  const isMagic = /^\s*%%/.test(source);
  return !isMagic && analyser.analyse(source).tree.errors.length === 0;
}

/** Whether lines behind all others of a cell are sure to be reached. */
export function endsPlainly(
  context: Pick<CheckContext, 'notebook' | 'analyser'>,
  cell: number
): boolean {
  const { source } = context.notebook.cells[cell];
  return (
    isPython(context, cell) &&
    context.analyser
      .analyse(source)
      .tree.body.every(({ kind }) => PLAIN.has(kind))
  );
}

const PLAIN: ReadonlySet<Statement['kind']> = new Set<Statement['kind']>([
  'Import',
  'ImportFrom',
  'Assign',
  'AnnotatedAssign',
  'ExpressionStatement'
]);

/** Writes other text in the place of a part of a cell's source. */
export function replaceSource(cell: number, range: Span, text: string): Edit {
  const { start, end } = range;
  return { kind: 'replace-source', cell, range: { start, end }, text };
}

/**
 * Takes out the lines on which statements stand, those beside which nothing
 * stands but a comment.
 *
 * @returns nothing where there are none
 */
export function removeLines(
  cell: number,
  source: string,
  statements: readonly Span[]
): Edit | undefined {
  const parts = statements.flatMap(each => wholeLines(source, each) ?? []);
  if (parts.length === 0) {
    return undefined;
  }
  const ends = [...parts.map(each => each.start), source.length];
  const kept = ends.map((end, i) =>
    source.slice(i === 0 ? 0 : parts[i - 1].end, end)
  );
  const text = kept.join('');
  // The last line goes with the end of the line above.
  const isOpen = text.endsWith('\n') && !source.endsWith('\n');
  return replaceSource(
    cell,
    { start: 0, end: source.length },
    isOpen ? text.slice(0, -1) : text
  );
}

function wholeLines(source: string, { start, end }: Span): Span | undefined {
  const first = source.lastIndexOf('\n', start - 1) + 1;
  const next = source.indexOf('\n', end);
  const last = next < 0 ? source.length : next + 1;
  const isAlone =
    source.slice(first, start).trim() === '' &&
    /^[ \t;]*(#.*)?\n?$/.test(source.slice(end, last));
  return isAlone ? { start: first, end: last } : undefined;
}

/** Puts lines before the one on which a statement of the module begins. */
export function insertLines(
  cell: number,
  source: string,
  at: number,
  lines: readonly string[]
): Edit {
  const start = source.lastIndexOf('\n', at - 1) + 1;
  const text = lines.map(line => `${line}\n`).join('');
  return replaceSource(cell, { start, end: start }, text);
}

/** Puts lines behind all others of a cell. */
export function appendLines(
  cell: number,
  source: string,
  lines: readonly string[]
): Edit {
  const { length } = source;
  const begin = source === '' || source.endsWith('\n') ? '' : '\n';
  return replaceSource(
    cell,
    { start: length, end: length },
    begin + lines.join('\n')
  );
}

/** The statement of the module in which a place is. */
export function statementAt(
  statements: readonly Statement[],
  { start }: Span
): Statement | undefined {
  return statements.find(each => each.start <= start && start < each.end);
}
