import { readFile } from 'node:fs/promises';
import { dirname } from 'node:path';
import { NotebookDocument } from '../../../notebook/document';
import { readTaggedCells } from '../../../notebook/tagged-cells';
import { collectProject } from '../../pods/project-files';
import type { RunRequest } from '../../engine';
import { EngineError } from '../../engine-error';
import { selectSteps } from '../../selection';
import {
  compileRun,
  type ClusterRun,
  type RunObjects
} from '../compile/compile-run';
import type { ArgoOptions } from '../options';
import { keepsResults } from '../storage';

/** What can be part of the names of a run's objects. */
const NAME = /^[a-z0-9]([-a-z0-9]{0,38}[a-z0-9])?$/;

/** What may be otherwise than at the first attempt. */
export type Attempt = Pick<
  ClusterRun,
  'attempt' | 'standsAlone' | 'results' | 'seconds'
> & {
  /** Whether a step has been done before, by its id. */
  readonly isDone?: (step: string) => boolean;
};

/**
 * Writes a run as objects, with the files of the notebook's folder as they are now.
 *
 * @param runner - the path of its program
 * @throws EngineError `invalid-run`
 */
export async function compileRequest(
  run: RunRequest,
  runner: string,
  options: ArgoOptions,
  { isDone = () => false, ...attempt }: Attempt = {}
): Promise<RunObjects> {
  const { id, pipeline, parameters, keepGoing, workers } = run;
  checkRequest(run, options);
  const notebook = NotebookDocument.parse(run.notebook.text);
  const { files } = await collectProject(dirname(run.notebook.path));
  return compileRun(
    {
      id,
      notebook,
      settings: readTaggedCells(notebook).settings,
      pipeline,
      parameters,
      selection: run.selection,
      keepGoing,
      workers,
      files,
      steps: new Set(wantedSteps(run).filter(each => !isDone(each))),
      ...attempt
    },
    await readFile(runner),
    options
  );
}

/** The ids of the steps that are not to be skipped. */
export function wantedSteps({
  pipeline,
  selection = {}
}: RunRequest): readonly string[] {
  return [...selectSteps(pipeline.steps, selection).wanted];
}

/**
 * Refuses what cannot be had on a cluster.
 *
 * @throws EngineError `invalid-run`, `input-not-there`
 */
export function checkRequest(run: RunRequest, options: ArgoOptions): void {
  const { id, selection = {} } = run;
  if (!NAME.test(id)) {
    throw new EngineError(
      'invalid-run',
      `'${id}' cannot be the id of a run on a cluster`,
      'Use at most 40 lower-case letters, digits and hyphens.'
    );
  }
  if (
    selection.only !== undefined &&
    !selection.noCache &&
    !keepsResults(options) &&
    wantedSteps(run).length > 1
  ) {
    throw new EngineError(
      'input-not-there',
      `Step '${selection.only}' cannot run alone on the cluster: what it needs was left on the claim of another run, which goes with that`,
      `Run up to '${selection.only}' instead, or have results stored where they outlive runs: on a claim that is named, or in a bucket.`,
      { step: selection.only }
    );
  }
}
