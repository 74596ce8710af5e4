import { isBuiltin } from '../../analysis/libraries/builtin-names';
import type { Statement } from '../../analysis/syntax/tree';
import { walk } from '../../analysis/syntax/walk';
import type { Edit } from '../../notebook/editing/edit';
import type { Fix } from '../diagnostic';
import { mentions } from '../fixes/make-there';
import {
  newParametersCell,
  placesForParameters
} from '../fixes/new-parameters';
import { namesBound } from '../fixes/parameters';
import { appendLines, endsPlainly, removeLines } from '../fixes/source-edits';
import { withoutNewErrors } from '../fixes/tag-edits';
import { isDeclaration } from '../parameters';
import { isIdle } from '../suggest/cell-traits';
import type { ActionContext, ActionPlace } from './cell-actions';

/**
 * Makes a parameter of `lr = 0.01`: the line moves to the parameters cell
 * above, or to a new one, or its cell becomes one where there is nothing else
 * in it. Not where something in between may read or make the name: it would see
 * another value.
 */
export function markParameter(
  context: ActionContext,
  { cell, at }: ActionPlace
): Fix[] {
  const { notebook, tagged, analyser } = context;
  const { source } = notebook.cells[cell];
  const { body, errors } = analyser.analyse(source).tree;
  const isOfStep = tagged.blocks.some(
    each => each.kind === 'step' && each.cells.includes(cell)
  );
  const declarations = body.filter(isDeclaration);
  const meant = declarations.filter(
    each => at === undefined || isOnLine(source, each, at)
  );
  if (!isOfStep || errors.length > 0 || meant.length === 0) {
    return [];
  }
  if (body.every(each => isDeclaration(each) || isIdle(each))) {
    const names = declarations.flatMap(namesBound);
    const [last = ''] = names.slice(-1);
    const title =
      names.length === 1
        ? `Make ${last} a parameter`
        : `Make ${names.slice(0, -1).join(', ')} and ${last} parameters`;
    return withoutNewErrors(context, [
      {
        title,
        edits: [
          { kind: 'set-role', cells: [cell], role: { kind: 'parameters' } }
        ]
      }
    ]);
  }
  const home = Math.max(
    -1,
    ...tagged.blocks
      .filter(({ kind }) => kind === 'parameters')
      .flatMap(({ cells }) => cells)
      .filter(each => each < cell && endsPlainly(context, each))
  );
  return meant.flatMap(statement => {
    const line: Line = { cell, statement };
    return home < 0
      ? moveToNew(context, line)
      : moveTo(context, home, line, text => ({
          where: `in cell ${home + 1}`,
          addition: appendLines(home, notebook.cells[home].source, [text])
        }));
  });
}

/** A statement at the top of a cell. */
interface Line {
  readonly cell: number;
  readonly statement: Statement;
}

function moveToNew(context: ActionContext, line: Line): Fix[] {
  const [best = []] = placesForParameters(context, line.cell)
    .map(place =>
      moveTo(context, place, line, text => ({
        where: 'in a new cell',
        addition: newParametersCell(place, [text])
      }))
    )
    .filter(fixes => fixes.length > 0);
  return withoutNewErrors(context, best);
}

/** @param from - the first cell that would see another value */
function moveTo(
  context: ActionContext,
  from: number,
  { cell, statement }: Line,
  add: (text: string) => { readonly where: string; readonly addition: Edit }
): Fix[] {
  const { notebook, pipeline, diagnostics } = context;
  const { source } = notebook.cells[cell];
  const [name, ...others] = namesBound(statement);
  const removal = removeLines(cell, source, [statement]);
  const isHidden = diagnostics.some(
    ({ code, cell: told = -1 }) =>
      code === 'opaque' && from <= told && told <= cell
  );
  const isKnown = pipeline.parameters.some(each => each.name === name);
  const codes = notebook.cells.map(each =>
    each.type === 'code' ? each.source : ''
  );
  const between = [
    ...codes.slice(from, cell),
    source.slice(0, statement.start)
  ];
  const isMentioned = (word: string): boolean =>
    between.some(text => mentions(text, word));
  const isReadable = annotationNames(statement).every(
    word =>
      isBuiltin(word) ||
      (!isMentioned(word) &&
        codes.slice(0, from).some(text => mentions(text, word)))
  );
  if (
    !removal ||
    others.length > 0 ||
    isHidden ||
    isKnown ||
    isMentioned(name) ||
    !isReadable ||
    showsMore(context, cell, statement)
  ) {
    return [];
  }
  // With the comment behind it.
  const [rest] = source.slice(statement.end).split('\n', 1);
  const text = source.slice(statement.start, statement.end) + rest;
  const { where, addition } = add(text);
  return [
    {
      title: `Make ${name} a parameter, ${where}`,
      edits: [removal, addition]
    }
  ];
}

/** An annotation is read where it stands. */
function annotationNames(statement: Statement): string[] {
  const names: string[] = [];
  if (statement.kind === 'AnnotatedAssign') {
    walk([statement.annotation], node => {
      if (node.kind === 'Name') {
        names.push(node.id);
      }
      return true;
    });
  }
  return names;
}

/** Whether without its last line a cell would show a value, which is now that of the line above. */
function showsMore(
  { notebook, analyser }: ActionContext,
  cell: number,
  { start }: Statement
): boolean {
  const { body } = analyser.analyse(notebook.cells[cell].source).tree;
  const [above, last] = body.slice(-2);
  return last?.start === start && above.kind === 'ExpressionStatement';
}

function isOnLine(
  source: string,
  { start, end }: Statement,
  at: number
): boolean {
  const line = (place: number): number =>
    source.slice(0, place).split('\n').length;
  return line(start) <= line(at) && line(at) <= line(end);
}
