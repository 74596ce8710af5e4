import { quietTime } from '../quiet-time';

describe('the time without a key before an analysis', () => {
  it('is about a frame where the analysis is fast', () => {
    expect(quietTime(0)).toBe(16);
    expect(quietTime(2)).toBe(16);
  });

  it('grows with what the analysis takes, and stays below what people wait for', () => {
    expect(quietTime(30)).toBeGreaterThan(60);
    expect(quietTime(30)).toBeLessThan(120);
    expect(quietTime(5_000)).toBe(250);
  });

  it('is about a frame for an edit that comes alone, unless it would be felt', () => {
    expect(quietTime(30, 1_000)).toBe(16);
    expect(quietTime(30, 100)).toBe(quietTime(30));
    expect(quietTime(200, 1_000)).toBe(quietTime(200));
  });
});
