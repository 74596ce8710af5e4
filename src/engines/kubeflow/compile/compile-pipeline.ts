import { createHash } from 'node:crypto';
import type { NotebookDocument } from '../../../notebook/document';
import type { NotebookSettings } from '../../../notebook/settings';
import { volumesOfStep } from '../../../notebook/settings/volumes-of-step';
import type { Pipeline, Step } from '../../../pipeline/model';
import type { Selection } from '../../engine';
import { slug, uniqueNames } from '../../pods/names';
import { planRun } from '../../pods/plan-run';
import type { ProjectFile } from '../../pods/project-files';
import type { RunPlan } from '../../pods/run-plan';
import { selectSteps } from '../../selection';
import type { KubeflowOptions } from '../options';
import { codeParts } from './code-parts';
import { CODE_COMPONENT, codeContainer } from './code-tasks';
import { containerOf } from './container';
import { podConfig, type BoundVolume } from './executor-config';
import { pipelineInput } from './inputs';
import type {
  ComponentSpec,
  ContainerSpec,
  PipelineFile,
  TaskSpec
} from './pipeline-spec';
import { stepParts, type TaskParts } from './step-task';
import { bindVolumes, volumeTasks } from './volumes';

/** A notebook that is to run with Kubeflow Pipelines. */
export interface KubeflowRun {
  /** What the pipeline is called where the notebook does not say. */
  readonly title: string;
  readonly notebook: NotebookDocument;
  readonly settings: NotebookSettings;
  readonly pipeline: Pipeline;
  /** Values that differ from their default, as Python literals. */
  readonly parameters: Readonly<Record<string, string>>;
  readonly selection?: Selection;
  /** What steps find in the folder in which they run. */
  readonly files: readonly ProjectFile[];
}

/** What runs are called where they are executed: the same in all, for the cache looks at it. */
const RUN = 'run';

/** Kubeflow gives each task a driver, which is called so. */
const DRIVER = /-driver$/;

/** A pipeline, and which of its tasks is which step. */
export interface CompiledPipeline extends PipelineFile {
  /** The names of the tasks of steps, by the steps' ids. */
  readonly tasks: ReadonlyMap<string, string>;
}

/** The longest name that all parts of Kubeflow take. */
const LONGEST_DESCRIPTION = 10_000;

/**
 * Writes a notebook as a pipeline of Kubeflow: one task a step, and one for
 * each part of the code that they run. There is no folder that they share:
 * what a step leaves is an artifact, which those get that wait for it.
 *
 * @param runner - the bytes of the program that runs tasks
 */
export function compilePipeline(
  run: KubeflowRun,
  runner: Uint8Array,
  options: KubeflowOptions
): CompiledPipeline {
  const { settings, pipeline, files } = run;
  const { wanted, executed } = selectSteps(pipeline.steps, run.selection ?? {});
  const steps = pipeline.steps.filter(({ id }) => wanted.has(id));
  const inputs = pipeline.parameters.map(each =>
    pipelineInput(each.name, run.parameters[each.name] ?? each.default)
  );
  const plan = planRun({ ...run, id: RUN });
  const parts = codeParts({
    runner,
    plan,
    files,
    task: {
      parameters: Object.fromEntries(
        inputs.map(each => [each.name, each.kind])
      ),
      metrics: pipeline.metrics.map(({ name, cell }) => ({ name, cell }))
    }
  });
  const volumes = bindVolumes(settings.volumes ?? []);
  const reserved = volumes.flatMap(({ made }) =>
    made ? [made.by, made.removedBy] : []
  );
  const names = uniqueNames([
    ...reserved,
    ...parts.map((_, i) => (i === 0 ? 'code' : `code-${i + 1}`)),
    ...steps.map(each => nameOf(each.id))
  ]).slice(reserved.length);
  const codes = names.slice(0, parts.length);
  const tasks = new Map(
    steps.map(({ id }, i) => [id, names[parts.length + i]])
  );
  // One that is there, where no step runs in the usual one.
  const image = steps[0]?.settings.image ?? options.image;
  const salt = digest([runner, JSON.stringify(files)]);
  const stepTasks = steps.map(step =>
    stepParts({
      step,
      number: pipeline.steps.indexOf(step) + 1,
      digest: digest([salt, JSON.stringify(codeOf(plan, step, pipeline))]),
      inputs: inputs.filter(each => step.parameters.includes(each.name)),
      hasMetrics: pipeline.metrics.some(({ cell }) =>
        step.cells.some(each => each.cell === cell)
      ),
      volumes: ofStep(volumes, step),
      codes,
      tasks,
      mayBeCached: !executed.has(step.id),
      options
    })
  );
  // For the cache an artifact is another where it was made again, whatever is in it.
  const cachingOptions = stepTasks.find(each => each.task.cachingOptions)?.task
    .cachingOptions;
  const draft = new Draft();
  parts.forEach((part, i) =>
    draft.add(codes[i], {
      component: CODE_COMPONENT,
      container: codeContainer(part, image),
      config: podConfig(options),
      task: { ...(cachingOptions && { cachingOptions }) }
    })
  );
  steps.forEach(({ id }, i) =>
    draft.add(tasks.get(id) as string, stepTasks[i])
  );
  addVolumes(draft, volumes, steps, tasks, options);
  return {
    tasks,
    pipeline: {
      pipelineInfo: describe(run),
      schemaVersion: '2.1.0',
      sdkVersion: 'cellway',
      components: draft.components,
      deploymentSpec: { executors: draft.executors },
      root: {
        ...(inputs.length > 0 && {
          inputDefinitions: {
            parameters: Object.fromEntries(
              inputs.map(({ name, definition }) => [name, definition])
            )
          }
        }),
        dag: { tasks: draft.tasks }
      }
    },
    platform: {
      platforms: {
        kubernetes: { deploymentSpec: { executors: draft.configs } }
      }
    }
  };
}

/** The parts of a pipeline as they come together. */
class Draft {
  readonly components: Record<string, ComponentSpec> = {};
  readonly executors: Record<string, { readonly container: ContainerSpec }> =
    {};
  readonly configs: Record<string, object> = {};
  readonly tasks: Record<string, TaskSpec> = {};
  private readonly _labels = new Map<string, string>();

  /** Each task has a component of its own: runs on one machine keep its files by that. */
  add(name: string, { component, container, config, task }: TaskParts): void {
    const executorLabel = this._executor(
      containerOf(component, container),
      config
    );
    this.components[`comp-${name}`] = { executorLabel, ...component };
    this.tasks[name] = {
      taskInfo: { name },
      componentRef: { name: `comp-${name}` },
      ...task
    };
  }

  /** @returns the label of an executor, the same for those that are the same */
  private _executor(container: ContainerSpec, config: object): string {
    const key = JSON.stringify([container, config]);
    const known = this._labels.get(key);
    if (known !== undefined) {
      return known;
    }
    const label = `exec-${this._labels.size + 1}`;
    this._labels.set(key, label);
    this.executors[label] = { container };
    if (Object.keys(config).length > 0) {
      this.configs[label] = config;
    }
    return label;
  }
}

function ofStep(volumes: readonly BoundVolume[], step: Step): BoundVolume[] {
  const all = volumes.map(each => each.settings);
  const wanted = new Set(volumesOfStep(all, step));
  return volumes.filter(({ settings }) => wanted.has(settings));
}

function addVolumes(
  draft: Draft,
  volumes: readonly BoundVolume[],
  steps: readonly Step[],
  tasks: ReadonlyMap<string, string>,
  options: KubeflowOptions
): void {
  for (const volume of volumes) {
    const users = steps
      .filter(step => ofStep([volume], step).length > 0)
      .map(({ id }) => tasks.get(id) as string);
    for (const { name, ...parts } of volumeTasks(volume, users, options)) {
      draft.add(name, parts);
    }
  }
}

function describe(run: KubeflowRun): PipelineFile['pipeline']['pipelineInfo'] {
  const { name = run.title, description } = run.settings;
  return {
    name: slug(name) || 'notebook',
    displayName: name.slice(0, 128),
    ...(description !== undefined && {
      description: description.slice(0, LONGEST_DESCRIPTION)
    })
  };
}

function nameOf(step: string): string {
  return DRIVER.test(slug(step)) ? `${step} step` : step;
}

/** All that a step runs: where it is the same, the step does the same with the same inputs. */
function codeOf(
  { steps, definitions }: RunPlan,
  step: Step,
  pipeline: Pipeline
): unknown {
  const needed = new Set<number>();
  const waiting = [...step.definitions];
  for (let place = waiting.pop(); place !== undefined; place = waiting.pop()) {
    if (!needed.has(place)) {
      needed.add(place);
      waiting.push(...definitions[place].needs);
    }
  }
  return [
    steps[pipeline.steps.indexOf(step)],
    [...needed].sort((a, b) => a - b).map(place => definitions[place])
  ];
}

function digest(parts: readonly (string | Uint8Array)[]): string {
  const hash = createHash('sha256');
  parts.forEach(each => hash.update(each));
  return hash.digest('hex');
}
