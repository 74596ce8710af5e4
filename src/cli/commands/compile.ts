import { createAnalyser } from '../analyser';
import { CallError, readArguments, type Command } from '../command';
import type { CompileCall, Compiled } from '../compile/call';
import { describeDiagnostic } from '../describe-pipeline';
import { readNotebook } from '../notebook-file';
import { checkOutputPath, writeOutput } from '../run/output-path';
import { PARAMETER_ARGUMENTS } from '../run/parameters-from';

/** What compiles for an engine; loaded when it is asked for. */
const ENGINES: Readonly<
  Record<string, () => Promise<(call: CompileCall) => Promise<Compiled>>>
> = {
  script: async () => (await import('../compile/to-script')).compileToScript,
  argo: async () => (await import('../compile/to-argo')).compileToArgo,
  kubeflow: async () =>
    (await import('../compile/to-kubeflow')).compileToKubeflow
};

export const compile: Command = {
  summary: 'write a notebook as a script, for Argo Workflows or for Kubeflow',
  usage: `Usage: cellway compile NOTEBOOK --engine ENGINE [-o FILE] [OPTION]…

With '--engine script', writes the code of a notebook as one plain Python
script, in the notebook's order: run in its folder, it gives what Run All
gives, and needs nothing of Cellway. Parameters become options of its command
line, text cells comments.

With '--engine argo', writes a run of the notebook as objects of Kubernetes in
YAML, for 'kubectl create -f': a workflow for Argo Workflows with one pod a
step, the code of the cells, and the claims for results and new volumes.

With '--engine kubeflow', writes it as a pipeline for Kubeflow Pipelines 2.5 or
newer, in one file that its pages and its SDK take: with one task a step, typed
inputs for the parameters, and the code of the cells (docs/kubeflow.md).

      --engine ENGINE  script, argo or kubeflow
  -o, --output FILE    write it there, not to the standard output (-)

For argo and kubeflow:
  -p, --parameter NAME=VALUE  give a parameter another value
      --parameters-from FILE  give parameters the values that a pipeline has,
                              compiled for Kubeflow; -p goes over them
      --namespace NAME        where the objects are to be made; not for kubeflow
      --image IMAGE           what steps run in that name no image
      --options FILE          how the cluster is used, as YAML: docs/argo.md,
                              docs/kubeflow.md

Exit code: 0, or 2 if the notebook does something that the engine cannot.`,

  async run(args) {
    const { values, positionals } = readArguments(args, {
      engine: { type: 'string' },
      output: { type: 'string', short: 'o' },
      ...PARAMETER_ARGUMENTS,
      namespace: { type: 'string' },
      image: { type: 'string' },
      options: { type: 'string' }
    });
    const [path, ...others] = positionals;
    if (path === undefined || others.length > 0) {
      throw new CallError(
        "Name one notebook: 'cellway compile NOTEBOOK --engine script'."
      );
    }
    const { engine, output: file, ...options } = values;
    const compileFor = await findEngine(engine);
    const notebook = await readNotebook(path);
    const output =
      file === undefined || file === '-'
        ? undefined
        : await checkOutputPath(file, path);
    const analyser = await createAnalyser();
    const { text, diagnostics } = await compileFor({
      path,
      notebook,
      analyser,
      options
    });
    for (const each of diagnostics) {
      // As of a run: what makes no difference is not told where all went well.
      if (text === undefined || each.severity !== 'info') {
        console.error(`${path}: ${describeDiagnostic(each, notebook)}`);
      }
    }
    if (text === undefined) {
      return 2;
    }
    if (output === undefined) {
      process.stdout.write(text);
    } else {
      await writeOutput(output, text);
    }
    return 0;
  }
};

/** @throws CallError */
async function findEngine(
  engine: string | undefined
): Promise<(call: CompileCall) => Promise<Compiled>> {
  if (engine === undefined) {
    throw new CallError(
      "Say what to compile for: '--engine script', '--engine argo' or '--engine kubeflow'."
    );
  }
  if (!Object.hasOwn(ENGINES, engine)) {
    throw new CallError(
      `--engine ${engine}: There is no such engine. Try '--engine script', '--engine argo' or '--engine kubeflow'.`
    );
  }
  return ENGINES[engine]();
}
