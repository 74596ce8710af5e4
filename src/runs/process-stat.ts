/** What Linux says of a process, of proc_pid_stat(5). */
export interface ProcessStat {
  /**
   * Whether it has ended, but its parent has not yet asked for its end: it
   * stays for good in a container whose first process never asks.
   */
  readonly isDead: boolean;
  /** The pid of the leader of its session. */
  readonly session: number;
  /** In clock ticks since the machine's start. */
  readonly started: string | undefined;
}

/** @param text - of /proc/PID/stat */
export function parseProcessStat(text: string): ProcessStat {
  // The second field, the name, may hold spaces and brackets; here begins the third.
  const fields = text.slice(text.lastIndexOf(')') + 2).split(' ');
  return {
    isDead: fields[0] === 'Z' || fields[0] === 'X',
    session: Number(fields[3]),
    started: fields[19]
  };
}
