import type { Cell } from '@jupyterlab/cells';
import type { PanelLayout } from '@lumino/widgets';
import type { Badge } from './badge';
import { barClasses } from './bar-classes';
import { isSameRow, type CellRow } from './cell-rows';

/** What Cellway shows on a cell: the bar at its side, and the badge above it. */
export class CellMarks {
  private _row: CellRow | undefined;
  private _badge: Badge | undefined;
  private _classes: readonly string[] = [];
  private _isTabStop = false;

  constructor(
    private readonly _cell: Cell,
    private readonly _createBadge: () => Badge
  ) {}

  /** What is shown; undefined where that is nothing. */
  get row(): CellRow | undefined {
    return this._row;
  }

  set row(row: CellRow | undefined) {
    if (row === this._row || (row && this._row && isSameRow(row, this._row))) {
      return;
    }
    this._row = row;
    this._drawBar();
    void this._drawBadge();
  }

  /** Whether the Tab key stops at the badge. */
  set isTabStop(isTabStop: boolean) {
    this._isTabStop = isTabStop;
    if (this._badge) {
      this._badge.isTabStop = isTabStop;
    }
  }

  /** Gives the focus to the badge. */
  async focus(): Promise<void> {
    await this._drawBadge();
    await this._badge?.focus();
  }

  private _drawBar(): void {
    const { node } = this._cell;
    const classes = this._row ? barClasses(this._row) : [];
    // What stays is not touched: the page would style the cell anew for it.
    node.classList.remove(
      ...this._classes.filter(each => !classes.includes(each))
    );
    node.classList.add(
      ...classes.filter(each => !this._classes.includes(each))
    );
    this._classes = classes;
  }

  private async _drawBadge(): Promise<void> {
    const isWanted = this._row?.plan.badge !== undefined;
    if (isWanted && !this._badge) {
      // A cell that was never seen has nothing inside yet.
      await this._cell.ready;
      if (this._cell.isDisposed) {
        return;
      }
      if (!this._badge) {
        this._badge = this._createBadge();
        this._badge.isTabStop = this._isTabStop;
        const { layout } = this._cell;
        (layout as PanelLayout).insertWidget(1, this._badge);
      }
    }
    if (this._badge) {
      const plan = this._row?.plan.badge;
      this._badge.row = this._row && plan && { ...this._row, plan };
    }
  }
}
