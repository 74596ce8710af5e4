import { Signal, type ISignal } from '@lumino/signaling';
import type { Direction } from './layout/layout';

/** What a person has set of graphs; schema/graph.json says what each means. */
export class GraphSettings {
  private _direction: Direction = 'down';
  private readonly _changed = new Signal<this, void>(this);

  get changed(): ISignal<this, void> {
    return this._changed;
  }

  get direction(): Direction {
    return this._direction;
  }

  /** Takes what the settings say; anything unknown is the default. */
  set(direction: unknown): void {
    const next = direction === 'right' ? 'right' : 'down';
    if (next !== this._direction) {
      this._direction = next;
      this._changed.emit();
    }
  }
}
