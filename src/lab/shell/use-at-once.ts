import type { ISignal } from '@lumino/signaling';
import { useEffect, useReducer } from 'react';

/** Draws anew within the event: in the next frame, what is typed would jump. */
export function useAtOnce(signal: ISignal<unknown, void>): void {
  const [, redraw] = useReducer((count: number) => count + 1, 0);
  useEffect(() => {
    const onChanged = (): void => redraw();
    signal.connect(onChanged);
    return () => void signal.disconnect(onChanged);
  }, [signal]);
}
