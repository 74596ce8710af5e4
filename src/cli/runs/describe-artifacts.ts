import { styleText } from 'node:util';
import type { Artifact, StepArtifacts } from '../../runs/run-artifacts';

/** What steps found and left, a table a step. */
export function describeArtifacts(steps: readonly StepArtifacts[]): string {
  return steps.map(describeStep).join('\n\n');
}

function describeStep(step: StepArtifacts): string {
  const { inputs, missing, parameters, outputs } = step;
  const rows = [
    ...parameters.map(({ name, value }) => [
      'parameter',
      name,
      value,
      '',
      '',
      ''
    ]),
    ...inputs.map(each => ['input', ...cellsOf(each), `from ${each.from}`]),
    ...missing.map(({ name, from }) => [
      'input',
      name,
      'not there yet',
      '',
      '',
      `from ${from}`
    ]),
    ...outputs.map(each => [
      'output',
      ...cellsOf(each),
      each.usedBy.length > 0 ? `to ${each.usedBy.join(', ')}` : ''
    ])
  ];
  const widths = rows.reduce<number[]>(
    (known, row) => row.map((cell, i) => Math.max(known[i] ?? 0, cell.length)),
    []
  );
  const lines = rows.map(row =>
    `  ${row.map((cell, i) => cell.padEnd(widths[i])).join('  ')}`.trimEnd()
  );
  const title = styleText('bold', step.step);
  return [title, ...(lines.length > 0 ? lines : ['  nothing'])].join('\n');
}

function cellsOf({ name, type, shape, dtype, size }: Artifact): string[] {
  return [
    name,
    [type.split('.').pop(), dtype].filter(Boolean).join(' '),
    shape?.join(' × ') ?? '',
    size === undefined ? '' : describeBytes(size)
  ];
}

/** `1.5 MB`: in powers of 1024, as file managers have it. */
export function describeBytes(bytes: number): string {
  const units = ['B', 'kB', 'MB', 'GB', 'TB'];
  let amount = bytes;
  let unit = 0;
  while (amount >= 1024 && unit < units.length - 1) {
    amount /= 1024;
    unit++;
  }
  return `${unit === 0 || amount >= 100 ? Math.round(amount) : amount.toFixed(1)} ${units[unit]}`;
}
