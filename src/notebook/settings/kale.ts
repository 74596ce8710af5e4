/**
 * The metadata key `kubeflow_notebook` of Kale, all versions, as it stands
 * there. Keys that are not listed are kept in the notebook and not read.
 */
export const KALE_KEY = 'kubeflow_notebook';

export interface KaleSettings {
  readonly pipelineName?: string;
  readonly experimentName?: string;
  /** `id` is `new` for one that is to be made. */
  readonly experiment?: { readonly id?: string; readonly name?: string };
  readonly description?: string;
  /** `docker_image` up to 1.0, `base_image` since 2.0. */
  readonly image?: string;
  readonly volumes?: readonly KaleVolume[];
  readonly volumeAccessMode?: KaleAccessMode;
  readonly storageClassName?: string;
  readonly snapshotVolumes?: boolean;
  readonly autosnapshot?: boolean;
  /** Tags that hold for every step, as text. */
  readonly stepsDefaults?: readonly string[];
  /** `katib_run`, or `katib` in 0.5: a tuning study was wanted. */
  readonly katibRun?: boolean;
  readonly katib?: KatibSettings;
  readonly enableCaching?: boolean;
  readonly securityContext?: KaleSecurityContext;
  readonly outputPath?: string;
  readonly timeout?: number;
  readonly marshalVolume?: boolean;
  readonly marshalPath?: string;
  readonly workingDirectory?: string;
  readonly host?: string;
}

export const KALE_VOLUME_TYPES = [
  'pv',
  'pvc',
  'new_pvc',
  'clone',
  'snap'
] as const;

export const KALE_ACCESS_MODES = ['rom', 'rwo', 'rwm'] as const;

export type KaleAccessMode = (typeof KALE_ACCESS_MODES)[number];

export interface KaleVolume {
  readonly type: (typeof KALE_VOLUME_TYPES)[number];
  readonly name: string;
  readonly mountPoint: string;
  readonly size?: number;
  /** Unit of `size`: `Gi`, `Mi`, `Ki` or none. */
  readonly sizeType?: string;
  readonly annotations?: { readonly [key: string]: string };
  readonly snapshot?: boolean;
  readonly snapshotName?: string;
  readonly storageClassName?: string;
  readonly accessMode?: KaleAccessMode;
  readonly exposeAsEnvVar?: boolean;
}

export interface KaleSecurityContext {
  readonly enabled?: boolean;
  readonly runAsUser?: number;
  readonly runAsGroup?: number;
  readonly runAsNonRoot?: boolean;
}

/** A tuning study, with Katib's words. */
export interface KatibSettings {
  readonly parameters: readonly KatibParameter[];
  readonly objective?: KatibObjective;
  readonly algorithm?: KatibAlgorithm;
  readonly maxTrialCount?: number;
  readonly maxFailedTrialCount?: number;
  readonly parallelTrialCount?: number;
}

export interface KatibParameter {
  readonly name: string;
  readonly parameterType: 'double' | 'int' | 'categorical' | 'discrete';
  /** Numbers are texts here, as Katib has them. */
  readonly feasibleSpace: {
    readonly min?: string;
    readonly max?: string;
    readonly step?: string;
    readonly list?: readonly string[];
  };
}

export interface KatibObjective {
  readonly type?: 'minimize' | 'maximize';
  readonly goal?: number;
  readonly objectiveMetricName?: string;
  readonly additionalMetricNames?: readonly string[];
}

export interface KatibAlgorithm {
  readonly algorithmName?: string;
  readonly algorithmSettings?: { readonly [name: string]: string };
}
