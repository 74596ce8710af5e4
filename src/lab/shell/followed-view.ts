import '../../../style/panel.css';
import { ReactWidget } from '@jupyterlab/ui-components';
import type { IDisposable } from '@lumino/disposable';
import type { Message } from '@lumino/messaging';
import { focusFirst, keepFocus } from './focus';

/** What a view shows, and what it costs only while it is seen. */
export interface Followed extends IDisposable {
  /** Follows what it shows, and catches up. Never rejects. */
  goOn(): Promise<void>;
  pause(): void;
}

/** A tab that follows what it shows only while it is seen. It owns its model. */
export abstract class FollowedView<M extends Followed> extends ReactWidget {
  /** @param _first - a selector of what takes the focus in it */
  constructor(
    readonly model: M,
    private readonly _first: string
  ) {
    super();
    this.addClass('jp-Cellway-view');
    this.title.closable = true;
    this.node.tabIndex = -1;
    keepFocus(this.node, _first);
  }

  override dispose(): void {
    if (!this.isDisposed) {
      this.model.dispose();
      super.dispose();
    }
  }

  /** A tab that is closed does not come back: not with its model, and not with the next start. */
  protected override onCloseRequest(message: Message): void {
    super.onCloseRequest(message);
    this.dispose();
  }

  protected override onActivateRequest(): void {
    focusFirst(this.node, this._first);
  }

  protected override onBeforeShow(message: Message): void {
    super.onBeforeShow(message);
    void this.model.goOn();
  }

  protected override onAfterAttach(message: Message): void {
    super.onAfterAttach(message);
    if (this.isVisible) {
      void this.model.goOn();
    }
  }

  protected override onAfterHide(message: Message): void {
    super.onAfterHide(message);
    this.model.pause();
  }
}
