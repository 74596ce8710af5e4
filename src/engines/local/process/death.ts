import { readFileSync } from 'node:fs';
import type { StepFailure } from '../../../runs/step-failure';

/** The exit code of a runner that was called in a way that it does not understand. */
const REFUSED = 2;

/** How a process ended. */
export interface Exit {
  readonly code: number | null;
  readonly signal: NodeJS.Signals | null;
  /** The most memory that it has taken, in bytes. */
  readonly peak?: number;
  /** Set where the process is gone that would have told how this one ended. */
  readonly isLost?: boolean;
}

/** What is known of signals that end programs. */
const SIGNALS: Readonly<Partial<Record<NodeJS.Signals, string>>> = {
  SIGSEGV: 'a library has used memory that is not its own',
  SIGBUS: 'a file that was mapped into memory was cut, or the disk is full',
  SIGABRT: 'a library has given up',
  SIGILL: 'a library was built for another processor',
  SIGFPE: 'a library has made a forbidden calculation',
  SIGKILL: 'somebody, or the system for want of memory, has killed it',
  SIGTERM: 'somebody has asked it to end',
  SIGXCPU: 'it has used up its time on the processor'
};

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
  const last = said.trim().split('\n').slice(-20).join('\n');
  const detail = last === '' ? '' : `\n${last}`;
  if (code === REFUSED && last.startsWith('cellway runner: ')) {
    return { kind: 'runner', message: last.slice('cellway '.length) };
  }
  if (signal !== null) {
    const meaning = SIGNALS[signal];
    const why = meaning === undefined ? '' : `: ${meaning}`;
    return {
      kind: 'died',
      message: `The step died of the signal ${signal}${why}${detail}`
    };
  }
  return {
    kind: 'died',
    message: `The step ended with exit code ${code} before it was done${detail}`,
    ...(last === '' && {
      hint: "Does it call 'os._exit', or a program that ends it?"
    })
  };
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
