import { quietTime } from '../quiet-time';

const FAST_TYPIST = 60;

describe('the time without a key before an analysis', () => {
  it('is none where an analysis fits between two keys', () => {
    expect(quietTime(2, FAST_TYPIST)).toBe('behind its frame');
    expect(quietTime(10, 150)).toBe('behind its frame');
  });

  it('is a pause in typing where it does not', () => {
    expect(quietTime(10, FAST_TYPIST)).toBeGreaterThan(FAST_TYPIST);
    expect(quietTime(10, 10)).toBeGreaterThan(FAST_TYPIST);
  });

  it('stays below what people wait for', () => {
    expect(quietTime(5_000, FAST_TYPIST)).toBe(250);
    expect(quietTime(49, 80)).toBeLessThanOrEqual(250);
  });

  it('is none for an edit that comes alone, unless the analysis would be felt', () => {
    expect(quietTime(10, Infinity)).toBe('in its frame');
    expect(quietTime(40, Infinity)).toBe('behind its frame');
    expect(quietTime(200, Infinity)).toBe(250);
  });
});
