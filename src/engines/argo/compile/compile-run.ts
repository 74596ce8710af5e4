import type { NotebookDocument } from '../../../notebook/document';
import type { NotebookSettings } from '../../../notebook/settings';
import type { Pipeline } from '../../../pipeline/model';
import type { ProjectFile } from '../../pods/project-files';
import { planRun } from '../../pods/plan-run';
import type { ArgoOptions } from '../options';
import { runClaim } from './claims';
import { codeMaps } from './code-maps';
import type { KubernetesObject } from './objects';
import { bindVolumes } from './volumes';
import { compileWorkflow } from './workflow';

/** A run that is to be made on a cluster. */
export interface ClusterRun {
  /** A part of the names of all its objects: lower-case letters, digits and `-`, 40 at most. */
  readonly id: string;
  readonly notebook: NotebookDocument;
  readonly settings: NotebookSettings;
  readonly pipeline: Pipeline;
  /** Values that differ from their default, as Python literals. */
  readonly parameters: Readonly<Record<string, string>>;
  readonly keepGoing?: boolean;
  readonly workers?: number;
  /** What steps find in the folder in which they run. */
  readonly files?: readonly ProjectFile[];
  /** Its objects are to need nothing of other runs: the runner is among them. */
  readonly standsAlone?: boolean;
}

/**
 * The objects of a run, in the order in which they are to be made: the
 * workflow is the last.
 *
 * @param runner - the bytes of its program
 */
export function compileRun(
  run: ClusterRun,
  runner: Uint8Array,
  options: ArgoOptions
): KubernetesObject[] {
  const { id, pipeline, settings, keepGoing = false, workers } = run;
  const { files = [], standsAlone = false } = run;
  const { namespace, storage } = options;
  const code = codeMaps(
    { plan: planRun(run), files, runner, isShared: !standsAlone },
    namespace
  );
  const volumes = bindVolumes(id, settings.volumes ?? [], namespace);
  const data = storage.claim ?? `cellway-${id}-data`;
  return [
    ...code.maps,
    ...(storage.claim === undefined
      ? [runClaim(id, { ...storage, name: data }, namespace)]
      : []),
    ...volumes.flatMap(each => each.claim ?? []),
    compileWorkflow({
      run: id,
      steps: pipeline.steps,
      keepGoing,
      workers,
      code: code.volume,
      data,
      volumes,
      options
    })
  ];
}
