import type { IDisposable } from '@lumino/disposable';
import { Signal, type ISignal } from '@lumino/signaling';
import type {
  ClusterVolume,
  ClusterVolumes,
  NewVolumeCall,
  VolumesCall
} from '../../service/api/volumes';
import type { IService } from '../api/service';
import type { ServiceError } from '../api/service-error';
import { asServiceError } from '../api/service-error';
import type { RunTarget } from '../clusters/run-target';

export type NewVolume = NewVolumeCall['volume'];

/** The volumes of the cluster that notebooks run on, as it told of them last. */
export class KnownVolumes implements IDisposable {
  private _found: ClusterVolumes | undefined;
  private _problem: ServiceError | undefined;
  private _isAsking = false;
  private _isDisposed = false;
  /** What was asked last, as text: an answer to anything else is none. */
  private _asked = '';
  private readonly _changed = new Signal<this, void>(this);

  constructor(
    readonly target: RunTarget,
    private readonly _service: IService
  ) {
    target.changed.connect(this._onTargetChanged, this);
  }

  get changed(): ISignal<this, void> {
    return this._changed;
  }

  /** What the cluster has told; undefined where it was not asked yet, or has not answered. */
  get found(): ClusterVolumes | undefined {
    return this._found;
  }

  get problem(): ServiceError | undefined {
    return this._problem;
  }

  get isAsking(): boolean {
    return this._isAsking;
  }

  get isDisposed(): boolean {
    return this._isDisposed;
  }

  /** Asks the cluster, unless it was asked before. Never throws: see `problem`. */
  async ask(): Promise<void> {
    if (this._asked !== JSON.stringify(this._call)) {
      await this.askAgain();
    }
  }

  async askAgain(): Promise<void> {
    const asked = JSON.stringify(this._call);
    this._asked = asked;
    this._isAsking = true;
    this._problem = undefined;
    this._changed.emit();
    let found: ClusterVolumes | undefined;
    let problem: ServiceError | undefined;
    try {
      found = await this._service.clusters.volumes(this._call);
    } catch (error) {
      problem = asServiceError(error);
    }
    if (asked === this._asked) {
      this._isAsking = false;
      this._found = found ?? this._found;
      this._problem = problem;
      this._changed.emit();
    }
  }

  /**
   * Lets the cluster check a volume that is to be made.
   *
   * @throws ServiceError
   */
  async rehearse(volume: NewVolume): Promise<void> {
    const { clusters } = this._service;
    await clusters.makeVolume({ ...this._call, volume, isRehearsal: true });
  }

  /** @throws ServiceError */
  async make(volume: NewVolume): Promise<ClusterVolume> {
    const { clusters } = this._service;
    const made = await clusters.makeVolume({ ...this._call, volume });
    void this.askAgain();
    return made;
  }

  dispose(): void {
    this._isDisposed = true;
    Signal.clearData(this);
  }

  private get _call(): VolumesCall {
    const { context, namespace, programs } = this.target.settings;
    return {
      context,
      ...(namespace !== '' && { namespace }),
      ...(Object.hasOwn(programs, context) && { program: programs[context] })
    };
  }

  /** Of another cluster nothing is known yet. */
  private _onTargetChanged(): void {
    if (this._asked !== '' && this._asked !== JSON.stringify(this._call)) {
      this._asked = '';
      this._found = undefined;
      this._problem = undefined;
      this._isAsking = false;
    }
    this._changed.emit();
  }
}
