import { readdirSync, readFileSync } from 'node:fs';
import { setTimeout } from 'node:timers/promises';
import { parseProcessStat } from '../../../runs/process-stat';
import { usedByGroups, usedMemory } from './used-memory';

/** How long processes may take to end when asked to, in ms. */
const PATIENCE = 1_000;

const POLL = 20;

/**
 * The processes of jobs: the sessions that their first processes lead, and
 * whoever else has the mark of a job in its environment, such as a daemon
 * that made a session of its own.
 */
export class ProcessTree {
  /**
   * @param _leaders - pids of first processes, each started in a session of its own
   * @param _marks - `NAME=VALUE`, each set in the environment of a job and of no other
   */
  constructor(
    private readonly _leaders: ReadonlySet<number>,
    private readonly _marks: ReadonlySet<string>
  ) {}

  /** Asks the groups of the first processes, as a terminal does at Ctrl-C. */
  interrupt(): void {
    this._leaders.forEach(leader => signalGroup(leader, 'SIGINT'));
  }

  /** Whether anything of it runs. */
  get isAlive(): boolean {
    const members = this._members();
    return members === undefined
      ? [...this._leaders].some(hasGroup)
      : members.length > 0;
  }

  /**
   * How much memory all of it uses, in bytes.
   *
   * @param limit - below it an estimate will do that is too high
   */
  async usedMemory(limit: number): Promise<number> {
    const members = this._members();
    return members === undefined
      ? usedByGroups(this._leaders)
      : usedMemory(members, limit);
  }

  /** Ends all of it: asks first, unless `now`, then kills. */
  async end(now = false): Promise<void> {
    if (!now && this.isAlive) {
      this._signal('SIGTERM');
      await this._gone(PATIENCE);
    }
    // What was just being started may appear after a look at the list.
    for (let i = 0; i < 50 && this.isAlive; i++) {
      this._signal('SIGKILL');
      await this._gone(POLL);
    }
  }

  private async _gone(patience: number): Promise<void> {
    for (let waited = 0; waited < patience && this.isAlive; waited += POLL) {
      await setTimeout(POLL);
    }
  }

  private _signal(signal: NodeJS.Signals): void {
    const members = this._members();
    if (members === undefined) {
      this._leaders.forEach(leader => signalGroup(leader, signal));
    }
    members?.forEach(pid => signalProcess(pid, signal));
  }

  /** The pids, without the dead; undefined where the system has no /proc. */
  private _members(): number[] | undefined {
    let names: string[];
    try {
      names = readdirSync('/proc');
    } catch {
      return undefined;
    }
    return names
      .filter(name => /^\d+$/.test(name))
      .map(Number)
      .filter(pid => pid !== process.pid && this._isMember(pid));
  }

  private _isMember(pid: number): boolean {
    try {
      const { isDead, session } = parseProcessStat(
        readFileSync(`/proc/${pid}/stat`, 'utf8')
      );
      if (isDead) {
        return false;
      }
      return (
        this._leaders.has(session) ||
        readFileSync(`/proc/${pid}/environ`, 'latin1')
          .split('\0')
          .some(variable => this._marks.has(variable))
      );
    } catch {
      // Gone meanwhile, or somebody else's.
      return false;
    }
  }
}

/** Whether anybody is in the group of a process, which may itself have ended. */
export function hasGroup(leader: number): boolean {
  return signalGroup(leader, 0);
}

/** @returns whether there is such a group */
function signalGroup(leader: number, signal: NodeJS.Signals | 0): boolean {
  return signalProcess(-leader, signal);
}

function signalProcess(pid: number, signal: NodeJS.Signals | 0): boolean {
  try {
    process.kill(pid, signal);
    return true;
  } catch {
    return false;
  }
}
