import type { TranslationBundle } from '@jupyterlab/translation';
import {
  describeBytes,
  describeShape,
  shortType
} from '../../artifacts/describe-value';
import { nameOfStatus } from '../../panel/statuses';
import { describeSeconds } from '../../runs/durations';
import type { GraphEdge, GraphNode, Reason, Variable } from './graph';

/** `rides DataFrame 891 × 12`: as much as is known. */
function describeVariable({ name, value }: Variable): string {
  return value
    ? [name, shortType(value), describeShape(value)].filter(Boolean).join(' ')
    : name;
}

/** As `describeVariable`, and how much room it takes: `rides DataFrame 891 × 12 (84 kB)`. */
function describeFully(variable: Variable): string {
  const { size } = variable.value ?? {};
  const text = describeVariable(variable);
  return size === undefined ? text : `${text} (${describeBytes(size)})`;
}

/** All that is known of what goes along an edge. */
export function describeVariables(variables: readonly Variable[]): string {
  return variables.map(describeFully).join(', ');
}

/** The same where there is little room: of several only the names. */
export function nameVariables(variables: readonly Variable[]): string {
  const [first, ...others] = variables;
  return first && others.length === 0
    ? describeVariable(first)
    : variables.map(each => each.name).join(', ');
}

/** Why one step waits for another. */
export function describeReason(
  { kind, subject }: Reason,
  trans: TranslationBundle
): string {
  switch (kind) {
    case 'prev':
      return trans.__('set by hand');
    case 'file':
      return subject === undefined
        ? trans.__('files')
        : trans.__('file %1', subject);
    case 'state':
      return subject === undefined
        ? trans.__('state of a module')
        : trans.__('state of %1', subject);
    case 'opaque code':
      return trans.__('code that may do anything');
  }
}

/** What goes along an edge, or why it is there. */
export function describeEdge(
  { variables, reasons }: GraphEdge,
  trans: TranslationBundle
): string {
  const all = [
    describeVariables(variables),
    ...reasons.map(each => describeReason(each, trans))
  ];
  return all.filter(text => text !== '').join(', ');
}

/** The state of a step, its size and its time, in words. */
export function describeNode(
  { status, seconds, cells }: GraphNode,
  trans: TranslationBundle
): string {
  return [
    nameOfStatus(status, trans),
    trans._n('%1 cell', '%1 cells', cells.length, cells.length),
    ...(seconds === undefined ? [] : [describeSeconds(seconds)])
  ].join(', ');
}
