import type { Step } from '../../../pipeline/model';
import type { KubeflowOptions } from '../options';
import { CODE } from './code-tasks';
import {
  codeName,
  inputName,
  METRICS,
  REPORT,
  RESULT,
  stepContainer
} from './container';
import { executorConfig, whole, type BoundVolume } from './executor-config';
import type { PipelineInput } from './inputs';
import {
  artifact,
  constant,
  type ComponentSpec,
  type ContainerSpec,
  type ParameterSource,
  type TaskSpec
} from './pipeline-spec';

/** Names of inputs and outputs that no parameter of a notebook has: they are no names of Python. */
const STEP = 'cellway-step';
const CODE_DIGEST = 'cellway-code';
/** Of what a step leaves: Kubeflow's cache does not look into artifacts, but at parameters. */
const DIGEST = 'cellway-digest';

/** For Argo this is how long all tries take together, at most. */
const LONGEST_RETRY = '604800s';

export interface StepPlan {
  readonly step: Step;
  /** Its place in the plan, from 1. */
  readonly number: number;
  /** Of the code that it runs. */
  readonly digest: string;
  /** The parameters that it uses. */
  readonly inputs: readonly PipelineInput[];
  readonly hasMetrics: boolean;
  readonly volumes: readonly BoundVolume[];
  /** The tasks that bring the code. */
  readonly codes: readonly string[];
  /** The tasks of steps, by their ids. */
  readonly tasks: ReadonlyMap<string, string>;
  readonly mayBeCached: boolean;
  readonly options: KubeflowOptions;
}

/** What makes a task of the pipeline. */
export interface TaskParts {
  readonly component: Omit<ComponentSpec, 'executorLabel'>;
  readonly container: ContainerSpec;
  readonly config: object;
  readonly task: Omit<TaskSpec, 'taskInfo' | 'componentRef'>;
}

/** The task of a step, and what it is of. */
export function stepParts(plan: StepPlan): TaskParts {
  const { step, codes, volumes, options, tasks } = plan;
  const { settings } = step;
  const before = step.after.map(id => tasks.get(id) as string);
  const made = volumes.flatMap(each => each.made?.by ?? []);
  const dependentTasks = [...codes, ...before, ...made];
  return {
    component: {
      inputDefinitions: {
        parameters: {
          [STEP]: { parameterType: 'NUMBER_INTEGER' },
          [CODE_DIGEST]: { parameterType: 'STRING' },
          ...byName(before, (_, i) => [
            `${DIGEST}-${i + 1}`,
            { parameterType: 'STRING' as const }
          ]),
          ...byName(plan.inputs, ({ name, definition: { parameterType } }) => [
            name,
            { parameterType }
          ])
        },
        artifacts: {
          ...byName(codes, (_, i) => [
            codeName(i),
            artifact('system.Artifact')
          ]),
          ...byName(before, (_, i) => [
            inputName(i),
            artifact('system.Artifact')
          ])
        }
      },
      outputDefinitions: {
        parameters: { [DIGEST]: { parameterType: 'STRING' } },
        artifacts: {
          [RESULT]: artifact('system.Artifact'),
          ...(plan.hasMetrics && { [METRICS]: artifact('system.Metrics') }),
          ...(settings.report === 'enabled' && {
            [REPORT]: artifact('system.HTML')
          })
        }
      }
    },
    container: stepContainer(
      { parts: codes.length, inputs: before.length },
      settings,
      volumes.map(each => each.settings),
      options
    ),
    config: executorConfig(settings, volumes, options),
    task: {
      inputs: {
        parameters: parametersOf(plan, before),
        artifacts: {
          ...byName(codes, (producerTask, i) => [
            codeName(i),
            { taskOutputArtifact: { producerTask, outputArtifactKey: CODE } }
          ]),
          ...byName(before, (producerTask, i) => [
            inputName(i),
            { taskOutputArtifact: { producerTask, outputArtifactKey: RESULT } }
          ])
        }
      },
      dependentTasks,
      ...(isCached(plan) && { cachingOptions: { enableCache: true } }),
      ...(settings.retry && {
        retryPolicy: {
          maxRetryCount: whole(settings.retry.limit),
          backoffDuration: `${whole(settings.retry.delay ?? 0)}s`,
          backoffFactor: 1,
          backoffMaxDuration: LONGEST_RETRY
        }
      })
    }
  };
}

function parametersOf(
  { number, digest, inputs }: StepPlan,
  before: readonly string[]
): Record<string, ParameterSource> {
  return {
    [STEP]: constant(number),
    [CODE_DIGEST]: constant(digest),
    ...byName(before, (producerTask, i) => [
      `${DIGEST}-${i + 1}`,
      { taskOutputParameter: { producerTask, outputParameterKey: DIGEST } }
    ]),
    ...byName(inputs, ({ name }) => [name, { componentInputParameter: name }])
  };
}

/** Kubeflow sees neither files nor the clock nor what secrets hold: who says so, vouches for it. */
function isCached({ step, mayBeCached, options }: StepPlan): boolean {
  const { cache, secrets = [] } = step.settings;
  return (
    mayBeCached &&
    (cache === 'enabled' ||
      (options.cache && cache === undefined && secrets.length === 0))
  );
}

function byName<T, V>(
  items: readonly T[],
  make: (item: T, index: number) => readonly [string, V]
): Record<string, V> {
  return Object.fromEntries(items.map(make));
}
