import type { KubernetesClient } from '../../../kubernetes/client/kubernetes-client';
import type { Placement } from '../placement';
import type { SharedProgram } from '../shared-program';
import type { DataPlace } from '../storage/bucket';

/** How what a run has left is reached: a short pod reads it, and its log brings what it reads. */
export interface DataAccess {
  readonly client: KubernetesClient;
  readonly namespace: string;
  /** Its id; '' where it is about what all runs have left. */
  readonly run: string;
  /** Where the steps have stored it. */
  readonly data: DataPlace;
  /** What everything bears that belongs to the run. */
  readonly labels: Readonly<Record<string, string>>;
  /** The ConfigMap that holds the runner of this Cellway, `runner.pyz`: it is made where it is not there. */
  readonly program: SharedProgram;
  readonly options: ReaderOptions;
  /** With what the pod goes that nobody has removed: the workflow of the run. */
  readonly owner?: Owner;
}

export interface Owner {
  readonly apiVersion: string;
  readonly kind: string;
  readonly name: string;
  readonly uid: string;
}

/** How the pod is to be made: as those of steps. */
export interface ReaderOptions extends Placement {
  readonly image: string;
  readonly imagePullPolicy?: 'Always' | 'IfNotPresent' | 'Never';
  /** As which user it runs: that of the steps. */
  readonly user: number;
  readonly priorityClass?: string;
}
