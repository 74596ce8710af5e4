/** A time in seconds, as short as people can still read it: `42 ms`, `3.1 s`, `12 s`, `3:05`, `2:03:05`. */
export function describeSeconds(seconds: number): string {
  if (seconds < 0.9995) {
    return `${Math.round(seconds * 1000)} ms`;
  }
  if (seconds < 59.5) {
    return `${seconds.toFixed(seconds < 9.95 ? 1 : 0)} s`;
  }
  return describeMinutes(Math.round(seconds));
}

/** The same for a time that goes on: whole seconds, and none in the first. */
export function describeElapsed(seconds: number): string {
  const whole = Math.max(0, Math.floor(seconds));
  return whole < 60 ? `${whole} s` : describeMinutes(whole);
}

function describeMinutes(whole: number): string {
  const two = (number: number): string => String(number).padStart(2, '0');
  const minutes = Math.floor(whole / 60);
  return minutes < 60
    ? `${minutes}:${two(whole % 60)}`
    : `${Math.floor(minutes / 60)}:${two(minutes % 60)}:${two(whole % 60)}`;
}
