import type { NamesInForce } from './names-in-force';
import type { AnalysedUnit } from './unit';

/** A unit that needs a name, and the first one whose version it may get. */
interface Reader {
  readonly from: number;
  readonly unit: AnalysedUnit;
}

/** Which names are still needed after a unit. */
export class Liveness {
  private readonly readers = new Map<string, Reader[]>();

  /** @param needs - for each unit, the names that it reads */
  constructor(
    units: readonly AnalysedUnit[],
    names: NamesInForce,
    needs: readonly ReadonlySet<string>[]
  ) {
    for (const unit of units) {
      for (const name of needs[unit.index]) {
        const [oldest] = names.before(name, unit).slice(-1);
        const from = oldest?.certain ? oldest.unit : 0;
        const readers = this.readers.get(name) ?? [];
        readers.push({ from, unit });
        this.readers.set(name, readers);
      }
    }
  }

  /** Whether a later unit that sees this one may read the name. */
  isLive(name: string, { index }: AnalysedUnit): boolean {
    const readers = this.readers.get(name) ?? [];
    return readers.some(
      ({ from, unit }) =>
        from <= index && index < unit.index && unit.candidates.has(index)
    );
  }

  /** All names that a later unit that sees this one may read. */
  liveAfter(unit: AnalysedUnit): string[] {
    return [...this.readers.keys()].filter(name => this.isLive(name, unit));
  }
}
