import type { RunEvent } from '../../service/api/runs';

export type CellOutput = Extract<RunEvent, { type: 'output' }>['output'];

/** What an output has printed, or its traceback; undefined for what it displays. */
export function printedText(output: CellOutput): string | undefined {
  switch (output.output_type) {
    case 'stream':
      return joined(output.text);
    case 'error':
      return Array.isArray(output.traceback)
        ? `${output.traceback.join('\n')}\n`
        : '';
    default:
      return undefined;
  }
}

/** nbformat keeps a text as it is or as a list of its lines. */
export function joined(text: unknown): string {
  if (Array.isArray(text)) {
    return text.join('');
  }
  return typeof text === 'string' ? text : '';
}

/** What stays of a line in which backspaces take away what stands before them. */
export function withoutErased(line: string): string {
  if (!line.includes('\b')) {
    return line;
  }
  const kept: string[] = [];
  for (const each of line) {
    if (each === '\b') {
      kept.pop();
    } else {
      kept.push(each);
    }
  }
  return kept.join('');
}
