import { readFile } from 'node:fs/promises';
import { dirname, resolve } from 'node:path';
import { load, YAMLException } from 'js-yaml';
import * as z from 'zod';
import { checkForArgo } from '../../engines/argo/check';
import { compileRun } from '../../engines/argo/compile/compile-run';
import { argoOptions, type ArgoOptions } from '../../engines/argo/options';
import { writeYaml } from '../../engines/argo/write-yaml';
import { collectProject } from '../../engines/pods/project-files';
import { checkProject } from '../../engines/pods/check-project';
import { buildPipeline } from '../../pipeline/build';
import { newRunId } from '../../runs/run-id';
import { CallError } from '../command';
import { readParameters } from '../run/read-parameters';
import { RUNNER } from '../runner-path';
import type { CompileCall, Compiled, CompileOptions } from './call';

/** @throws CallError for wrong options */
export async function compileToArgo(call: CompileCall): Promise<Compiled> {
  const { path, notebook, analyser, options } = call;
  const { tagged, pipeline, diagnostics } = buildPipeline(notebook, analyser);
  const { parameter = [] } = options;
  const parameters = readParameters(parameter, pipeline.parameters);
  const chosen = await readOptions(options);
  const project = await collectProject(dirname(resolve(path)));
  const all = [
    ...diagnostics,
    ...checkForArgo(pipeline, tagged.settings),
    ...checkProject(project)
  ];
  if (all.some(each => each.severity === 'error')) {
    return { diagnostics: all };
  }
  const { parts, workflow } = compileRun(
    {
      id: newRunId(),
      notebook,
      settings: tagged.settings,
      pipeline,
      parameters,
      files: project.files,
      standsAlone: true
    },
    await readFile(RUNNER),
    chosen
  );
  const text = writeYaml([...parts, workflow]);
  return { text, diagnostics: all };
}

/** The options of the file, and those of the call over them. */
async function readOptions({
  options: file,
  namespace,
  image
}: CompileOptions): Promise<ArgoOptions> {
  const given: unknown = file === undefined ? {} : await readYaml(file);
  const read = argoOptions.safeParse(given);
  if (!read.success) {
    throw new CallError(`--options ${file}: ${z.prettifyError(read.error)}`);
  }
  return {
    ...read.data,
    ...(namespace !== undefined && { namespace }),
    ...(image !== undefined && { image })
  };
}

async function readYaml(path: string): Promise<unknown> {
  let text: string;
  try {
    text = await readFile(path, 'utf8');
  } catch {
    throw new CallError(`--options ${path}: This file cannot be read.`);
  }
  try {
    return load(text) ?? {};
  } catch (error) {
    if (error instanceof YAMLException) {
      throw new CallError(`--options ${path}: ${error.message}`);
    }
    throw error;
  }
}
