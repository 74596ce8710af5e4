/**
 * Volumes that are there, and those that are to be made. The folders beside
 * this file are the systems that have them.
 */
import type { AccessMode } from '../../notebook/settings';

export interface Volume {
  readonly name: string;
  /** As Kubernetes writes it: what it has, or asks for where it has none yet. */
  readonly size?: string;
  readonly storageClass?: string;
  readonly accessModes: readonly string[];
  /** `Pending` is also one of which nobody has made use yet. */
  readonly phase: 'Pending' | 'Bound' | 'Lost';
  readonly isBeingDeleted: boolean;
  /** Absent where nobody may know. */
  readonly users?: readonly VolumeUser[];
}

/** A pod that has a volume, or waits to have it. */
export interface VolumeUser {
  readonly pod: string;
  /** Whether Cellway has made it, so that it ends by itself. */
  readonly isOurs: boolean;
  /** Absent as long as it has none. */
  readonly node?: string;
}

/** What new volumes are made of. */
export interface VolumeClass {
  readonly name: string;
  readonly isDefault: boolean;
  /** Whether a volume is made only once a pod wants it, where that pod is. */
  readonly waitsForPod: boolean;
  readonly canGrow: boolean;
}

export interface NewVolume {
  readonly name: string;
  /** `10Gi` */
  readonly size: string;
  /** That of the cluster where it is not said. */
  readonly storageClass?: string;
  readonly accessMode: AccessMode;
}
