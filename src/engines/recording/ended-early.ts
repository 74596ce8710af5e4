import type { StepFailure } from '../../runs/step-failure';

/** The exit code of a runner that was called in a way that it does not understand. */
const REFUSED = 2;

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
 * Why a runner ended that left no result, by its exit code or the signal.
 *
 * @param said - the last that it said itself
 */
export function explainExit(
  code: number | null,
  signal: NodeJS.Signals | null,
  said: string
): StepFailure {
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

/** @param cell - that which ran at the moment */
export function explainTimeout(seconds: number, cell?: number): StepFailure {
  return {
    kind: 'timeout',
    message: `The step took longer than its limit of ${seconds} s`,
    ...(cell !== undefined && { cell })
  };
}
