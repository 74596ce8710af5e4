import { CallError } from '../command';
import { readSelection } from '../run/read-selection';

const STEPS = [{ id: 'load' }, { id: 'train' }, { id: 'train (2)' }];

function problem(options: Parameters<typeof readSelection>[0]): string {
  try {
    readSelection(options, STEPS);
    return 'none';
  } catch (error) {
    return error instanceof CallError ? error.message : `other: ${error}`;
  }
}

describe('the options that select steps', () => {
  it('name steps of the notebook', () => {
    expect(readSelection({}, STEPS)).toEqual({});
    expect(readSelection({ from: 'train (2)' }, STEPS)).toEqual({
      from: 'train (2)'
    });
    expect(readSelection({ to: 'train' }, STEPS)).toEqual({ to: 'train' });
    expect(readSelection({ only: 'load', 'no-cache': true }, STEPS)).toEqual({
      only: 'load',
      noCache: true
    });
  });

  it('are refused with the steps that there are', () => {
    expect(problem({ from: 'trian' })).toBe(
      "--from trian: The notebook has no such step. Do you mean 'train'? Its steps: load, train, train (2)."
    );
    expect(problem({ only: 'something' })).not.toContain('Do you mean');
    for (const two of [
      { from: 'load', only: 'load' },
      { only: 'load', to: 'train' },
      { from: 'load', to: 'train' }
    ]) {
      expect(problem(two)).toContain('Give one of');
    }
    expect(problem({ to: 'lode' })).toContain("Do you mean 'load'?");
  });
});
