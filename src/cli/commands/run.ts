import { readFile } from 'node:fs/promises';
import { resolve } from 'node:path';
import { DEFAULT_ENGINE } from '../../engines/engines';
import type { NotebookDocument } from '../../notebook/document';
import { buildPipeline } from '../../pipeline/build';
import type { Diagnostic } from '../../pipeline/diagnostic';
import { newRunId } from '../../runs/run-id';
import { RunStore } from '../../runs/run-store';
import { createAnalyser } from '../analyser';
import { CLUSTER_ARGUMENTS } from '../cluster-options';
import { CallError, readArguments, type Command } from '../command';
import { describeDiagnostic } from '../describe-pipeline';
import { readNotebook } from '../notebook-file';
import { withEngines } from '../engines';
import { explained } from '../explained';
import { readEngineOptions } from '../run/engine-options';
import { followToEnd } from '../run/follow-to-end';
import { checkOutputPath, writeOutput } from '../run/output-path';
import { PARAMETER_ARGUMENTS, readAllParameters } from '../run/parameters-from';
import { readSelection } from '../run/read-selection';

export const run: Command = {
  summary: 'run a notebook here or on a cluster, each step by itself',
  usage: `Usage: cellway run NOTEBOOK [-p NAME=VALUE]… [OPTION]…

Runs the steps of a notebook, with the same result as Run All; those of which
nothing has changed come from the cache. The notebook itself is never written:
its outputs go into a copy.

  -p, --parameter NAME=VALUE  give a parameter another value; text as it is,
                              all else as in Python: -p n=3 -p 'sizes=[1, 2]'
      --parameters-from FILE  give parameters the values that a pipeline has,
                              compiled for Kubeflow; -p goes over them
      --from STEP             execute this step and all that depend on it, even
                              if nothing has changed
      --only STEP             execute this step alone, with what the steps that
                              it needs have left before, which must be there;
                              the other steps are skipped
      --to STEP               run this step and what it needs, as the cache
                              allows; the other steps are skipped
      --no-cache              execute every step, even if nothing has changed
      --output FILE           write the executed notebook there, too
      --keep-going            after a failure, run the steps that do not depend
                              on it; else nothing below it runs, as in Run All
      --workers N             run at most N steps at once; as many as this
                              machine has processors by default. A step that
                              asks for more of them (resources.cpu) counts so
      --force                 run even while another run of this notebook runs;
                              both may write the same files
      --json                  print one event a line

On a cluster, with Argo Workflows, each step in a pod of its own (docs/argo.md):
      --engine argo           run it there; Ctrl-C cancels the run, and if this
                              program ends otherwise, the run goes on
      --context NAME          by this context of the kubeconfig; by the current
                              one if absent, with what it logs in by
      --namespace NAME        where the run is made; that of the context if absent
      --image IMAGE           what steps run in that name no image
      --options FILE          how the cluster is used, as YAML

With Kubeflow Pipelines (docs/kubeflow.md):
      --engine kubeflow       run it there; as with Argo
      --host ADDRESS          where its API is; that of KF_PIPELINES_ENDPOINT or,
                              in a cluster, the usual one if absent
      --context NAME          the context of the cluster below it, for what steps
                              print; without, only their states are known
      --namespace NAME        yours, where everybody has one
      --image, --options      as above

Exit code: 0 done, 1 the run failed, 2 the notebook or the call is wrong.`,

  async run(args) {
    const { values, positionals } = readArguments(args, {
      ...PARAMETER_ARGUMENTS,
      from: { type: 'string' },
      only: { type: 'string' },
      to: { type: 'string' },
      'no-cache': { type: 'boolean' },
      output: { type: 'string' },
      'keep-going': { type: 'boolean' },
      workers: { type: 'string' },
      force: { type: 'boolean' },
      json: { type: 'boolean' },
      engine: { type: 'string', default: DEFAULT_ENGINE },
      host: { type: 'string' },
      ...CLUSTER_ARGUMENTS
    });
    const [path, ...others] = positionals;
    if (path === undefined || others.length > 0) {
      throw new CallError("Name one notebook: 'cellway run NOTEBOOK'.");
    }
    const notebook = await readNotebook(path);
    const { pipeline, diagnostics } = buildPipeline(
      notebook,
      await createAnalyser()
    );
    const parameters = await readAllParameters(values, pipeline.parameters);
    const selection = readSelection(values, pipeline.steps);
    const output =
      values.output === undefined
        ? undefined
        : await checkOutputPath(values.output, path);
    const workers = readWorkers(values.workers);
    const { host, context, namespace, image, options: file } = values;
    const words = { host, context, namespace, image, options: file };
    const options = await readEngineOptions(values.engine, words);
    return withEngines(async engines => {
      const engine = await explained(() => engines.of(values.engine));
      const submitted = { path: resolve(path), text: notebook.text };
      const all = [
        ...diagnostics,
        ...(await engine.check({ pipeline, notebook: submitted, options }))
      ];
      if (tellDiagnostics(path, all, notebook)) {
        return 2;
      }
      const handle = await explained(
        () =>
          engine.submit({
            id: newRunId(),
            notebook: submitted,
            pipeline,
            parameters,
            keepGoing: values['keep-going'],
            force: values.force,
            selection,
            // Elsewhere nobody else says how many there are.
            ...(engine.name !== DEFAULT_ENGINE && { workers, options })
          }),
        {
          'run-is-active': ({ run }) =>
            `Wait for its end, or end it: 'cellway runs cancel ${run}'. With '--force' both run, and may spoil the files that they write.`
        }
      );
      const status = await followToEnd(engine, handle, values.json);
      if (output !== undefined) {
        const { executed } = new RunStore(handle.place).run(handle.id);
        await writeOutput(output, await readFile(executed, 'utf8'));
      }
      return status === 'succeeded' ? 0 : 1;
    }, workers);
  }
};

/** @throws CallError */
function readWorkers(text: string | undefined): number | undefined {
  if (text !== undefined && !/^[1-9]\d{0,3}$/.test(text)) {
    throw new CallError(`--workers takes a number from 1, not '${text}'.`);
  }
  return text === undefined ? undefined : Number(text);
}

/** @returns whether the notebook cannot be run */
function tellDiagnostics(
  path: string,
  diagnostics: readonly Diagnostic[],
  notebook: NotebookDocument
): boolean {
  for (const each of diagnostics) {
    if (each.severity !== 'info') {
      console.error(`${path}: ${describeDiagnostic(each, notebook)}`);
    }
  }
  return diagnostics.some(each => each.severity === 'error');
}
