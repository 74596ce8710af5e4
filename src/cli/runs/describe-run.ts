import { DEFAULT_ENGINE } from '../../engines/engines';
import { basename } from 'node:path';
import type { RunMarks } from '../../runs/run-marks';
import type { RunRecord } from '../../runs/run-record';
import type { ListedRun } from '../../runs/run-store';
import { describeSeconds } from '../durations';
import { describeStatus } from '../statuses';

/** Runs, one a line. */
export function describeRuns(runs: readonly ListedRun[]): string {
  const width = Math.max(0, ...runs.map(each => each.id.length));
  return runs
    .map(run => {
      const id = run.id.padEnd(width);
      if ('problem' in run) {
        return `${id}  ${run.problem.message}`;
      }
      const { status, created, seconds, notebook, marks = {} } = run.record;
      const time = seconds === undefined ? '' : describeSeconds(seconds);
      return `${id}  ${describeStatus(status, 11)}  ${localTime(created)}  ${time.padStart(9)}  ${basename(notebook.path)}${describePlace(run.record, '  on ')}${describeMarks(marks)}`;
    })
    .join('\n');
}

/** What people say of a run, in a list. */
function describeMarks({ name, pinned }: RunMarks): string {
  return [name && `  ${name}`, pinned && '  [pinned]'].filter(Boolean).join('');
}

/** `argo, lab/team`; '' for a run of this machine. */
function describePlace(
  { engine, options = {} }: RunRecord,
  before = ''
): string {
  if (engine === DEFAULT_ENGINE) {
    return '';
  }
  const { context, namespace } = options;
  return `${before}${engine}, ${String(context)}/${String(namespace)}`;
}

/** All that a person wants to know of one run. */
export function describeRun(record: RunRecord, executed: string): string {
  const { id, status, notebook, created, seconds, parameters, steps } = record;
  const width = Math.max(0, ...steps.map(each => each.step.length));
  const values = Object.entries(parameters);
  const place = describePlace(record);
  const { name, note, pinned } = record.marks ?? {};
  return [
    `Run ${id}${name === undefined ? '' : `: ${name}`}${pinned ? ' [pinned]' : ''}`,
    `  ${describeStatus(status)}${seconds === undefined ? '' : ` in ${describeSeconds(seconds)}`}`,
    `  submitted  ${localTime(created)}`,
    `  notebook   ${notebook.path}`,
    `  executed   ${executed}`,
    ...(place === '' ? [] : [`  engine     ${place}`]),
    ...values.map(
      ([name, value], i) =>
        `  ${i === 0 ? 'parameters' : '          '} ${name} = ${value}`
    ),
    ...(note === undefined
      ? []
      : [`  note       ${note.split('\n').join('\n             ')}`]),
    ...(record.error === undefined ? [] : [`  error      ${record.error}`]),
    '',
    ...steps.map(step => {
      const time =
        step.seconds === undefined ? '' : `  ${describeSeconds(step.seconds)}`;
      const why = step.error ? `  ${firstLine(step.error.message)}` : '';
      return `  ${describeStatus(step.status, 11)}  ${step.step.padEnd(width)}${time}${why}`;
    })
  ].join('\n');
}

function firstLine(text: string): string {
  return text.split('\n')[0] ?? '';
}

/** `2025-01-31 23:59:59`, by the clock of this machine. */
function localTime(time: string): string {
  // Sweden writes dates so.
  return new Date(time).toLocaleString('sv-SE');
}
