import { isBuiltin } from '../../analysis/libraries/builtin-names';
import type { Place } from '../../analysis/dataflow/objects';
import type { Expression, Statement } from '../../analysis/syntax/tree';
import { walk } from '../../analysis/syntax/walk';
import type { CheckContext } from '../checks/context';
import type { Fix } from '../diagnostic';
import { rootOf } from '../suggest/cell-traits';
import type { AnalysedUnit } from '../unit';
import {
  insertLines,
  isPython,
  removeLines,
  statementAt
} from './source-edits';

type Context = Pick<CheckContext, 'notebook' | 'analysis' | 'analyser'>;

/** A statement at the top of a cell. */
interface Line {
  readonly cell: number;
  readonly statement: Statement;
}

/**
 * Lets a variable be made in the only step that uses it: to open or make it
 * there is the same in Run All too, where nothing else happens in between.
 */
export function makeItThere(
  context: Context,
  name: string,
  maker: AnalysedUnit,
  taker: AnalysedUnit
): Fix[] {
  const { notebook } = context;
  const [making, first, ...others] = linesOf(context).filter(each =>
    mentions(textOf(context, each), name)
  );
  const isOfTaker = ({ cell }: Line): boolean =>
    taker.cells.some(each => each.cell === cell);
  const makes = making && valueOf(making.statement, name);
  if (
    !first ||
    !makes ||
    !isOutside(context, makes) ||
    maker.kind !== 'step' ||
    taker.kind !== 'step' ||
    !maker.cells.some(({ cell }) => cell === making.cell) ||
    ![first, ...others].every(isOfTaker) ||
    ![making.cell, first.cell].every(cell => isPython(context, cell)) ||
    !isQuietBetween(context, maker, taker, making, first) ||
    !namesStay(context, makes, making, first)
  ) {
    return [];
  }
  const from = notebook.cells[making.cell].source;
  const to = notebook.cells[first.cell].source;
  const statements = context.analyser.analyse(from).tree.body;
  const removal = removeLines(making.cell, from, [making.statement]);
  // A step of which nothing is left would be none.
  return removal && statements.length > 1 && making.cell !== first.cell
    ? [
        {
          title: `Make ${name} in ${taker.name}`,
          edits: [
            insertLines(first.cell, to, first.statement.start, [
              textOf(context, making)
            ]),
            removal
          ]
        }
      ]
    : [];
}

/** What a name is given, where that only opens or describes something. */
function valueOf(statement: Statement, name: string): Expression | undefined {
  if (statement.kind !== 'Assign' || statement.targets.length !== 1) {
    return undefined;
  }
  const [target] = statement.targets;
  const { value } = statement;
  return target.kind === 'Name' && target.id === name && isPlain(value)
    ? value
    : undefined;
}

function isPlain(value: Expression): boolean {
  if (value.kind === 'Call') {
    const args = [...value.args, ...value.keywords.map(each => each.value)];
    return args.every(each => each.kind === 'Constant' || each.kind === 'Name');
  }
  return value.kind === 'Comprehension' && value.form === 'generator';
}

/** Whether no function of the notebook is called: it might do more than to open something. */
function isOutside({ analysis }: Context, value: Expression): boolean {
  const root = value.kind === 'Call' ? rootOf(value.callee) : undefined;
  return (
    value.kind !== 'Call' ||
    (root !== undefined &&
      (analysis.names.of(root).length === 0
        ? isBuiltin(root)
        : analysis.definitions.some(
            ({ kind, names }) => kind === 'import' && names.includes(root)
          )))
  );
}

/** Whether no code between two lines may touch files, or is unreadable. */
function isQuietBetween(
  { analysis }: Context,
  maker: AnalysedUnit,
  taker: AnalysedUnit,
  from: Line,
  to: Line
): boolean {
  const isBetween = ({ cell, span }: Place): boolean =>
    isBefore(from, { cell, statement: span }) &&
    !contains(from, { cell, span }) &&
    isBefore({ cell, statement: span }, to);
  return analysis.units
    .slice(maker.index, taker.index + 1)
    .every(
      ({ effects }) =>
        !effects.opaque && !effects.files.some(({ place }) => isBetween(place))
    );
}

/** Whether what an expression reads is not mentioned on the way to another line. */
function namesStay(
  context: Context,
  value: Expression,
  from: Line,
  to: Line
): boolean {
  const between = linesOf(context).filter(
    each =>
      isBefore(from, each) &&
      each.statement !== from.statement &&
      isBefore(each, to)
  );
  const { definitions } = context.analysis;
  const names = new Set<string>();
  walk([value], node => {
    if (node.kind === 'Name') {
      names.add(node.id);
    }
    return true;
  });
  return [...names].every(
    name =>
      isBuiltin(name) ||
      definitions.some(each => each.names.includes(name)) ||
      !between.some(each => mentions(textOf(context, each), name))
  );
}

function linesOf({ analysis }: Context): Line[] {
  return analysis.units
    .flatMap(({ cells }) => cells)
    .flatMap(({ cell, statements }) =>
      statements.map(statement => ({ cell, statement }))
    )
    .sort((a, b) => a.cell - b.cell || a.statement.start - b.statement.start);
}

function textOf({ notebook }: Context, { cell, statement }: Line): string {
  return notebook.cells[cell].source.slice(statement.start, statement.end);
}

/** Whether a name stands in a text, in whatever way it is used there. */
export function mentions(text: string, name: string): boolean {
  return text.split(/[^\p{L}\p{N}_]+/u).includes(name);
}

interface Begin {
  readonly cell: number;
  readonly statement: { readonly start: number };
}

function isBefore(one: Begin, other: Begin): boolean {
  return (
    one.cell < other.cell ||
    (one.cell === other.cell && one.statement.start < other.statement.start)
  );
}

function contains({ cell, statement }: Line, place: Place): boolean {
  return (
    cell === place.cell && statementAt([statement], place.span) !== undefined
  );
}
