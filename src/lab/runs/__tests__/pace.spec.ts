import { Pace } from '../pace';

describe('Pace', () => {
  let calls: number;
  let pace: Pace;

  beforeEach(() => {
    jest.useFakeTimers();
    calls = 0;
    pace = new Pace(() => calls++, 250);
  });

  afterEach(() => {
    pace.dispose();
    jest.useRealTimers();
  });

  it('calls at once, then once for all that comes meanwhile', () => {
    pace.call();
    expect(calls).toBe(1);
    pace.call();
    pace.call();
    expect(calls).toBe(1);
    jest.advanceTimersByTime(250);
    expect(calls).toBe(2);
    jest.advanceTimersByTime(1000);
    expect(calls).toBe(2);
  });

  it('keeps its distance also from a call that was late', () => {
    pace.call();
    pace.call();
    jest.advanceTimersByTime(250);
    pace.call();
    expect(calls).toBe(2);
    jest.advanceTimersByTime(250);
    expect(calls).toBe(3);
  });

  it('does not wait with what is urgent, nor tell it twice', () => {
    pace.call();
    pace.call();
    pace.callNow();
    expect(calls).toBe(2);
    jest.advanceTimersByTime(1000);
    expect(calls).toBe(2);
  });

  it('calls no more once it is disposed of', () => {
    pace.call();
    pace.call();
    pace.dispose();
    pace.callNow();
    jest.advanceTimersByTime(1000);
    expect(calls).toBe(1);
  });
});
