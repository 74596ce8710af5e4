import { describeElapsed, describeSeconds } from '../durations';

it.each([
  [0, '0 ms'],
  [0.0423, '42 ms'],
  [0.9994, '999 ms'],
  [0.9996, '1.0 s'],
  [9.94, '9.9 s'],
  [9.96, '10 s'],
  [59.4, '59 s'],
  [59.6, '1:00'],
  [185, '3:05'],
  [7385, '2:03:05']
])('%d seconds are %s', (seconds, text) => {
  expect(describeSeconds(seconds)).toBe(text);
});

it.each([
  [-3, '0 s'],
  [0.9, '0 s'],
  [59.9, '59 s'],
  [60, '1:00']
])('%d seconds until now are %s', (seconds, text) => {
  expect(describeElapsed(seconds)).toBe(text);
});
