import { readFile } from 'node:fs/promises';
import { basename, dirname } from 'node:path';
import type { NotebookDocument } from '../../notebook/document';
import { readTaggedCells } from '../../notebook/tagged-cells';
import type { Diagnostic } from '../../pipeline/diagnostic';
import type { Pipeline } from '../../pipeline/model';
import type { Selection } from '../engine';
import { collectProject } from '../pods/project-files';
import { checkForKubeflow } from './check';
import {
  compilePipeline,
  type CompiledPipeline
} from './compile/compile-pipeline';
import { checkSize, fittingFiles } from './compile/size';
import { checkVersion } from './compile/needed-version';
import type { KubeflowOptions } from './options';

/** A notebook and what is asked of it. */
export interface PipelineRequest {
  /** Absolute. */
  readonly path: string;
  readonly notebook: NotebookDocument;
  readonly pipeline: Pipeline;
  readonly parameters: Readonly<Record<string, string>>;
  readonly selection?: Selection;
}

/** A pipeline, and what is to be told of it. */
export interface CheckedPipeline extends CompiledPipeline {
  readonly diagnostics: readonly Diagnostic[];
}

/**
 * Writes a notebook as a pipeline, with the files of its folder as they are now.
 *
 * @param runner - the path of the program that runs tasks
 */
export async function compileRequest(
  request: PipelineRequest,
  runner: string,
  options: KubeflowOptions
): Promise<CheckedPipeline> {
  const { path, notebook, pipeline, parameters, selection } = request;
  const { settings } = readTaggedCells(notebook);
  const project = fittingFiles(await collectProject(dirname(path)));
  const compiled = compilePipeline(
    {
      title: basename(path, '.ipynb'),
      notebook,
      settings,
      pipeline,
      parameters,
      selection,
      files: project.files
    },
    await readFile(runner),
    options
  );
  return {
    ...compiled,
    diagnostics: [
      ...checkForKubeflow(pipeline, settings),
      ...project.diagnostics,
      ...checkSize(compiled),
      ...checkVersion(settings, options)
    ]
  };
}
