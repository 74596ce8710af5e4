import { EMPTY_LOG } from '../../runs/log';
import { appendOutput, lastLine } from '../../runs/log-tail';
import { withoutColours } from '../colours';
import { readProgress } from '../progress-line';
import { StepLog } from '../step-log';

const BACK = '\b'.repeat(52);
const bar = (done: number, all: number): string =>
  `\u001b[32m${'━'.repeat(done)}\u001b[0m\u001b[37m${'━'.repeat(all - done)}\u001b[0m`;

/** What `keras.utils.Progbar` of Keras 3.15 prints in a notebook, write by write. */
const WRITES = [
  `\r\u001b[1m1/3\u001b[0m ${bar(6, 20)} \u001b[1m0s\u001b[0m 11us/step - loss: 1.0000`,
  `${BACK}\r\u001b[1m2/3\u001b[0m ${bar(13, 20)} \u001b[1m0s\u001b[0m 51us/step - loss: 0.7500`,
  `${BACK}\r\u001b[1m3/3\u001b[0m ${bar(20, 20)} \u001b[1m0s\u001b[0m 35us/step - loss: 0.3333\n`
];

/** All ways to cut a text in two, since the runner cuts where it sends. */
const cuts = (text: string): [string, string][] =>
  Array.from(text, (_, at) => [text.slice(0, at), text.slice(at)]);

describe('the bar of Keras', () => {
  it('is one line, which says how far it is', () => {
    const log = new StepLog();
    log.append(0, 'Epoch 1/2\n');
    for (const [index, text] of WRITES.entries()) {
      log.append(0, text);
      const [line] = log.lastLines(1);
      expect(readProgress(line)).toMatchObject({ done: index + 1, all: 3 });
    }
    expect(log.length).toBe(2);
    expect(withoutColours(log.text)).toBe(
      `Epoch 1/2\n3/3 ${'━'.repeat(20)} 0s 35us/step - loss: 0.3333`
    );
  });

  it('is the same however it comes', () => {
    const whole = new StepLog();
    whole.append(0, WRITES.join(''));
    for (const [one, other] of cuts(WRITES.join(''))) {
      const log = new StepLog();
      log.append(0, one);
      log.append(0, other);
      expect(log.text).toBe(whole.text);
    }
  });

  it('is the last line in the panel', () => {
    const log = [...WRITES, 'done'].reduce(
      (log, text) => appendOutput(log, 0, { output_type: 'stream', text }),
      EMPTY_LOG
    );
    expect(log.lines.map(each => each.text)).toEqual([
      `3/3 ${'━'.repeat(20)} 0s 35us/step - loss: 0.3333`,
      'done'
    ]);
    expect(lastLine(log)).toBe('done');
  });
});

describe('backspaces', () => {
  it('take away what stands before them', () => {
    const log = new StepLog();
    '|\b/\b-\b\\\b '.split('').forEach(each => log.append(0, each));
    log.append(0, 'done\b\b\b\bready\n\b\bx');
    expect(log.text).toBe(' ready\nx');
    const text = 'a|\b/\b-\b done';
    expect(
      lastLine(appendOutput(EMPTY_LOG, 0, { output_type: 'stream', text }))
    ).toBe('a done');
  });
});
