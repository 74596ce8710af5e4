/** What makes parameters of values that a run cannot ask for, or does not take for parameters. */
import type { Place } from '../../analysis/dataflow/objects';
import type { Expression, Statement } from '../../analysis/syntax/tree';
import type { CheckContext } from '../checks/context';
import type { Edit } from '../../notebook/editing/edit';
import type { Fix } from '../diagnostic';
import { newParametersCell, placesForParameters } from './new-parameters';
import type { AnalysedUnit } from '../unit';
import {
  appendLines,
  endsPlainly,
  removeLines,
  replaceSource,
  statementAt
} from './source-edits';
import { withoutNewErrors } from './tag-edits';

/** What stands for an answer that nobody gives, by what it is made into. */
const EMPTY_ANSWERS: Readonly<Record<string, string>> = {
  str: "''",
  int: '0',
  float: '0.0'
};

/** `n = int(input())`: makes a parameter `n` of it. */
export function askByParameter(
  context: CheckContext,
  unit: AnalysedUnit,
  { cell, span }: Place
): Fix[] {
  const { notebook, tagged } = context;
  const code = unit.cells.find(each => each.cell === cell);
  const statement = code && statementAt(code.statements, span);
  const asked = statement && askedFor(statement);
  if (!code || !statement || !asked || unit.kind !== 'step') {
    return [];
  }
  const { source } = notebook.cells[cell];
  const title = `Make ${asked.name} a parameter`;
  const homes = tagged.blocks
    .filter(({ kind }) => kind === 'parameters')
    .flatMap(({ cells }) => cells)
    .filter(each => each < cell && endsPlainly(context, each));
  if (homes.length > 0) {
    const home = Math.max(...homes);
    const removal = removeLines(cell, source, [statement]);
    const line = `${asked.name} = ${asked.answer}`;
    const addition = appendLines(home, notebook.cells[home].source, [line]);
    return removal ? [{ title, edits: [addition, removal] }] : [];
  }
  const removal = removeLines(cell, source, [statement]);
  const edits: Edit[] =
    code.statements.length === 1
      ? [
          replaceSource(cell, asked.value, asked.answer),
          { kind: 'set-role', cells: [cell], role: { kind: 'parameters' } }
        ]
      : removal
        ? [
            removal,
            newParametersCell(
              // The nearest, since above something else may have the name.
              Math.max(...placesForParameters({ notebook, tagged }, cell)),
              [`${asked.name} = ${asked.answer}`]
            )
          ]
        : [];
  return edits.length > 0
    ? withoutNewErrors({ notebook, tagged }, [{ title, edits }])
    : [];
}

function askedFor(
  statement: Statement
): { name: string; value: Expression; answer: string } | undefined {
  if (statement.kind !== 'Assign' || statement.targets.length !== 1) {
    return undefined;
  }
  const [target] = statement.targets;
  const { value } = statement;
  const type = typeAsked(value);
  return target.kind === 'Name' && type !== undefined
    ? { name: target.id, value, answer: EMPTY_ANSWERS[type] }
    : undefined;
}

/** What `input()`, or a call around it, gives. */
function typeAsked(value: Expression): string | undefined {
  if (value.kind !== 'Call' || value.callee.kind !== 'Name') {
    return undefined;
  }
  const { id } = value.callee;
  if (id === 'input') {
    return 'str';
  }
  const [inner, ...others] = value.args;
  return Object.hasOwn(EMPTY_ANSWERS, id) &&
    inner &&
    others.length === 0 &&
    typeAsked(inner) === 'str'
    ? id
    : undefined;
}

/** Takes out a declaration which another one below makes void. */
export function removeRepeated(
  { notebook, analysis }: CheckContext,
  statement: Statement,
  cell: number
): Fix[] {
  const removal = removeLines(cell, notebook.cells[cell].source, [statement]);
  const names = namesBound(statement);
  const again = analysis.declarations.find(({ parameter }) =>
    names.includes(parameter.name)
  );
  return removal && names.length === 1 && again && isUnread(names[0])
    ? [{ title: `Remove this ${names[0]}`, edits: [removal] }]
    : [];

  /** Whether nothing between the two may read the name, whatever it is called by. */
  function isUnread(name: string): boolean {
    const last = again?.parameter.cell ?? cell;
    const between = notebook.cells
      .slice(cell, last + 1)
      .map(({ type, source }, i) => {
        const text = type === 'code' ? source : '';
        const end = cell + i === last ? again?.parameter.span.start : undefined;
        return text.slice(i === 0 ? statement.end : 0, end);
      })
      .join('\n');
    return !new RegExp(`\\b${name}\\b`).test(between);
  }
}

/** The names that an assignment gives a value. */
export function namesBound(statement: Statement): readonly string[] {
  const targets =
    statement.kind === 'Assign'
      ? statement.targets
      : statement.kind === 'AnnotatedAssign'
        ? [statement.target]
        : [];
  return targets.flatMap(each =>
    each.kind === 'Name'
      ? [each.id]
      : each.kind === 'Collection'
        ? each.elements.flatMap(item => (item.kind === 'Name' ? [item.id] : []))
        : []
  );
}

/** Writes the number that a sum or product of whole numbers is: that is a parameter. */
export function writeNumber(statement: Statement, cell: number): Fix[] {
  const value =
    statement.kind === 'Assign' || statement.kind === 'AnnotatedAssign'
      ? statement.value
      : undefined;
  const number = value && numberOf(value);
  return value && number !== undefined && Number.isSafeInteger(number)
    ? [
        {
          title: `Write ${number}`,
          edits: [replaceSource(cell, value, String(number))]
        }
      ]
    : [];
}

function numberOf(value: Expression): number | undefined {
  if (value.kind === 'Constant') {
    return value.type === 'int' && typeof value.value === 'number'
      ? value.value
      : undefined;
  }
  if (value.kind !== 'Operation' || value.form !== 'binary') {
    return undefined;
  }
  const numbers = value.operands.map(numberOf);
  const known = numbers.filter(each => each !== undefined);
  if (known.length !== numbers.length) {
    return undefined;
  }
  switch (value.operator) {
    case '+':
      return known.reduce((a, b) => a + b);
    case '-':
      return known.reduce((a, b) => a - b);
    case '*':
      return known.reduce((a, b) => a * b);
    default:
      return undefined;
  }
}
