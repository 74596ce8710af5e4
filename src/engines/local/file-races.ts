import type { Observed, SeenFile } from '../../runs/observed';
import type { Plan } from '../plan';

/** A file that two steps touched which do not wait for each other, in another order than in Run All. */
export interface FileRace {
  /** The step that stands above the other one. */
  readonly above: string;
  readonly below: string;
  readonly path: string;
  readonly outcome:
    /** The lower one has to run again, behind the upper one. */
    | 'again'
    /** The upper one saw what the lower one has made of it. */
    | 'spoiled'
    /** Nobody can tell whether it made a difference. */
    | 'unclear';
}

interface Ran {
  /** In ms, by the clock that stamps files. */
  readonly begun: number;
  readonly ended: number;
  readonly observed: Observed;
}

/** Compares what steps have read and written, as soon as both have ended. */
export class FileRaces {
  private readonly _begun = new Map<string, number>();
  private readonly _ran = new Map<string, Ran>();

  constructor(private readonly _plan: Plan) {}

  begin(step: string): void {
    this._ran.delete(step);
    this._begun.set(step, Date.now());
  }

  /** @returns the races that it has had with those that ended before */
  end(step: string, observed: Observed): FileRace[] {
    const ended = Date.now();
    const ran = { begun: this._begun.get(step) ?? ended, ended, observed };
    this._ran.set(step, ran);
    return [...this._ran.keys()].flatMap(other => {
      const isAbove = this._plan.indexOf(other) < this._plan.indexOf(step);
      const [above, below] = isAbove ? [other, step] : [step, other];
      const race = other === step ? undefined : this._between(above, below);
      return race ? [{ above, below, ...race }] : [];
    });
  }

  private _between(
    above: string,
    below: string
  ): Pick<FileRace, 'path' | 'outcome'> | undefined {
    const upper = this._ran.get(above);
    const lower = this._ran.get(below);
    return upper &&
      lower &&
      lower.begun <= upper.ended &&
      !this._plan.isAfter(below, above)
      ? raceBetween(upper.observed, lower)
      : undefined;
  }
}

function raceBetween(
  upper: Observed,
  { observed: lower, begun }: Ran
): Pick<FileRace, 'path' | 'outcome'> | undefined {
  const rewritten = meet(lower.written, upper.written);
  const late = meet(lower.read, upper.written) ?? rewritten;
  if (late) {
    const { path } = late.one;
    // What adds to a file would add twice.
    const adds = lower.read.some(each => each.path === path) && rewritten;
    return { path, outcome: adds ? 'unclear' : 'again' };
  }
  const early = meet(upper.read, lower.written);
  return (
    early && {
      path: early.one.path,
      outcome: isAfter(early.one, early.other, begun) ? 'spoiled' : 'unclear'
    }
  );
}

/** A file in a list that is among those written, or a folder in which one was made or removed. */
function meet(
  list: readonly SeenFile[],
  written: readonly SeenFile[]
): { readonly one: SeenFile; readonly other: SeenFile } | undefined {
  const places = new Map<string, SeenFile>();
  // A folder that is made where there is one already changes nothing.
  for (const each of written.filter(({ kind }) => kind !== 'folder')) {
    places.set(`file ${each.path}`, each);
    places.set(`folder ${folderOf(each.path)}`, each);
  }
  for (const one of list) {
    if (one.kind === 'folder' && one.stamp === '') {
      // That it is there is all that was asked.
      continue;
    }
    const kind = one.kind === 'folder' ? 'folder' : 'file';
    const other = places.get(`${kind} ${one.path}`);
    if (other) {
      return { one, other };
    }
  }
  return undefined;
}

function folderOf(path: string): string {
  return path.slice(0, Math.max(1, path.lastIndexOf('/')));
}

/** Whether a file was seen as it was written, or at least as it was after `begun`. */
function isAfter(seen: SeenFile, written: SeenFile, begun: number): boolean {
  const nanoseconds = Number(seen.stamp.split(':')[3] ?? 0);
  return seen.stamp === written.stamp || nanoseconds / 1e6 >= begun;
}
