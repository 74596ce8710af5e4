import type { ISignal } from '@lumino/signaling';
import { useEffect, useReducer, useState } from 'react';
import { doNotDraw, drawInNextFrame } from '../shell/next-frame';

/** Draws a component anew after a signal, at most once a frame. */
export function useChanged(signal: ISignal<unknown, unknown>): void {
  const [, redraw] = useReducer((count: number) => count + 1, 0);
  useEffect(() => {
    const onChanged = (): void => drawInNextFrame(redraw);
    signal.connect(onChanged);
    // For what happened between drawing and now.
    onChanged();
    return () => {
      signal.disconnect(onChanged);
      doNotDraw(redraw);
    };
  }, [signal]);
}

/** The time in ms since 1970, kept up to date while asked to. */
export function useNow(isLive: boolean, interval: number): number {
  const [now, setNow] = useState(Date.now);
  useEffect(() => {
    if (!isLive) {
      return;
    }
    setNow(Date.now());
    const timer = setInterval(() => setNow(Date.now()), interval);
    return () => clearInterval(timer);
  }, [isLive, interval]);
  return now;
}
