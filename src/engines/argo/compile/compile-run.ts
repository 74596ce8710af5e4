import type { NotebookDocument } from '../../../notebook/document';
import type { NotebookSettings } from '../../../notebook/settings';
import type { Pipeline } from '../../../pipeline/model';
import type { StepResult } from '../../../runs/step-result';
import type { ProjectFile } from '../../pods/project-files';
import { importsAhead } from '../../pods/imports-ahead';
import { planRun } from '../../pods/plan-run';
import type { Selection } from '../../engine';
import type { KeepTerms } from '../../pods/keep-terms';
import type { DataPlace } from '../../pods/storage/bucket';
import { selectSteps } from '../../selection';
import type { ArgoOptions } from '../options';
import { dataPlace, keepsResults } from '../storage';
import { runClaim, type Claim } from './claims';
import { codeMaps, type ConfigMap } from './code-maps';
import { bindVolumes } from './volumes';
import { compileWorkflow, type Workflow } from './workflow';

/** A run that is to be made on a cluster. */
export interface ClusterRun {
  /** A part of the names of all its objects: lower-case letters, digits and `-`, 40 at most. */
  readonly id: string;
  readonly notebook: NotebookDocument;
  readonly settings: NotebookSettings;
  readonly pipeline: Pipeline;
  /** Values that differ from their default, as Python literals. */
  readonly parameters: Readonly<Record<string, string>>;
  /** Which steps are executed whatever the cache has. */
  readonly selection?: Selection;
  readonly keepGoing?: boolean;
  readonly workers?: number;
  /** How long steps took last time, in seconds, by their ids; each has a pod of its own if absent. */
  readonly seconds?: ReadonlyMap<string, number>;
  /** What steps find in the folder in which they run. */
  readonly files?: readonly ProjectFile[];
  /** Its objects are to need nothing of other runs: the runner is among them. */
  readonly standsAlone?: boolean;
  /** Counts the workflows of the run, from 1: a run that is resumed gets another one. */
  readonly attempt?: number;
  /** Those of the steps that are to run, by their ids; all if absent. */
  readonly steps?: ReadonlySet<string>;
  /** What steps have left that do not run. */
  readonly results?: readonly StepResult[];
}

/** The objects of a run. */
export interface RunObjects {
  /** What the workflow needs, which has to be there before. */
  readonly parts: readonly (ConfigMap | Claim)[];
  /** Where the steps store what they hand on. */
  readonly data: DataPlace;
  readonly workflow: Workflow;
}

/**
 * Writes a run as objects of Kubernetes.
 *
 * @param runner - the bytes of its program
 */
export function compileRun(
  run: ClusterRun,
  runner: Uint8Array,
  options: ArgoOptions
): RunObjects {
  const { id, notebook, pipeline, settings, keepGoing = false, workers } = run;
  const { files = [], standsAlone = false, attempt = 1 } = run;
  const { namespace, storage } = options;
  const code = codeMaps(
    {
      plan: {
        ...planRun({ ...run, keeps: keepTerms(run, options) }),
        ...(run.seconds && { ahead: importsAhead(pipeline, notebook.cells) })
      },
      files,
      runner,
      isShared: !standsAlone
    },
    namespace
  );
  const volumes = bindVolumes(id, settings.volumes ?? [], namespace);
  const data = dataPlace(id, options);
  const isOfRun = !keepsResults(options);
  return {
    parts: [
      ...code.maps,
      ...('claim' in data && isOfRun
        ? [runClaim(id, { ...storage, name: data.claim }, namespace)]
        : []),
      ...volumes.flatMap(each => each.claim ?? [])
    ],
    data,
    workflow: compileWorkflow({
      run: id,
      settings,
      name: workflowName(id, attempt),
      steps: pipeline.steps,
      isWanted: step => run.steps?.has(step) ?? true,
      keepGoing,
      workers,
      seconds: run.seconds ?? new Map(),
      code: code.volume,
      data,
      volumes,
      options
    })
  };
}

/** @returns undefined where what a run leaves goes with it */
function keepTerms(
  { settings, selection, pipeline }: ClusterRun,
  { image, made }: ArgoOptions
): KeepTerms | undefined {
  const { executed } = selectSteps(pipeline.steps, selection ?? {});
  return (
    made && {
      runner: made.runner,
      image,
      volumes: (settings.volumes ?? []).map(each => each.path),
      isExecuted: step => executed.has(step)
    }
  );
}

/** @param attempt - from 1 */
export function workflowName(run: string, attempt: number): string {
  return attempt === 1 ? `cellway-${run}` : `cellway-${run}-${attempt}`;
}
