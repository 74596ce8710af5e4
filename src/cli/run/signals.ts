const SIGNALS = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const;

/**
 * Cancels a run when this process is asked to end, or when nobody reads what
 * it prints any more. A run that goes on elsewhere outlives the terminal.
 *
 * @returns takes it back
 */
export function cancelOnSignal(
  cancel: () => Promise<void>,
  { goesOnElsewhere }: { readonly goesOnElsewhere: boolean }
): () => void {
  const signals = goesOnElsewhere ? ['SIGINT' as const] : SIGNALS;
  let isAsked = false;
  const ask = (): void => {
    if (!isAsked) {
      isAsked = true;
      cancel().catch((error: unknown) => {
        console.error(`cellway: the run could not be cancelled: ${error}`);
      });
    }
  };
  signals.forEach(each => process.on(each, ask));
  if (!goesOnElsewhere) {
    process.stdout.on('error', ask);
  }
  return () => {
    signals.forEach(each => process.off(each, ask));
    process.stdout.off('error', ask);
  };
}
