/** Notebooks compiled for Kubeflow, as tests look at them. */
import { gunzipSync } from 'node:zlib';
import { CellAnalyser } from '../../../analysis/cell-code';
import { loadParser } from '../../../analysis/syntax/__tests__/load-parser';
import { NotebookDocument } from '../../../notebook/document';
import { buildPipeline } from '../../../pipeline/build';
import type { RunPlan } from '../../pods/run-plan';
import { checkForKubeflow } from '../check';
import {
  compilePipeline,
  type CompiledPipeline,
  type KubeflowRun
} from '../compile/compile-pipeline';
import { checkVersion } from '../compile/needed-version';
import { checkSize } from '../compile/size';
import { kubeflowOptions } from '../options';

/** What stands in for the program that runs tasks. */
export const RUNNER = Buffer.from('the runner');

export interface Compiled extends CompiledPipeline {
  /** What the code says. */
  readonly code: {
    readonly plan: RunPlan;
    readonly task: {
      readonly parameters: Readonly<Record<string, string>>;
      readonly metrics: readonly object[];
    };
  };
  /** The codes of what is told. */
  readonly told: readonly string[];
  readonly messages: readonly string[];
  /** Whether it was told that a server may refuse it. */
  readonly mayBeRefused: boolean;
}

let parser: ReturnType<typeof loadParser> | undefined;

/** @param options - as in a file of options */
export async function compiled(
  text: string,
  options: object = {},
  changes: Partial<KubeflowRun> & { readonly runner?: Uint8Array } = {}
): Promise<Compiled> {
  parser ??= loadParser();
  const notebook = NotebookDocument.parse(text);
  const { tagged, pipeline } = buildPipeline(
    notebook,
    new CellAnalyser(await parser)
  );
  const { settings } = tagged;
  const chosen = kubeflowOptions.parse(options);
  const { runner = RUNNER, ...run } = changes;
  const made = compilePipeline(
    {
      title: 'some',
      notebook,
      settings,
      pipeline,
      parameters: {},
      files: [],
      ...run
    },
    runner,
    chosen
  );
  const told = [
    ...checkForKubeflow(pipeline, settings),
    ...checkSize(made),
    ...checkVersion(settings, chosen)
  ];
  return {
    ...made,
    code: { plan: unpack(made, 'plan'), task: unpack(made, 'task') },
    told: told.map(each => each.code),
    messages: told.map(each => each.message),
    mayBeRefused:
      told.some(each => each.severity === 'error') ||
      tagged.problems.some(each => each.code === 'setting-value')
  };
}

/** The arguments of the tasks that bring the code, by pairs: names, and contents in Base64. */
export function codeFiles({ pipeline }: CompiledPipeline): [string, string][] {
  return Object.values(pipeline.deploymentSpec.executors).flatMap(
    ({ container: { args = [] } }) =>
      args[0] === '-c'
        ? args
            .slice(4)
            .flatMap((name, i, all): [string, string][] =>
              i % 2 === 0 ? [[name, all[i + 1]]] : []
            )
        : []
  );
}

/**
 * Components that Kubeflow would take for another: its server keeps what they
 * look like by their containers, of those with the same container once.
 */
export function confusedComponents({ pipeline }: CompiledPipeline): string[] {
  const kept = new Map<string, string>();
  return Object.entries(pipeline.components).flatMap(
    ([name, { executorLabel, ...component }]) => {
      const { container } = pipeline.deploymentSpec.executors[executorLabel];
      const key = JSON.stringify(container);
      const own = JSON.stringify(component);
      const known = kept.get(key) ?? own;
      kept.set(key, known);
      return known === own ? [] : [name];
    }
  );
}

function unpack<T>(made: CompiledPipeline, name: string): T {
  const parts = codeFiles(made)
    .filter(([file]) => file.startsWith(`${name}.`))
    .sort(([one], [two]) => (one < two ? -1 : 1));
  const packed = parts.map(([, content]) => Buffer.from(content, 'base64'));
  return JSON.parse(gunzipSync(Buffer.concat(packed)).toString());
}
