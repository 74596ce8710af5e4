import { readFile } from 'node:fs/promises';
import { dirname, resolve } from 'node:path';
import { checkForArgo } from '../../engines/argo/check';
import { compileRun } from '../../engines/argo/compile/compile-run';
import { writeYaml } from '../../engines/pods/write-yaml';
import { collectProject } from '../../engines/pods/project-files';
import { checkProject } from '../../engines/pods/check-project';
import { buildPipeline } from '../../pipeline/build';
import { newRunId } from '../../runs/run-id';
import { readClusterOptions } from '../cluster-options';
import { readAllParameters } from '../run/parameters-from';
import { RUNNER } from '../runner-path';
import type { CompileCall, Compiled } from './call';

/** @throws CallError for wrong options */
export async function compileToArgo(call: CompileCall): Promise<Compiled> {
  const { path, notebook, analyser, options } = call;
  const { tagged, pipeline, diagnostics } = buildPipeline(notebook, analyser);
  const { parameter, 'parameters-from': from, ...words } = options;
  const parameters = await readAllParameters(
    { parameter, 'parameters-from': from },
    pipeline.parameters
  );
  const chosen = await readClusterOptions(words);
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
