/**
 * The parts of objects that Cellway reads. Objects are the JSON that came: what
 * these interfaces do not name is there all the same, and goes back unchanged;
 * only what is watched is kept without it (`watch/bare.ts`).
 */
import type { NodeSelector } from './capacity/node-wishes';
import type { Resource } from './resources';

export type Json =
  | string
  | number
  | boolean
  | null
  | readonly Json[]
  | { readonly [key: string]: Json };

export type JsonObject = { readonly [key: string]: Json };

export interface ObjectMeta {
  readonly name: string;
  readonly namespace?: string;
  readonly uid: string;
  readonly resourceVersion: string;
  readonly creationTimestamp?: string;
  /** Set while it is being deleted. */
  readonly deletionTimestamp?: string;
  readonly labels?: Readonly<Record<string, string>>;
  readonly annotations?: Readonly<Record<string, string>>;
}

export interface KubernetesObject {
  readonly apiVersion: string;
  readonly kind: string;
  readonly metadata: ObjectMeta;
}

/** An object that is to be made: the cluster gives it what it lacks. */
export interface NewObject {
  readonly metadata: Partial<ObjectMeta> &
    ({ readonly name: string } | { readonly generateName: string });
  readonly [field: string]: unknown;
}

export interface ContainerState {
  readonly waiting?: { readonly reason?: string; readonly message?: string };
  readonly running?: { readonly startedAt?: string };
  readonly terminated?: {
    readonly exitCode: number;
    /** 128 and the signal are the exit code where this is not there. */
    readonly signal?: number;
    /** `Completed`, `Error`, `OOMKilled`. */
    readonly reason?: string;
    readonly message?: string;
    readonly startedAt?: string;
    readonly finishedAt?: string;
  };
}

export interface ContainerStatus {
  readonly name: string;
  readonly restartCount: number;
  readonly state?: ContainerState;
  readonly lastState?: ContainerState;
}

export interface Condition {
  readonly type: string;
  readonly status: 'True' | 'False' | 'Unknown';
  readonly reason?: string;
  readonly message?: string;
}

export interface PodContainer {
  readonly name: string;
  readonly image?: string;
  readonly command?: readonly string[];
  readonly args?: readonly string[];
  readonly env?: readonly { readonly name: string }[];
  readonly resources?: {
    readonly requests?: Readonly<Record<string, string>>;
    readonly limits?: Readonly<Record<string, string>>;
  };
  readonly volumeMounts?: readonly {
    /** Of the volume in the pod's spec. */
    readonly name: string;
    readonly mountPath: string;
    readonly subPath?: string;
    readonly readOnly?: boolean;
  }[];
}

export interface Pod extends KubernetesObject {
  readonly spec: {
    readonly nodeName?: string;
    readonly nodeSelector?: Readonly<Record<string, string>>;
    readonly containers: readonly PodContainer[];
    readonly initContainers?: readonly PodContainer[];
    readonly volumes?: readonly {
      readonly name: string;
      readonly persistentVolumeClaim?: {
        readonly claimName: string;
        readonly readOnly?: boolean;
      };
    }[];
  };
  readonly status?: {
    readonly phase?: 'Pending' | 'Running' | 'Succeeded' | 'Failed' | 'Unknown';
    /** `Evicted`. */
    readonly reason?: string;
    readonly message?: string;
    readonly conditions?: readonly Condition[];
    readonly containerStatuses?: readonly ContainerStatus[];
    readonly initContainerStatuses?: readonly ContainerStatus[];
  };
}

export interface ClusterEvent extends KubernetesObject {
  readonly type?: 'Normal' | 'Warning';
  readonly reason?: string;
  readonly message?: string;
  readonly count?: number;
  readonly firstTimestamp?: string | null;
  readonly lastTimestamp?: string | null;
  readonly eventTime?: string | null;
  readonly involvedObject: {
    readonly kind?: string;
    readonly name?: string;
    readonly namespace?: string;
    readonly uid?: string;
  };
}

export interface ConfigMap extends KubernetesObject {
  readonly data?: Readonly<Record<string, string>>;
  readonly binaryData?: Readonly<Record<string, string>>;
}

export interface PersistentVolumeClaim extends KubernetesObject {
  readonly spec: {
    readonly accessModes?: readonly string[];
    readonly storageClassName?: string;
    readonly volumeName?: string;
    readonly resources?: { readonly requests?: { readonly storage?: string } };
  };
  readonly status?: {
    readonly phase?: 'Pending' | 'Bound' | 'Lost';
    readonly capacity?: { readonly storage?: string };
    readonly conditions?: readonly Condition[];
  };
}

export interface PersistentVolume extends KubernetesObject {
  readonly spec: {
    /** From which nodes it can be reached; from all where it is not there. */
    readonly nodeAffinity?: { readonly required?: NodeSelector };
    /** Of one that a CSI driver made. */
    readonly csi?: { readonly driver: string };
  };
}

export interface ResourceQuota extends KubernetesObject {
  readonly spec?: {
    /** Which pods it counts; all of them where neither is there. */
    readonly scopes?: readonly string[];
    readonly scopeSelector?: object;
  };
  readonly status?: {
    readonly hard?: Readonly<Record<string, string>>;
    readonly used?: Readonly<Record<string, string>>;
  };
}

export interface LimitRange extends KubernetesObject {
  readonly spec: {
    readonly limits: readonly {
      readonly type: string;
      readonly min?: Readonly<Record<string, string>>;
      readonly max?: Readonly<Record<string, string>>;
      /** The limits of containers that say none. */
      readonly default?: Readonly<Record<string, string>>;
      readonly defaultRequest?: Readonly<Record<string, string>>;
      /** How many times its request a limit may be. */
      readonly maxLimitRequestRatio?: Readonly<Record<string, string>>;
    }[];
  };
}

/** What keeps pods away from a node that do not tolerate it. */
export interface Taint {
  readonly key: string;
  readonly value?: string;
  readonly effect: string;
}

export interface Node extends KubernetesObject {
  readonly spec: {
    readonly unschedulable?: boolean;
    readonly taints?: readonly Taint[];
  };
  readonly status?: {
    readonly allocatable?: Readonly<Record<string, string>>;
    readonly capacity?: Readonly<Record<string, string>>;
    readonly conditions?: readonly Condition[];
  };
}

export interface StorageClass extends KubernetesObject {
  readonly provisioner: string;
  readonly volumeBindingMode?: 'Immediate' | 'WaitForFirstConsumer';
  readonly allowVolumeExpansion?: boolean;
}

/** What another system defines: its room says what lies within. */
export interface CustomObject extends KubernetesObject {
  readonly spec?: JsonObject;
  readonly status?: JsonObject;
}

export interface VolumeSnapshotClass extends KubernetesObject {
  readonly driver: string;
  readonly deletionPolicy: 'Delete' | 'Retain';
}

export interface Objects extends Record<Resource, KubernetesObject> {
  pods: Pod;
  events: ClusterEvent;
  configmaps: ConfigMap;
  persistentvolumeclaims: PersistentVolumeClaim;
  persistentvolumes: PersistentVolume;
  resourcequotas: ResourceQuota;
  limitranges: LimitRange;
  workflows: CustomObject;
  volumesnapshots: CustomObject;
  nodes: Node;
  namespaces: KubernetesObject;
  storageclasses: StorageClass;
  volumesnapshotclasses: VolumeSnapshotClass;
}
