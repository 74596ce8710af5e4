import { resolve } from 'node:path';
import { compileRequest } from '../../engines/kubeflow/compile-request';
import { kubeflowOptions } from '../../engines/kubeflow/options';
import { writeFile } from '../../engines/kubeflow/write-file';
import { buildPipeline } from '../../pipeline/build';
import { readOptionsFile } from '../cluster-options';
import { CallError } from '../command';
import { readAllParameters } from '../run/parameters-from';
import { TASK_RUNNER } from '../runner-path';
import type { CompileCall, Compiled } from './call';

/** @throws CallError for wrong options */
export async function compileToKubeflow(call: CompileCall): Promise<Compiled> {
  const { path, notebook, analyser, options } = call;
  const { namespace, image, options: file } = options;
  if (namespace !== undefined) {
    throw new CallError(
      "--namespace is for '--engine argo': with Kubeflow, whoever submits the pipeline says where it runs."
    );
  }
  const { pipeline, diagnostics } = buildPipeline(notebook, analyser);
  const chosen = await readOptionsFile(kubeflowOptions, file);
  const compiled = await compileRequest(
    {
      path: resolve(path),
      notebook,
      pipeline,
      parameters: await readAllParameters(options, pipeline.parameters)
    },
    TASK_RUNNER,
    { ...chosen, ...(image !== undefined && { image }) }
  );
  const all = [...diagnostics, ...compiled.diagnostics];
  return all.some(each => each.severity === 'error')
    ? { diagnostics: all }
    : { text: writeFile(compiled), diagnostics: all };
}
