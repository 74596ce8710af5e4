import { describeElapsed, describeSeconds } from '../runs/durations';
import { useNow } from './use-changed';

/**
 * How long something took, or has taken so far, as text; '' where neither is
 * known.
 *
 * @param since - when it began, in ms since 1970; undefined where it does not go on
 * @param seconds - how long it took
 */
export function useDuration(
  since: number | undefined,
  seconds: number | undefined
): string {
  const isLive = since !== undefined;
  const now = useNow(isLive, 1000);
  if (isLive) {
    return describeElapsed((now - since) / 1000);
  }
  return seconds === undefined ? '' : describeSeconds(seconds);
}

/** The same of a step. */
export function useStepDuration(
  status: string | undefined,
  { started, seconds }: { readonly started?: number; readonly seconds?: number }
): string {
  return useDuration(status === 'running' ? started : undefined, seconds);
}
