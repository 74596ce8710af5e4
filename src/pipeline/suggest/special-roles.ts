/** Which cells are no step: what they could be by their own source, and are by what the pipeline makes of them. */
import { installsPackages } from '../../analysis/libraries/magics';
import type { Statement } from '../../analysis/syntax/tree';
import type { CellRole, SpecialRole } from '../../notebook/editing/edit';
import { isDeclaration } from '../parameters';
import type { Pipeline } from '../model';
import { isDefinition, isIdle, isImport, type CellTraits } from './cell-traits';

/** A longer value is data, and nothing that a person sets for a run. */
const PARAMETER_LENGTH = 120;

const METRIC =
  /(^|_)(acc|accuracy|auc|error|f1|loss|mae|map|metrics?|mse|precision|r2|recall|rmse|score)(_|$)/;

/** Methods and attributes that only show what they belong to. */
const LOOKS =
  /^(head|tail|info|describe|sample|shape|columns|dtypes|index|size|ndim|nunique)$/;

const LOOK_MAGICS = /^(who|whos|who_ls|pwd|ls|lsmagic|history|quickref)$/;

const LOOK_COMMANDS = /^\s*(ls|pwd|head|nvidia-smi|which|df -h|free)\b/;

const SILENT_MAGICS = /^(matplotlib|load_ext|reload_ext|autoreload|config)$/;

/** Setters that return what was set before. */
const SHOWN = /^(seterr\w*|setlocale|setbufsize)$/;

/** Methods of modules that set something. */
const SETTERS =
  /^(set(_\w+)?|use|rc|update|\w*filter(s|warnings)?|basicConfig|\w+config)$/i;

/** What a cell may be other than a step, the likeliest first. */
export function candidateRoles(traits: CellTraits): SpecialRole[] {
  const { statements } = traits;
  if (statements.length === 0) {
    return [];
  }
  if (installs(traits) !== undefined || shows(traits) !== undefined) {
    return ['skip'];
  }
  const roles: SpecialRole[] = [];
  const may = (...tests: ((statement: Statement) => boolean)[]): boolean =>
    statements.every(each => isIdle(each) || tests.some(test => test(each)));
  if (
    statements.some(isSettingOrImport) &&
    may(isImport, isSettingLike) &&
    !statements.some(showsItsWork)
  ) {
    roles.push('imports');
  }
  if (
    statements.some(isDefinition) &&
    may(isImport, isDefinition, isSettingLike)
  ) {
    roles.push('functions');
  }
  if (statements.some(isDeclaration) && may(isDeclaration, isImport)) {
    roles.push('parameters');
  }
  return roles;
}

/** The command where a cell does nothing but install packages. */
export function installs({ statements }: CellTraits): string | undefined {
  const commands = statements.map(statement => {
    const escape =
      statement.kind === 'ExpressionStatement' &&
      statement.value.kind === 'Escape'
        ? statement.value
        : undefined;
    const text = escape ? `${escape.name} ${escape.argument}`.trim() : '';
    // What else a line does after it would be lost.
    return escape?.text === undefined &&
      installsPackages(text) &&
      !/[;&|]|>(?!=)|\b(uninstall|remove)\b/.test(text)
      ? text
      : undefined;
  });
  return commands.every(each => each !== undefined) ? commands[0] : undefined;
}

/** What a cell looks at, where it does nothing but that. */
export function shows({
  statements,
  readsHistory
}: CellTraits): string | undefined {
  const subjects = statements.map(subjectOf);
  return !readsHistory && subjects.every(each => each !== undefined)
    ? subjects[0]
    : undefined;
}

/** Results that a last cell prints, one a line. */
export function printsMetrics({ statements }: CellTraits): boolean {
  return (
    statements.length > 0 &&
    statements.every(statement => {
      const call =
        statement.kind === 'ExpressionStatement' ? statement.value : undefined;
      const [value] = call?.kind === 'Call' ? call.args : [];
      return (
        call?.kind === 'Call' &&
        call.callee.kind === 'Name' &&
        call.callee.id === 'print' &&
        call.args.length + call.keywords.length === 1 &&
        value?.kind === 'Name' &&
        METRIC.test(value.id)
      );
    })
  );
}

/**
 * Whether nothing is left of a cell that would have to run: all of it are
 * definitions and parameters, as the pipeline has them.
 */
export function vanishes(
  { cell, statements }: CellTraits,
  role: CellRole['kind'],
  pipeline: Pipeline
): boolean {
  const parts: readonly { cell: number; span: { start: number } }[] = [
    ...pipeline.definitions,
    ...(role === 'parameters' ? pipeline.parameters : [])
  ];
  const starts = new Set(
    parts.filter(each => each.cell === cell).map(each => each.span.start)
  );
  return statements.every(each => isIdle(each) || starts.has(each.start));
}

/** Whether a cell's values can be set for a run: later steps take them, and nothing changes them. */
export function areParameters(
  traits: CellTraits,
  all: readonly CellTraits[],
  pipeline: Pipeline
): boolean {
  const { binds, statements } = traits;
  const later = all.filter(each => each !== traits).flatMap(each => each.binds);
  return (
    binds.some(name => pipeline.steps.some(s => s.parameters.includes(name))) &&
    !binds.some(name => later.includes(name)) &&
    !binds.some(name => pipeline.steps.some(s => s.changes.includes(name))) &&
    statements.every(each => each.end - each.start <= PARAMETER_LENGTH)
  );
}

/** What may set something for the whole notebook; the pipeline knows whether it does. */
function isSettingLike(statement: Statement): boolean {
  switch (statement.kind) {
    case 'ExpressionStatement':
      return statement.value.kind === 'Escape'
        ? statement.value.form === 'line-magic'
        : statement.value.kind === 'Call';
    case 'Assign':
      return statement.targets.every(
        ({ kind }) => kind === 'Attribute' || kind === 'Subscript'
      );
    default:
      return false;
  }
}

/** Settings that show what was or is set: a definition would not. */
function showsItsWork(statement: Statement): boolean {
  const value =
    statement.kind === 'ExpressionStatement' ? statement.value : undefined;
  const called = value?.kind === 'Call' ? value.callee : undefined;
  return value?.kind === 'Escape'
    ? !SILENT_MAGICS.test(value.name)
    : called?.kind === 'Attribute' && SHOWN.test(called.attribute);
}

/** Whether it is worth to ask the pipeline. */
function isSettingOrImport(statement: Statement): boolean {
  const value =
    statement.kind === 'ExpressionStatement' ? statement.value : undefined;
  const called = value?.kind === 'Call' ? value.callee : undefined;
  return (
    isImport(statement) ||
    (statement.kind === 'Assign' && isSettingLike(statement)) ||
    value?.kind === 'Escape' ||
    (called?.kind === 'Attribute' && SETTERS.test(called.attribute))
  );
}

function subjectOf(statement: Statement): string | undefined {
  if (statement.kind !== 'ExpressionStatement') {
    return undefined;
  }
  const { value } = statement;
  if (value.kind === 'Escape') {
    if (value.interpolated.length > 0) {
      return undefined;
    }
    const isLook =
      value.form === 'help' ||
      (value.form === 'line-magic' && LOOK_MAGICS.test(value.name)) ||
      (value.form === 'shell' &&
        LOOK_COMMANDS.test(value.argument) &&
        !/[;&|<>]/.test(value.argument));
    return isLook ? value.name || value.argument.trim() : undefined;
  }
  const looked = value.kind === 'Call' ? value.callee : value;
  const arguments_ = value.kind === 'Call' ? value.args : [];
  return looked.kind === 'Attribute' &&
    LOOKS.test(looked.attribute) &&
    looked.value.kind === 'Name' &&
    arguments_.every(({ kind }) => kind === 'Constant') &&
    (value.kind !== 'Call' ||
      value.keywords.every(each => each.value.kind === 'Constant'))
    ? looked.value.id
    : undefined;
}
