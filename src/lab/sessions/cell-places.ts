import type { IService, RunPlace } from '../api/service';

type CellIds = readonly (string | undefined)[];

/**
 * Finds the cells of a run in the notebook as it is now. A run speaks of
 * cells by their index in the notebook that it was made of; between that and
 * now cells may have come, gone and moved, but kept their ids.
 */
export class CellPlaces {
  private readonly _ids = new Map<string, Promise<CellIds>>();

  constructor(private readonly _service: IService) {}

  /** Remembers the ids of the cells that a run was made of. */
  remember(run: string, ids: CellIds): void {
    this._ids.set(run, Promise.resolve(ids));
  }

  /**
   * The id of a run's cell; undefined where the notebook's format has none.
   *
   * @throws ServiceError
   */
  async idOf(place: RunPlace, cell: number): Promise<string | undefined> {
    let ids = this._ids.get(place.id);
    if (!ids) {
      ids = this._read(place);
      this._ids.set(place.id, ids);
      ids.catch(() => this._ids.delete(place.id));
    }
    return (await ids)[cell];
  }

  /** From the run's own copy: it was started elsewhere, or before the page was loaded. */
  private async _read(place: RunPlace): Promise<CellIds> {
    const text = await this._service.executedNotebook(place);
    const { cells } = JSON.parse(text) as { cells: { id?: string }[] };
    return cells.map(({ id }) => id);
  }
}
