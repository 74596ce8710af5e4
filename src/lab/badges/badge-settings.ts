import { Signal, type ISignal } from '@lumino/signaling';
import type { TaggedNotebook } from '../../notebook/tagged-notebook';

/** On which notebooks there are badges; schema/badges.json says what each means. */
export type ShownOn = 'all' | 'tagged' | 'none';

/** What badges say: each has what stands before it, too. */
export type BadgeContent = 'name' | 'flows' | 'state';

export class BadgeSettings {
  private _shownOn: ShownOn = 'all';
  private _content: BadgeContent = 'state';
  private readonly _changed = new Signal<this, void>(this);

  get changed(): ISignal<this, void> {
    return this._changed;
  }

  set shownOn(shownOn: ShownOn) {
    if (shownOn !== this._shownOn) {
      this._shownOn = shownOn;
      this._changed.emit();
    }
  }

  get content(): BadgeContent {
    return this._content;
  }

  set content(content: BadgeContent) {
    if (content !== this._content) {
      this._content = content;
      this._changed.emit();
    }
  }

  isShown({ blocks, problems }: TaggedNotebook): boolean {
    switch (this._shownOn) {
      case 'all':
        return true;
      case 'tagged':
        return (
          blocks.some(block => block.origin === 'tag') ||
          problems.some(problem => problem.cell !== null)
        );
      case 'none':
        return false;
    }
  }
}
