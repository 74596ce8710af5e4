const SIGNALS = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const;

/**
 * Cancels a run when this process is asked to end, or when nobody reads what
 * it prints any more.
 *
 * @returns takes it back
 */
export function cancelOnSignal(cancel: () => Promise<void>): () => void {
  let isAsked = false;
  const ask = (): void => {
    if (!isAsked) {
      isAsked = true;
      cancel().catch((error: unknown) => {
        console.error(`cellway: the run could not be cancelled: ${error}`);
      });
    }
  };
  SIGNALS.forEach(each => process.on(each, ask));
  process.stdout.on('error', ask);
  return () => {
    SIGNALS.forEach(each => process.off(each, ask));
    process.stdout.off('error', ask);
  };
}
