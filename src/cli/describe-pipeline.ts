import { styleText } from 'node:util';
import type { NotebookView } from '../notebook/tagged-notebook';
import type { BuiltPipeline } from '../pipeline/build';
import type { Diagnostic } from '../pipeline/diagnostic';
import type { Step } from '../pipeline/model';
import { positionIn } from './positions';

const COLOURS = { error: 'red', warning: 'yellow', info: 'blue' } as const;

/** A pipeline and its diagnostics as text for a terminal. */
export function describePipeline(
  path: string,
  { pipeline, diagnostics }: BuiltPipeline,
  notebook: NotebookView
): string {
  const { steps, parameters } = pipeline;
  const width = Math.max(0, ...steps.map(step => step.id.length));
  const lines = [
    `${path}: ${count(steps.length, 'step')}, ${count(parameters.length, 'parameter')}`,
    '',
    ...steps.flatMap(step => describeStep(step, width)),
    ...(diagnostics.length > 0 ? [''] : []),
    ...diagnostics.map(each => describeDiagnostic(each, notebook))
  ];
  return lines.join('\n');
}

function describeStep(step: Step, width: number): string[] {
  const cells = step.cells.map(each => each.cell + 1).join(', ');
  const name = styleText('bold', step.id.padEnd(width));
  const indent = ' '.repeat(width + 4);
  const lines = [
    `  ${name}  cell${step.cells.length === 1 ? '' : 's'} ${cells}` +
      (step.after.length > 0 ? `, after ${step.after.join(', ')}` : '')
  ];
  for (const from of new Set(step.reads.map(flow => flow.from))) {
    const names = step.reads
      .filter(flow => flow.from === from)
      .map(flow => flow.name);
    lines.push(`${indent}takes ${names.join(', ')} from ${from}`);
  }
  if (step.parameters.length > 0) {
    lines.push(`${indent}parameters ${step.parameters.join(', ')}`);
  }
  if (step.writes.length > 0) {
    lines.push(`${indent}gives ${step.writes.join(', ')}`);
  }
  return lines;
}

/** One diagnostic in a line; cells and lines are counted from 1, as people do. */
export function describeDiagnostic(
  { severity, code, message, cell, range }: Diagnostic,
  notebook: NotebookView
): string {
  const line =
    cell !== undefined && range
      ? `, line ${positionIn(notebook.cells[cell].source, range.start).line}`
      : '';
  const where = cell === undefined ? 'notebook' : `cell ${cell + 1}${line}`;
  return `${styleText(COLOURS[severity], severity)} ${where}: ${message} [${code}]`;
}

function count(number: number, word: string): string {
  return `${number} ${word}${number === 1 ? '' : 's'}`;
}
