import type { StepFailure } from '../../../../runs/step-failure';
import { explainFullDisk } from '../full-disk';

const CLAIM = { name: 'results', way: 'Make room.' };

function thrown(message: string): StepFailure {
  return { kind: 'exception', message, name: 'OSError', cell: 3, line: 2 };
}

describe('what is said of a full disk', () => {
  it.each([
    'OSError: [Errno 28] No space left on device',
    "OSError: [Errno 122] Disk quota exceeded: 'a.txt'",
    'OperationalError: database or disk is full',
    'OSError: Not enough free space to write 30000000 bytes',
    'OSError: 3750000 requested and 1048560 written'
  ])('adds the way out to what a cell was told: %s', message => {
    const failure = thrown(message);
    const { hint, ...rest } = explainFullDisk(failure, CLAIM);
    expect(rest).toEqual(failure);
    expect(hint).toBe(
      "The disk that it wrote to is full. The folder in which steps work is on the claim 'results'. Make room."
    );
  });

  it.each<[StepFailure, string]>([
    [
      {
        kind: 'not-storable',
        message:
          "A later step needs 'x', but there is no room for its 30.0 MB (No space left on device)",
        hint: 'another'
      },
      "a later step needs 'x', but there is no room for its 30.0 MB (No space left on device)"
    ],
    [
      {
        kind: 'runner',
        message:
          "runner: there is no room to begin the step: [Errno 28] No space left on device: 'a'"
      },
      "there is no room to begin the step: [Errno 28] No space left on device: 'a'"
    ],
    [
      {
        kind: 'exception',
        message:
          'OSError: there is no room for what the step leaves: [Errno 122] Quota exceeded',
        name: 'OSError',
        cell: 0
      },
      'there is no room for what the step leaves: [Errno 122] Quota exceeded'
    ]
  ])('names the claim where we had to write: %j', (failure, what) => {
    expect(explainFullDisk(failure, CLAIM)).toEqual({
      ...failure,
      name: undefined,
      message: `The claim 'results' is full: ${what}`,
      hint: 'Make room.'
    });
    expect(explainFullDisk(failure)).toMatchObject({
      message: `The disk of its node is full: ${what}`,
      hint: expect.stringContaining('ephemeral-storage')
    });
  });

  it('leaves other failures alone', () => {
    const failure = thrown("OSError: [Errno 2] No such file: 'full'");
    expect(explainFullDisk(failure, CLAIM)).toBe(failure);
  });
});
