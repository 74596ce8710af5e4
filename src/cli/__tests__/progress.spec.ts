import { stripVTControlCharacters } from 'node:util';
import type { RunEvent } from '../../runs/run-event';
import { describeSeconds } from '../durations';
import { Progress } from '../run/progress';

const time = '2025-01-31T23:59:59.000Z';

const EVENTS: readonly RunEvent[] = [
  {
    type: 'start',
    time,
    id: 'r',
    notebook: '/a.ipynb',
    steps: ['one', 'second']
  },
  { type: 'step', time, step: 'one', status: 'running' },
  { type: 'step', time, step: 'one', status: 'succeeded', seconds: 1.234 },
  { type: 'step', time, step: 'second', status: 'running' },
  { type: 'step', time, step: 'second', status: 'failed', seconds: 61 },
  { type: 'run', time, id: 'r', status: 'failed', seconds: 62, steps: [] }
];

function written(isTTY: boolean): string {
  let text = '';
  const progress = new Progress({ isTTY, write: each => (text += each) });
  EVENTS.forEach(each => progress.show(each));
  return text;
}

/** What a terminal shows after `text`: lines go up and are cleared, nothing else. */
function screenOf(text: string): string[] {
  const lines: string[] = [];
  // eslint-disable-next-line no-control-regex
  for (const part of text.split(/(\x1b\[\d+A\x1b\[J|\n)/)) {
    // eslint-disable-next-line no-control-regex
    const up = /^\x1b\[(\d+)A/.exec(part);
    if (up) {
      lines.splice(lines.length - Number(up[1]));
    } else if (part !== '\n' && part !== '') {
      lines.push(stripVTControlCharacters(part));
    }
  }
  return lines;
}

describe('progress', () => {
  it('is plain lines where it goes to a file', () => {
    expect(stripVTControlCharacters(written(false)).split('\n')).toEqual([
      '▸ running    one   ',
      '✓ succeeded  one     1.23 s',
      '▸ running    second',
      '✗ failed     second  1 min 01 s',
      ''
    ]);
  });

  it('is one line a step on a terminal', () => {
    const text = written(true);
    expect(stripVTControlCharacters(text)).toContain('▸ running    one');
    expect(screenOf(text)).toEqual([
      '✓ succeeded  one     1.23 s',
      '✗ failed     second  1 min 01 s'
    ]);
  });
});

describe('times', () => {
  it.each([
    [0, '0.00 s'],
    [0.1234, '0.12 s'],
    [9.994, '9.99 s'],
    [9.996, '10.0 s'],
    [59.94, '59.9 s'],
    [59.96, '1 min 00 s'],
    [119.6, '2 min 00 s'],
    [3599.4, '59 min 59 s'],
    [3599.6, '1 h 00 min'],
    [86_400, '24 h 00 min']
  ])('%d s are %s', (seconds, text) => {
    expect(describeSeconds(seconds)).toBe(text);
  });
});
