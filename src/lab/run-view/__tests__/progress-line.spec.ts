import fc from 'fast-check';
import { outermostProgress, readProgress } from '../progress-line';

describe('a line of progress', () => {
  it.each([
    // As tqdm 4 writes it, to a terminal and to a file.
    ['  0%|          | 0/100 [00:00<?, ?it/s]', { done: 0, all: 100 }],
    [
      '\r 45%|████▌     | 45/100 [00:03<00:04, 14.2it/s]',
      { done: 45, all: 100, left: '00:04' }
    ],
    [
      'loading: data:  45%|####5     | 45/100 [00:03<00:04, 14.2it/s, loss=0.3]',
      { label: 'loading: data', done: 45, all: 100, left: '00:04' }
    ],
    [
      '100%|██████████| 2.10M/2.10M [1:02:03<00:00, 5.1MB/s]',
      { done: 2.1e6, all: 2.1e6, left: '00:00' }
    ],
    [' 12%|█▏ | 1.21k/9.91k [00:00<00:01]', { done: 1210, all: 9910 }],
    // Keras 2 and 3.
    [
      '12/469 [.............................] - ETA: 5s',
      { done: 12, all: 469, left: '5s' }
    ],
    [
      '234/469 [=============>................] - ETA: 1:05 - loss: 0.31',
      { done: 234, all: 469, left: '1:05' }
    ],
    [
      '469/469 [==============================] - 2s 3ms/step - loss: 0.25',
      { done: 469, all: 469 }
    ],
    [
      '\u001b[1m 12/469\u001b[0m \u001b[32m━━\u001b[0m\u001b[37m────────\u001b[0m \u001b[1m5s\u001b[0m 12ms/step - loss: 0.3',
      { done: 12, all: 469, left: '5s' }
    ],
    // Rich.
    [
      'Working… ━━━━━━━━━╸━━━━━━━━━━  45% 0:00:03',
      { label: 'Working…', done: 45, all: 100, left: '0:00:03' }
    ],
    // What came last on a line that was written over.
    ['\r 1%|▏| 1/100 [00:00<?]\r 2%|▏| 2/100 [00:00<?]\r', { done: 2 }]
  ])('is read: %j', (line, progress) => {
    expect(readProgress(line)).toMatchObject(progress);
  });

  it.each([
    '',
    'epoch 3/10',
    'see docs/12/469 [link]',
    '45% of 100',
    '12/469',
    '3/0 [=>...]',
    'a | b | 3/4 [1]',
    '━━━━━━━━━━━━',
    'Total: 50%|half'
  ])('is not seen in %j', line => {
    expect(readProgress(line)).toBeUndefined();
  });

  it('may be anything, and takes no time', () => {
    fc.assert(
      fc.property(fc.string({ maxLength: 3000 }), text => {
        readProgress(text);
      })
    );
    for (const part of ['━', '[=', '%|', '0/', ' ', '12/469 [']) {
      readProgress(part.repeat(100_000 / part.length));
      readProgress(part.repeat(900 / part.length));
    }
  });
});

describe('bars below each other', () => {
  const outer = 'outer:  10%|█         | 1/10 [00:01<00:09, 1.0it/s]';
  const inner = 'inner:  50%|█████     | 5/10 [00:01<00:01, 9.0it/s]';
  const done = 'loading: 100%|██████████| 9/9 [00:01<00:00, 9.0it/s]';

  it.each([
    [['text', outer, inner, ''], 'outer'],
    [[done, inner], 'inner'],
    [[outer, 'text', inner], 'inner'],
    [[done], 'loading'],
    [[outer, 'text'], undefined]
  ])('tell how far the outermost loop is: %#', (lines, label) => {
    expect(outermostProgress(lines)?.label).toBe(label);
  });
});
