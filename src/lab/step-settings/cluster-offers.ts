import { Signal, type ISignal } from '@lumino/signaling';
import type { ClusterOffers as Told } from '../../service/api/clusters';
import type { IService } from '../api/service';
import type { IClusters } from '../clusters/clusters';
import type { RunTarget } from '../clusters/run-target';

/** What the forms offer to choose from. */
export interface Offers extends Told {
  /** What runs are made by where they go to a cluster. */
  readonly engine?: string;
}

const NOTHING: Offers = {};

/** What the cluster has that runs go to; the cluster is asked once for it. */
export class ClusterOffers {
  private _target: RunTarget | undefined;
  private _isLoaded = false;
  /** Of which cluster it was told last. */
  private _of = '';
  private _told: Told = {};
  private readonly _changed = new Signal<this, void>(this);

  constructor(
    private readonly _clusters: IClusters | null,
    private readonly _service: IService | null
  ) {}

  get changed(): ISignal<this, void> {
    return this._changed;
  }

  get current(): Offers {
    if (!this._target || this._target.kind === 'here') {
      return NOTHING;
    }
    const { engine } = this._target.where;
    return this._target.isCluster ? { ...this._told, engine } : { engine };
  }

  /** Finds out where runs go, and follows it. */
  load(): void {
    if (!this._isLoaded && this._clusters) {
      this._isLoaded = true;
      void this._clusters.target().then(
        target => {
          this._target = target;
          target.changed.connect(this._ask, this);
          this._ask();
        },
        () => {
          this._isLoaded = false;
        }
      );
    }
  }

  private _ask(): void {
    const { options } = this._target?.isCluster
      ? this._target.where
      : { options: {} };
    const { context, program } = options ?? {};
    const of = JSON.stringify([context, program]);
    if (typeof context === 'string' && of !== this._of) {
      this._of = of;
      this._told = {};
      const call = {
        context,
        ...(typeof program === 'string' && { program })
      };
      void this._service?.clusters.offers(call).then(
        told => {
          if (of === this._of) {
            this._told = told;
            this._changed.emit();
          }
        },
        () => {
          // Whoever runs the notebook is told why it does not answer.
          this._of = '';
        }
      );
    }
    this._changed.emit();
  }
}
