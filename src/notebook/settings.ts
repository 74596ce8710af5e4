/**
 * What a person can set for a step and for a notebook. It is stored under the
 * key `cellway` in the metadata of the step's first cell and of the notebook,
 * in this shape, beside `version`.
 */

/** The key of ours in the metadata of cells and of the notebook. */
export const CELLWAY_KEY = 'cellway';

/** The version of the shape that this code writes. */
export const SETTINGS_VERSION = 1;

/** Everything is optional: absent means the default of notebook or engine. */
export interface StepSettings {
  /** Steps to wait for, beside those whose data is read. */
  readonly after?: readonly string[];
  /** Variables that later steps do not get, neither from it nor from a step above it. */
  readonly exclude?: readonly string[];
  readonly resources?: Resources;
  /** Reference of a container image; local runs do not use it. */
  readonly image?: string;
  readonly environment?: Texts;
  readonly secrets?: readonly SecretVariable[];
  /** Names of the notebook's volumes to mount; absent means all of them. */
  readonly volumes?: readonly string[];
  readonly retry?: Retry;
  /** In seconds. */
  readonly timeout?: number;
  readonly cache?: Switch;
  /** Whether the step's outputs are kept as a report on Kubeflow. */
  readonly report?: Switch;
  /** Labels that a node has to have; local runs do not use them. */
  readonly nodeSelector?: Texts;
  readonly labels?: Texts;
  readonly annotations?: Texts;
}

export type Switch = 'enabled' | 'disabled';

export interface Texts {
  readonly [key: string]: string;
}

/** Amounts as Kubernetes writes them: `500m`, `4Gi`. */
export interface Resources {
  readonly cpu?: string;
  readonly memory?: string;
  readonly gpu?: Gpu;
  /** How much of the memory processes can share in /dev/shm. */
  readonly sharedMemory?: string;
  /** Limits of all other resources by their full name. */
  readonly limits?: Texts;
}

export interface Gpu {
  /** The domain of the resource: `nvidia.com` asks for `nvidia.com/gpu`. */
  readonly vendor: string;
  readonly count: number;
  /** The name of the resource in that domain: `mig-1g.5gb`; whole GPUs if absent. */
  readonly kind?: string;
  /** Of no other product, as labels of nodes have it: `NVIDIA-A100-SXM4-40GB`. */
  readonly product?: string;
}

/** An environment variable that holds one key of a Kubernetes Secret. */
export interface SecretVariable {
  readonly secret: string;
  readonly key: string;
  readonly env: string;
}

export interface Retry {
  /** How many more times a failed step is tried. */
  readonly limit: number;
  /** Before each further try, in seconds. */
  readonly delay?: number;
}

export interface NotebookSettings {
  /** Name of the pipeline. */
  readonly name?: string;
  readonly description?: string;
  /** What runs are grouped under on Kubeflow. */
  readonly experiment?: string;
  /** For every step that does not say otherwise. */
  readonly defaults?: StepSettings;
  readonly volumes?: readonly VolumeSettings[];
  /** Name of the engine to run on. */
  readonly engine?: string;
}

export interface VolumeSettings {
  readonly name: string;
  /** Where the steps find it. */
  readonly path: string;
  /** What it is on a cluster; absent means made anew for each run. */
  readonly source?: VolumeSource;
  /** `10Gi` */
  readonly size?: string;
  readonly storageClass?: string;
  readonly accessMode?: AccessMode;
  readonly annotations?: Texts;
  /** Take a snapshot of it after each run. */
  readonly snapshot?: boolean;
  /** Environment variable that holds the path. */
  readonly env?: string;
  /** The folder in it that steps see; all of it if absent. */
  readonly subPath?: string;
  /** Steps can only read it. */
  readonly readOnly?: boolean;
  /** Names of the steps that have it; all that do not say otherwise if absent. */
  readonly steps?: readonly string[];
}

/** `name` is that of the claim, PersistentVolume or snapshot. */
export type VolumeSource =
  | { readonly kind: 'new' }
  | {
      readonly kind: 'claim' | 'volume' | 'clone' | 'snapshot';
      readonly name: string;
    };

export const ACCESS_MODES = [
  'ReadWriteOnce',
  'ReadOnlyMany',
  'ReadWriteMany',
  'ReadWriteOncePod'
] as const;

export type AccessMode = (typeof ACCESS_MODES)[number];
