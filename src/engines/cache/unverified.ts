import type { StepCell } from '../../pipeline/model';
import type { Observed, UnseenEffect } from '../../runs/observed';
import type { RunDiagnostic } from '../../runs/run-event';
import type { GivenStep } from './cached-step';

/** What a step does of which nobody knows whether the same comes of it another time. */
export type Unverified =
  | UnseenEffect
  | {
      readonly kind: 'clock';
      readonly subject: string;
      readonly cell?: number;
    };

const EFFECTS = {
  process: (subject: string) => `runs ${subject}`,
  network: (subject: string) => `reaches ${subject} over the network`,
  random: (subject: string) => `draws from ${subject}, which nobody has seeded`,
  library: (subject: string) =>
    `uses ${subject}, which opens files without Python's knowledge`,
  native: (subject: string) => `calls ${subject} outside of Python`,
  clock: (subject: string) => `asks for the time of day with ${subject}`
} as const satisfies Record<Unverified['kind'], (subject: string) => string>;

/** Calls that give a date or a time of day; to measure how long something takes is none of them. */
const CLOCK =
  /\b(?:now|today|utcnow|(?:localtime|gmtime|ctime|asctime)(?= ?\( ?\)))(?= ?\()|\btime ?\. ?strftime(?= ?\()/;

/** Where the cells of a step, or what is defined for them, ask for the time of day. */
export function readsOfClock(
  cells: readonly StepCell[],
  definitions: readonly string[]
): Unverified[] {
  const codes: readonly { readonly cell?: number; readonly code: string }[] = [
    ...cells,
    ...definitions.map(code => ({ code }))
  ];
  return codes.flatMap(({ cell, code }) => {
    const [call] = CLOCK.exec(code) ?? [];
    return call === undefined
      ? []
      : [{ kind: 'clock', subject: `${call}()`, cell: cell ?? cells[0]?.cell }];
  });
}

/** What the step of a result did of which nobody knows whether the same comes of it. */
export function findUnverified(
  { step, request }: GivenStep,
  { unseen }: Observed
): Unverified[] {
  const definitions = request.restore.flatMap(each =>
    each.kind === 'definition' ? [each.source] : []
  );
  return [...unseen, ...readsOfClock(step.cells, definitions)];
}

/** Says on each cell why its step runs every time. */
export function tellUnverified(
  step: string,
  unseen: readonly Unverified[]
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
