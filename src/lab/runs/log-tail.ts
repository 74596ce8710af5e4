import {
  joined,
  overwritten,
  printedText,
  type CellOutput
} from './output-text';
import type { LogTail } from './log';

/** How many lines are kept. */
const LIMIT = 200;

/** How much of a line is kept, in UTF-16 units. */
const LINE_LIMIT = 2_000;

/** Adds what an output shows as text; a picture shows none. */
export function appendOutput(
  log: LogTail,
  cell: number,
  output: CellOutput
): LogTail {
  const text = printedText(output) ?? textOfData(output.data);
  return text === '' ? log : appendText(settleClear(log, cell), cell, text);
}

/** What `clear_output` does: at once, or when the cell prints the next time. */
export function clearCell(log: LogTail, cell: number, wait: boolean): LogTail {
  return wait ? { ...log, clearing: cell } : dropCell(log, cell);
}

/** The last line that says something; '' where there is none. */
export function lastLine({ lines }: LogTail): string {
  for (let i = lines.length - 1; i >= 0; i--) {
    const text = lines[i].text.trim();
    if (text !== '') {
      return text;
    }
  }
  return '';
}

function settleClear(log: LogTail, cell: number): LogTail {
  return log.clearing === cell ? dropCell(log, cell) : log;
}

function dropCell(log: LogTail, cell: number): LogTail {
  return {
    lines: log.lines.filter(line => line.cell !== cell),
    isOpen: false
  };
}

function appendText(log: LogTail, cell: number, added: string): LogTail {
  const pieces = withoutColours(added).replaceAll('\r\n', '\n').split('\n');
  const lines = [...log.lines];
  if (log.isOpen && lines[lines.length - 1]?.cell === cell) {
    pieces[0] = (lines.pop()?.text ?? '') + pieces[0];
  }
  const isOpen = pieces[pieces.length - 1] !== '';
  if (!isOpen) {
    pieces.pop();
  }
  for (const piece of pieces.slice(-LIMIT)) {
    lines.push({ cell, text: overwritten(piece).slice(0, LINE_LIMIT) });
  }
  return { lines: lines.slice(-LIMIT), isOpen };
}

/** Sequences that tell a terminal about colours and the cursor (ECMA-48). */
const CONTROL = new RegExp(
  String.raw`\u001b(?:\[[0-9;?]*[ -/]*[@-~]|\][^\u0007\u001b]*(?:\u0007|\u001b\\)|[@-Z\\-_])`,
  'g'
);

function withoutColours(text: string): string {
  return text.replace(CONTROL, '');
}

/** What a picture or a table says beside itself. */
function textOfData(data: unknown): string {
  if (typeof data !== 'object' || data === null || !('text/plain' in data)) {
    return '';
  }
  const isPicture = Object.keys(data).some(type => type.startsWith('image/'));
  const text = joined(data['text/plain']);
  return isPicture || text === '' ? '' : `${text}\n`;
}
