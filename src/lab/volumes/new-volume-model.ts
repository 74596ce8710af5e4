import { Debouncer } from '@lumino/polling';
import { Signal, type ISignal } from '@lumino/signaling';
import {
  amountFault,
  objectNameFault,
  type Fault
} from '../../notebook/dialect/faults';
import { quantityValue } from '../../notebook/dialect/kubernetes';
import type { AccessMode } from '../../notebook/settings';
import { asServiceError, type ServiceError } from '../api/service-error';
import type { KnownVolumes, NewVolume } from './known-volumes';

export interface NewVolumeFields {
  readonly name: string;
  readonly size: string;
  /** '' stands for that of the cluster. */
  readonly storageClass: string;
  readonly accessMode: AccessMode;
}

/** How long nobody may have typed before the cluster is asked what it would say, in ms. */
const QUIET = 600;

/** A volume that is being thought of: what is wrong is told as it is typed. */
export class NewVolumeModel {
  private _fields: NewVolumeFields = {
    name: '',
    size: '10Gi',
    storageClass: '',
    accessMode: 'ReadWriteOnce'
  };
  private _problem: ServiceError | undefined;
  private _isMaking = false;
  /** Counts what was typed: what the cluster says of something else is of no use. */
  private _typed = 0;
  private readonly _debouncer = new Debouncer(() => this._rehearse(), QUIET);
  private readonly _changed = new Signal<this, void>(this);

  constructor(readonly known: KnownVolumes) {}

  get changed(): ISignal<this, void> {
    return this._changed;
  }

  get fields(): NewVolumeFields {
    return this._fields;
  }

  /** What the cluster says against it. */
  get problem(): ServiceError | undefined {
    return this._problem;
  }

  get isMaking(): boolean {
    return this._isMaking;
  }

  /** What is wrong with what stands there; not that something is missing. */
  get faults(): Partial<Record<keyof NewVolumeFields, Fault>> {
    const { name, size, storageClass } = this._fields;
    const { volumes = [], classes } = this.known.found ?? {};
    return {
      name:
        name === ''
          ? undefined
          : (objectNameFault(name) ??
            (volumes.some(each => each.name === name)
              ? {
                  message: `There is a claim "${name}" already`,
                  suggestion: 'Give it another name, or use that one.'
                }
              : undefined)),
      size: size === '' ? undefined : sizeFault(size),
      storageClass:
        storageClass === '' ||
        !classes ||
        classes.some(each => each.name === storageClass)
          ? undefined
          : {
              message: `The cluster has no storage class "${storageClass}"`,
              suggestion: `It has ${classes.map(each => each.name).join(', ') || 'none'}.`
            }
    };
  }

  get isWhole(): boolean {
    const { name, size } = this._fields;
    return (
      name !== '' && size !== '' && Object.values(this.faults).every(f => !f)
    );
  }

  set(fields: Partial<NewVolumeFields>): void {
    this._fields = { ...this._fields, ...fields };
    this._problem = undefined;
    this._typed++;
    this._changed.emit();
    void this._debouncer.invoke().catch(() => undefined);
  }

  /** @returns its name, once it is made; undefined where it was not: see `problem` */
  async make(): Promise<string | undefined> {
    if (!this.isWhole || this._isMaking) {
      return undefined;
    }
    this._isMaking = true;
    this._problem = undefined;
    this._typed++;
    this._changed.emit();
    try {
      const { name } = await this.known.make(this._volume);
      return name;
    } catch (error) {
      this._problem = asServiceError(error);
      return undefined;
    } finally {
      this._isMaking = false;
      this._changed.emit();
    }
  }

  dispose(): void {
    this._debouncer.dispose();
    Signal.clearData(this);
  }

  private async _rehearse(): Promise<void> {
    const typed = this._typed;
    if (!this.isWhole || this._isMaking) {
      return;
    }
    const problem = await this.known.rehearse(this._volume).then(
      () => undefined,
      error => asServiceError(error)
    );
    if (typed === this._typed) {
      this._problem = problem;
      this._changed.emit();
    }
  }

  private get _volume(): NewVolume {
    const { storageClass, ...fields } = this._fields;
    return { ...fields, ...(storageClass !== '' && { storageClass }) };
  }
}

function sizeFault(size: string): Fault | undefined {
  const fault = amountFault('storage', size);
  if (fault) {
    return { ...fault, suggestion: 'Write a number with a unit: 10Gi.' };
  }
  // Bytes; what is less is a forgotten unit.
  return quantityValue(size) < 2 ** 20
    ? {
        message: `"${size}" is less than a MiB`,
        suggestion: 'Write a number with a unit: 10Gi.'
      }
    : undefined;
}
