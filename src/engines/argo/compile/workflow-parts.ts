import type { NotebookSettings } from '../../../notebook/settings';
import type { Step } from '../../../pipeline/model';
import type { DataPlace } from '../../pods/storage/bucket';
import type { ArgoOptions } from '../options';
import type { CodeVolume } from './code-maps';
import type { BoundVolume } from './volumes';

/** What a workflow is made of. */
export interface WorkflowParts {
  readonly run: string;
  readonly settings: NotebookSettings;
  readonly name: string;
  /** All of the pipeline. */
  readonly steps: readonly Step[];
  /** Whether a step is to run, by its id: what others need of the rest is there. */
  isWanted(step: string): boolean;
  readonly keepGoing: boolean;
  readonly workers?: number;
  /** How long steps took last time, in seconds, by their ids: short ones share pods. */
  readonly seconds: ReadonlyMap<string, number>;
  readonly code: CodeVolume;
  readonly data: DataPlace;
  readonly volumes: readonly BoundVolume[];
  readonly options: ArgoOptions;
}
