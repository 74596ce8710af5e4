import type { IStateDB } from '@jupyterlab/statedb';
import { Signal, type ISignal } from '@lumino/signaling';

/** How the steps are shown: as a list with lines beside it, or drawn. */
export type StepsLook = 'rows' | 'drawing';

const KEY = 'cellway:panel';

/** How a person wants the panel to look, whatever notebook it shows; kept beyond a reload. */
export class PanelLook {
  private _steps: StepsLook = 'rows';
  private _folded: ReadonlySet<string> = new Set();
  private readonly _changed = new Signal<this, void>(this);

  /** @param state - where it is kept; without it, a reload begins anew */
  constructor(private readonly _state: IStateDB | null) {}

  /** As it was left. */
  static async restore(state: IStateDB | null): Promise<PanelLook> {
    const look = new PanelLook(state);
    look._read(await state?.fetch(KEY).catch(() => undefined));
    return look;
  }

  get changed(): ISignal<this, void> {
    return this._changed;
  }

  get steps(): StepsLook {
    return this._steps;
  }

  set steps(steps: StepsLook) {
    this._steps = steps;
    this._keep();
  }

  /** @param section - by the name that the code gives it */
  isFolded(section: string): boolean {
    return this._folded.has(section);
  }

  fold(section: string, isFolded: boolean): void {
    if (isFolded !== this.isFolded(section)) {
      const others = [...this._folded].filter(each => each !== section);
      this._folded = new Set(isFolded ? [...others, section] : others);
      this._keep();
    }
  }

  private _keep(): void {
    void this._state?.save(KEY, {
      steps: this._steps,
      folded: [...this._folded]
    });
    this._changed.emit();
  }

  /** What it does not know was not written by us. */
  private _read(kept: unknown): void {
    if (typeof kept === 'object' && kept !== null) {
      const { steps, folded } = kept as Record<string, unknown>;
      this._steps = steps === 'drawing' ? 'drawing' : 'rows';
      this._folded = new Set(
        Array.isArray(folded)
          ? folded.filter(each => typeof each === 'string')
          : []
      );
    }
  }
}
