import type { UnseenEffect } from '../../../runs/observed';
import type { RunDiagnostic } from '../../../runs/run-event';

const EFFECTS = {
  process: (subject: string) => `runs ${subject}`,
  network: (subject: string) => `reaches ${subject} over the network`,
  random: (subject: string) => `draws from ${subject}, which nobody has seeded`,
  library: (subject: string) =>
    `uses ${subject}, which opens files without Python's knowledge`,
  native: (subject: string) => `calls ${subject} outside of Python`
} as const satisfies Record<UnseenEffect['kind'], (subject: string) => string>;

/** Says on each cell why its step runs every time. */
export function tellUnverified(
  step: string,
  unseen: readonly UnseenEffect[]
): RunDiagnostic[] {
  const cells = new Map<number | undefined, Set<string>>();
  for (const { kind, subject, cell } of unseen) {
    const known = cells.get(cell) ?? new Set();
    cells.set(cell, known.add(EFFECTS[kind](subject)));
  }
  return [...cells].map(([cell, effects]) => ({
    severity: 'info',
    code: 'unverified',
    message: `Step '${step}' runs every time: it ${[...effects].join(', ')}`,
    hint: 'If the same comes of it each time, let the cache be used for the step: tag cache:enabled.',
    ...(cell !== undefined && { cell })
  }));
}
