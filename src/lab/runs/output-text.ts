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

/**
 * What stays of a line on which progress was written over and over. A carriage
 * return at its end stays, for what comes next to begin there.
 *
 * @param cut - shortens what is shown
 */
export function overwritten(
  line: string,
  cut: (text: string) => string = text => text
): string {
  const parts = line.split('\r');
  const isEnded = parts.length > 1 && parts[parts.length - 1] === '';
  const shown = cut(
    withoutErased(parts.filter(part => part !== '').pop() ?? '')
  );
  return isEnded ? `${shown}\r` : shown;
}

/** What stays of a line in which backspaces take away what stands before them. */
function withoutErased(line: string): string {
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
