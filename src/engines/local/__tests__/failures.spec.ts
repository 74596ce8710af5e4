import { readFile } from 'node:fs/promises';
import type { RunEvent } from '../../../runs/run-event';
import type { StepFailure } from '../../../runs/step-failure';
import { runToEnd, type Code, type Ran, type RunOptions } from './notebooks';

function failureOf({ events }: Ran, step: string): StepFailure {
  const failed = events.find(
    (each): each is Extract<typeof each, { type: 'step' }> =>
      each.type === 'step' && each.step === step && each.status === 'failed'
  );
  return failed?.error ?? { kind: 'runner', message: 'it did not fail' };
}

/** Runs one step with this code. */
async function fail(
  source: string,
  options?: RunOptions
): Promise<{ ran: Ran; failure: StepFailure }> {
  const ran = await runToEnd([['step:one', source]], options);
  expect(ran.status).toBe('failed');
  return { ran, failure: failureOf(ran, 'one') };
}

describe('a cell that fails', () => {
  it('is told with its cell, line and exception', async () => {
    const { ran, failure } = await fail('print("a")\nprint("b")\n1 / 0');
    expect(failure).toEqual({
      kind: 'exception',
      message: 'ZeroDivisionError: division by zero',
      name: 'ZeroDivisionError',
      cell: 0,
      line: 3
    });
    expect(ran.texts).toEqual(['a\nb\nZeroDivisionError']);
  });

  const BRANCHES: readonly Code[] = [
    ['step:a', 'a = 1'],
    ['step:bad', 'b = 1 / 0'],
    ['step:after_bad', 'print(b)'],
    ['step:alone', 'c = 2'],
    ['step:after_a', 'print(a)'],
    ['step:last', 'print(b, c)']
  ];

  it('stops the run there, as Run All does', async () => {
    const ran = await runToEnd(BRANCHES);
    expect(ran.status).toBe('failed');
    expect(ran.statuses).toEqual({
      a: 'succeeded',
      bad: 'failed',
      after_bad: 'skipped',
      alone: 'skipped',
      after_a: 'skipped',
      last: 'skipped'
    });
  });

  it('skips only what depends on it, if so asked', async () => {
    const ran = await runToEnd(BRANCHES, { keepGoing: true });
    expect(ran.status).toBe('failed');
    expect(ran.statuses).toEqual({
      a: 'succeeded',
      bad: 'failed',
      after_bad: 'skipped',
      alone: 'succeeded',
      after_a: 'succeeded',
      last: 'skipped'
    });
  });

  it('is tried again where the settings say so', async () => {
    const source = [
      'import os',
      'tries = os.path.exists("tried")',
      'open("tried", "w").close()',
      'assert tries'
    ].join('\n');
    const metadata = {
      cellway: { version: 1, defaults: { retry: { limit: 2 } } }
    };
    const ran = await runToEnd([['step:one', source]], { metadata });
    expect(ran.status).toBe('succeeded');
    expect((await ran.store.read('test')).steps[0]).toMatchObject({
      status: 'succeeded',
      tries: 2
    });
  });
});

describe('a runner that dies', () => {
  it.each([
    ['os.kill(os.getpid(), signal.SIGKILL)', /signal SIGKILL: somebody/],
    ['os.kill(os.getpid(), signal.SIGSEGV)', /SIGSEGV: a library has used/],
    ['os.abort()', /signal SIGABRT/],
    ['os._exit(0)', /exit code 0 before it was done/],
    ['os._exit(41)', /exit code 41/]
  ])('is a failed step: %s', async (code, message) => {
    const source = `import os, signal\nprint("so far", flush=True)\n${code}`;
    const { ran, failure } = await fail(source);
    expect(failure).toMatchObject({ kind: 'died', cell: 0 });
    expect(failure.message).toMatch(message);
    expect(ran.texts).toEqual(['StepFailed']);
  });

  it('keeps what was shown before', async () => {
    const { ran } = await fail(
      'import os, json\n' +
        'output = {"output_type": "stream", "name": "stdout", "text": "half"}\n' +
        'event = {"event": "output", "cell": 0, "output": output}\n' +
        'os.write(3, (json.dumps(event) + "\\n").encode() * 2)\n' +
        'os._exit(1)'
    );
    expect(ran.texts).toEqual(['halfhalfStepFailed']);
  });

  it('is quoted', async () => {
    const { failure } = await fail(
      'import os, sys\nos.write(2, b"Fatal: no more\\n")\nos._exit(1)'
    );
    expect(failure.message).toContain('Fatal: no more');
  });

  it('is no failure where the result is there', async () => {
    const ran = await runToEnd([
      ['step:one', 'x = 1\n# fault: crash after result'],
      ['step:two', 'print(x)']
    ]);
    expect(ran.status).toBe('succeeded');
    expect(ran.texts[1]).toBe('1\n');
  });
});

describe('a runner that does not keep to the protocol', () => {
  it.each([
    ['garbage', 'runner', /result of the step cannot be read/],
    ['other protocol', 'runner', /protocol 99, not 1/],
    ['other step', 'runner', /answered for another step: somebody/],
    ['no result', 'died', /exit code 1 .*\n.*no result is written/],
    ['lost object', 'input', /stored object \w+ is missing/],
    ['short object', 'input', /is damaged: it has 5 bytes/],
    ['unstored', 'not-storable', /needs 'x'.* _thread.lock .*x\.lock\): no/]
  ])('fails the step: %s', async (fault, kind, message) => {
    const ran = await runToEnd([
      ['step:one', `x = [1]\n# fault: ${fault}`],
      ['step:two', 'print(x)']
    ]);
    const failure = failureOf(ran, 'one');
    expect(failure.kind).toBe(kind);
    expect(failure.message).toMatch(message);
    expect(ran.statuses.two).toBe('skipped');
  });

  it('is heard all the same where it says too much', async () => {
    const ran = await runToEnd([
      ['step:one', 'print("a")\n# fault: noisy events']
    ]);
    expect(ran.status).toBe('succeeded');
  });
});

describe('time', () => {
  it('is limited by the settings', async () => {
    const metadata = { cellway: { version: 1, defaults: { timeout: 4 } } };
    const { ran, failure } = await fail(
      'print("x")\nimport time\ntime.sleep(600)',
      { metadata }
    );
    expect(failure).toMatchObject({ kind: 'timeout', cell: 0 });
    expect(failure.message).toBe('The step took longer than its limit of 4 s');
    expect(ran.texts[0]).toBe('x\nKeyboardInterrupt');
  });
});

describe('the record of a failed run', () => {
  it('is what the last event says', async () => {
    const { events, store } = await runToEnd([['step:one', '1 / 0']]);
    const last = events[events.length - 1] as Extract<
      RunEvent,
      { type: 'run' }
    >;
    expect(last).toMatchObject({ type: 'run', id: 'test', status: 'failed' });
    expect(last.steps).toMatchObject([{ name: 'one', status: 'failed' }]);
    const text = await readFile(store.run('test').record, 'utf8');
    expect(JSON.parse(text)).toMatchObject({
      status: 'failed',
      seconds: last.seconds
    });
  });
});
