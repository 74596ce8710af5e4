import fc from 'fast-check';
import { coloursAfter, withoutColours } from '../colours';
import { StepLog, textOf } from '../step-log';

function logOf(...texts: string[]): StepLog {
  const log = new StepLog();
  texts.forEach(text => log.append(0, text));
  return log;
}

describe('the log of a step', () => {
  it('goes on with a line that has not ended', () => {
    expect(logOf('a', 'b\n', 'c\n\nd').text).toBe('ab\nc\n\nd');
  });

  it('keeps what stays of a line that is written over', () => {
    const log = logOf('1%\r', '2%');
    expect(log.lastLines(1)).toEqual(['2%']);
    log.append(0, '\r3%\r\nnext\r\n');
    expect(log.text).toBe('3%\nnext');
    expect(logOf('a\r', 'b\n').text).toBe('b');
  });

  it('does not depend on where the text is cut', () => {
    const texts = fc.array(fc.constantFrom('a', 'bc', '\n', '\n\n', ' '), {
      maxLength: 30
    });
    fc.assert(
      fc.property(texts, parts => {
        expect(logOf(...parts).text).toBe(logOf(parts.join('')).text);
      })
    );
  });

  it('keeps bars below each other in their lines', () => {
    // As tqdm writes a loop within a loop, to what is no terminal.
    const up = '\u001b[A';
    const log = logOf('before\n', '\router 0%');
    for (let i = 1; i <= 300; i++) {
      log.append(0, '\n');
      log.append(0, `\rinner ${i}.0%`);
      log.append(0, `\rinner ${i}.9%${up}`);
      log.append(0, `\router ${i}%`);
    }
    log.append(0, '\n\nafter');
    expect(log.text).toBe('before\nouter 300%\ninner 300.9%\nafter');
  });

  it('does not write into what another cell has printed', () => {
    const log = logOf('one\ntwo\n');
    log.append(1, '\u001b[5Athree');
    expect(log.text).toBe('one\ntwo\nthree');
  });

  it('says where it has cut a line', () => {
    expect(logOf('x'.repeat(1_000_000)).text).toMatch(/^x{4000}…$/);
  });

  it('begins a new line for another cell', () => {
    const log = logOf('a');
    log.append(1, 'b');
    expect(log.text).toBe('a\nb');
    log.clear(0);
    expect(log.text).toBe('b');
  });

  it('keeps so much and no more, and tells how much is gone', () => {
    const log = new StepLog();
    for (let i = 0; i < 50_000; i++) {
      log.append(0, `line ${i}\n`);
    }
    expect(log.length).toBeLessThanOrEqual(2_000);
    expect(log.length).toBeGreaterThan(1_800);
    expect(log.length + log.dropped).toBe(50_000);
    expect(log.lastLines(1)).toEqual(['line 49999']);
    const long = logOf('x'.repeat(1e6));
    expect(long.text.length).toBeLessThan(10_000);
    const wide = new StepLog();
    for (let i = 0; i < 2_000; i++) {
      wide.append(0, `${'y'.repeat(3_000)}\n`);
    }
    expect(wide.text.length).toBeLessThan(1e6);
  });

  it('leaves whole blocks as they are, for them to be drawn once', () => {
    const log = new StepLog();
    for (let i = 0; i < 250; i++) {
      log.append(0, `${i}\n`);
    }
    const [first, second] = log.blocks;
    const versions = [first.version, second.version];
    log.append(0, 'more\n');
    expect(log.blocks[0]).toBe(first);
    expect([first.version, second.version]).toEqual(versions);
  });

  it('says which colours are in force where a block begins', () => {
    const log = logOf('\u001b[31mred\n');
    for (let i = 0; i < 99; i++) {
      log.append(0, `${i}\n`);
    }
    log.append(0, 'still red\u001b[0m\n');
    const [, second] = log.blocks;
    expect(second.colours).toBe('\u001b[31m');
    expect(textOf(second)).toBe('still red\u001b[0m');
  });
});

describe('colours', () => {
  it('are in force until they are set back', () => {
    expect(coloursAfter('\u001b[1m\u001b[32mx')).toBe('\u001b[1m\u001b[32m');
    expect(coloursAfter('\u001b[1mx\u001b[0m')).toBe('');
    expect(coloursAfter('x\u001b[m', '\u001b[31m')).toBe('');
    expect(coloursAfter('x', '\u001b[31m')).toBe('\u001b[31m');
  });

  it('are not in what is copied', () => {
    expect(withoutColours('\u001b[38;5;196mred\u001b[0m \u001b[2Kx')).toBe(
      'red x'
    );
  });
});
