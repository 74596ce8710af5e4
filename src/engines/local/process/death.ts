import { readFileSync } from 'node:fs';
import type { StepFailure } from '../../../runs/step-failure';
import { explainExit } from '../../recording/ended-early';

/** How a process ended. */
export interface Exit {
  readonly code: number | null;
  readonly signal: NodeJS.Signals | null;
  /** The most memory that it has taken, in bytes. */
  readonly peak?: number;
  /** Set where the process is gone that would have told how this one ended. */
  readonly isLost?: boolean;
}

/**
 * Why a runner ended without a result.
 *
 * @param said - the last that it said itself
 * @param memoryRanOut - whether the system has killed for want of memory meanwhile
 */
export function explainDeath(
  { code, signal, peak, isLost }: Exit,
  said: string,
  memoryRanOut: boolean
): StepFailure {
  if (signal === 'SIGKILL' && memoryRanOut) {
    return {
      kind: 'memory',
      message: `The step was killed by the system (SIGKILL): memory ran out${describePeak(peak)}`,
      hint: 'Let it load less at a time, or run it where there is more memory.'
    };
  }
  if (isLost) {
    return {
      kind: 'died',
      message:
        'The step ended with the process that had started it: somebody, or the system for want of memory, has killed that',
      hint: 'Run it again.'
    };
  }
  return explainExit(code, signal, said);
}

function describePeak(bytes: number | undefined): string {
  const gigabytes = ((bytes ?? 0) / 2 ** 30).toFixed(1);
  return gigabytes === '0.0' ? '' : `, when it had taken ${gigabytes} GiB`;
}

/**
 * How often the system has killed a process because memory ran out (Linux;
 * 0 elsewhere). It counts for the whole machine.
 */
export function countMemoryKills(): number {
  try {
    const counters = readFileSync('/proc/vmstat', 'utf8');
    return Number(/^oom_kill (\d+)$/m.exec(counters)?.[1] ?? 0);
  } catch {
    return 0;
  }
}
