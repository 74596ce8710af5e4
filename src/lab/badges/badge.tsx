import type { TranslationBundle } from '@jupyterlab/translation';
import { ReactWidget } from '@jupyterlab/ui-components';
import type { Message } from '@lumino/messaging';
import React from 'react';
import { flushSync } from 'react-dom';
import { BadgeView, type BadgeActions } from './badge-view';
import type { BadgeRow } from './cell-rows';

/** The row above a cell, as a widget in the cell's layout. */
export class Badge extends ReactWidget {
  private _row: BadgeRow | undefined;
  private _isTabStop = false;

  constructor(
    private readonly _actions: BadgeActions,
    private readonly _trans: TranslationBundle
  ) {
    super();
    this.addClass('jp-CellwayBadge');
    this.hide();
  }

  /** Shows a row; where there is none, takes no room. */
  set row(row: BadgeRow | undefined) {
    this._row = row;
    // It is not removed: a cell far from sight has taken it out of the page by itself.
    this.setHidden(row === undefined);
    this.update();
  }

  /** Whether the Tab key stops here: on the badge of the active cell. */
  set isTabStop(isTabStop: boolean) {
    if (isTabStop !== this._isTabStop) {
      this._isTabStop = isTabStop;
      this.update();
    }
  }

  /** Gives the focus to what stands first. */
  async focus(): Promise<void> {
    await this.renderPromise;
    this.node.querySelector('button')?.focus();
  }

  /** JupyterLab drops a cell without taking it apart, and React's listeners stay on the node. */
  override dispose(): void {
    super.dispose();
    this.node.remove();
  }

  /** In the frame that asks for it: see `drawInNextFrame`. */
  protected override onUpdateRequest(message: Message): void {
    flushSync(() => super.onUpdateRequest(message));
  }

  protected override render(): React.JSX.Element {
    return this._row ? (
      <BadgeView
        row={this._row}
        actions={this._actions}
        isTabStop={this._isTabStop}
        trans={this._trans}
      />
    ) : (
      <></>
    );
  }
}
