/** Notebooks compiled for Argo, as tests look at them. */
import { CellAnalyser } from '../../../analysis/cell-code';
import { loadParser } from '../../../analysis/syntax/__tests__/load-parser';
import { NotebookDocument } from '../../../notebook/document';
import { buildPipeline } from '../../../pipeline/build';
import { planRun } from '../../pods/plan-run';
import type { ProjectFile } from '../../pods/project-files';
import type { RunPlan } from '../../pods/run-plan';
import { checkForArgo } from '../check';
import { compileRun } from '../compile/compile-run';
import type { KubernetesObject } from '../compile/objects';
import { argoOptions } from '../options';
import { keepsResults } from '../storage';

/** What stands in for the runner's program. */
export const RUNNER = Buffer.from('the runner');

export interface Task {
  readonly name: string;
  readonly template: string;
  readonly dependencies?: readonly string[];
  readonly arguments: { readonly parameters: readonly { value: string }[] };
}

export interface Compiled {
  readonly objects: readonly KubernetesObject[];
  readonly plan: RunPlan;
  readonly tasks: readonly Task[];
  /** The names of the templates of steps. */
  readonly templates: readonly string[];
  /** The size of the workflow in the cluster's store, in bytes. */
  readonly size: number;
  /** The codes of what is told. */
  readonly told: readonly string[];
  readonly messages: readonly string[];
  /** Whether it was told that a cluster may refuse it. */
  readonly mayBeRefused: boolean;
}

let parser: ReturnType<typeof loadParser> | undefined;

/** What may be otherwise of a run than in most tests. */
export interface RunChanges {
  readonly id?: string;
  readonly runner?: Uint8Array;
  readonly files?: readonly ProjectFile[];
  readonly standsAlone?: boolean;
  readonly keepGoing?: boolean;
  /** Whether every step was short when it ran last. */
  readonly wasShort?: boolean;
}

/** @param options - as in a file of options */
export async function compiled(
  text: string,
  options: object = {},
  { id = 'r1', runner = RUNNER, wasShort = false, ...changes }: RunChanges = {}
): Promise<Compiled> {
  parser ??= loadParser();
  const notebook = NotebookDocument.parse(text);
  const analyser = new CellAnalyser(await parser);
  const { tagged, pipeline } = buildPipeline(notebook, analyser);
  const { settings } = tagged;
  const run = {
    id,
    notebook,
    settings,
    pipeline,
    parameters: {},
    ...(wasShort && {
      seconds: new Map(pipeline.steps.map(each => [each.id, 0.1]))
    }),
    ...changes
  };
  const chosen = argoOptions.parse(options);
  const told = checkForArgo(pipeline, settings, keepsResults(chosen));
  const made = compileRun(run, runner, chosen);
  const workflow = JSON.stringify(made.workflow);
  const [dag, ...templates] = JSON.parse(workflow).spec.templates;
  return {
    objects: [...made.parts, made.workflow],
    plan: planRun(run),
    tasks: dag.dag.tasks,
    templates: templates.map((each: { name: string }) => each.name),
    size: Buffer.byteLength(workflow),
    told: told.map(each => each.code),
    messages: told.map(each => each.message),
    mayBeRefused:
      told.some(each => each.severity === 'error') ||
      tagged.problems.some(each => each.code === 'setting-value')
  };
}
