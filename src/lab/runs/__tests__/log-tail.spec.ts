import { EMPTY_LOG, type LogTail } from '../log';
import { appendOutput, clearCell, lastLine } from '../log-tail';

const printed = (...texts: string[]): LogTail =>
  texts.reduce(
    (log, text) =>
      appendOutput(log, 0, { output_type: 'stream', name: 'stdout', text }),
    EMPTY_LOG
  );

const linesOf = (log: LogTail): string[] => log.lines.map(each => each.text);

describe('a log', () => {
  it('joins what was printed of a line bit by bit', () => {
    expect(linesOf(printed('a', 'b\nc', '\nd\n'))).toEqual(['ab', 'c', 'd']);
  });

  it('shows of progress that is written over itself only the last', () => {
    const log = printed('10%\r20%', '\r30%', '\r', '40%');
    expect(linesOf(log)).toEqual(['40%']);
    expect(lastLine(printed('99%\r'))).toBe('99%');
  });

  it('keeps an empty line', () => {
    expect(linesOf(printed('a\n\nb\n'))).toEqual(['a', '', 'b']);
    expect(lastLine(printed('a\n\n'))).toBe('a');
  });

  it('leaves out what tells a terminal about colours', () => {
    expect(linesOf(printed('\u001b[1;31mred\u001b[0m\n'))).toEqual(['red']);
  });

  it('keeps the last lines of many', () => {
    const log = printed(
      Array.from({ length: 5000 }, (_, i) => `${i}\n`).join('')
    );
    expect(log.lines).toHaveLength(200);
    expect(lastLine(log)).toBe('4999');
  });

  it('does not keep a line without an end whole', () => {
    const [line = ''] = linesOf(printed('x'.repeat(1_000_000)));
    expect(line.length).toBeLessThan(10_000);
  });

  it('takes the lists of lines that nbformat allows', () => {
    const text = ['a\n', 'b\n'];
    const log = appendOutput(EMPTY_LOG, 0, { output_type: 'stream', text });
    expect(linesOf(log)).toEqual(['a', 'b']);
  });

  it('shows tracebacks, and values that are text; of pictures nothing', () => {
    const data = { 'text/plain': '42' };
    let log = appendOutput(EMPTY_LOG, 0, {
      output_type: 'execute_result',
      data
    });
    const picture = { 'text/plain': '<Figure>', 'image/png': '' };
    log = appendOutput(log, 0, { output_type: 'display_data', data: picture });
    const traceback = ['Traceback', 'ValueError: no'];
    log = appendOutput(log, 0, { output_type: 'error', traceback });
    expect(linesOf(log)).toEqual(['42', 'Traceback', 'ValueError: no']);
  });

  it('forgets what a cell has cleared, at once or at its next output', () => {
    const both = appendOutput(printed('a\n'), 1, {
      output_type: 'stream',
      text: 'b\n'
    });
    expect(linesOf(clearCell(both, 0, false))).toEqual(['b']);
    const waiting = clearCell(both, 1, true);
    expect(linesOf(waiting)).toEqual(['a', 'b']);
    const next = appendOutput(waiting, 1, {
      output_type: 'stream',
      text: 'c\n'
    });
    expect(linesOf(next)).toEqual(['a', 'c']);
  });
});
