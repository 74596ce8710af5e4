import { quantityValue } from '../dialect/kubernetes';

describe('amounts of Kubernetes', () => {
  it.each([
    ['2', 2],
    ['500m', 0.5],
    ['1.5', 1.5],
    ['.5', 0.5],
    ['1e3', 1000],
    ['2E2', 200],
    ['1E', 1e18],
    ['1Ei', 2 ** 60],
    ['4Gi', 4 * 2 ** 30],
    ['128Mi', 2 ** 27],
    ['1.5G', 1.5e9],
    ['3k', 3000]
  ])('%s is %d', (text, value) => {
    expect(quantityValue(text)).toBeCloseTo(value, 9);
  });

  it.each(['', 'x', '4GB', '4 Gi', 'Gi'])('%j is none', text => {
    expect(quantityValue(text)).toBeNaN();
  });
});
