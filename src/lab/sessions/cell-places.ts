import type { IService, RunPlace } from '../api/service';

/** A cell as it was when a run was made of it. */
export interface RunCell {
  /** Undefined where the notebook's format has none. */
  readonly id?: string;
  readonly source: string;
}

/**
 * Finds the cells of a run in the notebook as it is now. A run speaks of
 * cells by their index in the notebook that it was made of; between that and
 * now cells may have come, gone, moved and been edited, but kept their ids.
 */
export class CellPlaces {
  private readonly _cells = new Map<string, Promise<readonly RunCell[]>>();

  constructor(private readonly _service: IService) {}

  /** Remembers the cells that a run was made of. */
  remember(run: string, cells: readonly RunCell[]): void {
    this._cells.set(run, Promise.resolve(cells));
  }

  /**
   * The cells that a run was made of.
   *
   * @throws ServiceError
   */
  async cellsOf(place: RunPlace): Promise<readonly RunCell[]> {
    let cells = this._cells.get(place.id);
    if (!cells) {
      cells = this._read(place);
      this._cells.set(place.id, cells);
      cells.catch(() => this._cells.delete(place.id));
    }
    return cells;
  }

  /**
   * The id of a run's cell; undefined where the notebook's format has none.
   *
   * @throws ServiceError
   */
  async idOf(place: RunPlace, cell: number): Promise<string | undefined> {
    return (await this.cellsOf(place))[cell]?.id;
  }

  /** From the run's own copy: it was started elsewhere, or before the page was loaded. */
  private async _read(place: RunPlace): Promise<readonly RunCell[]> {
    const text = await this._service.executedNotebook(place);
    const { cells } = JSON.parse(text) as {
      cells: { id?: string; source?: string | string[] }[];
    };
    return cells.map(({ id, source = '' }) => ({
      id,
      source: Array.isArray(source) ? source.join('') : source
    }));
  }
}
