import type {
  NotebookSettings,
  StepSettings
} from '../../../notebook/settings';
import { volumesOfStep } from '../../../notebook/settings/volumes-of-step';
import type { Step } from '../../../pipeline/model';
import { affinityOf, placement, tolerationsFor } from '../../pods/placement';
import { restrictedPod } from '../../pods/restricted';
import type { DataPlace } from '../../pods/storage/bucket';
import { GATE, gateContainer } from '../../pods/storage/gate';
import type { ArgoOptions } from '../options';
import type { CodeVolume } from './code-maps';
import { CODE, stepContainer, type Container } from './container';
import { uniqueNames } from '../../pods/names';
import {
  ofRun,
  STEP_LABEL,
  type KubernetesObject,
  type ObjectMeta
} from './objects';
import { POD_PATCH } from './own-containers';
import type { BoundVolume, ClaimVolume } from './volumes';

interface StepTemplate {
  readonly name: string;
  readonly inputs: {
    readonly parameters: readonly { readonly name: 'step' }[];
  };
  readonly metadata: {
    readonly labels: Readonly<Record<string, string>>;
    readonly annotations?: Readonly<Record<string, string>>;
  };
  readonly container: Container;
  readonly sidecars?: readonly object[];
  readonly activeDeadlineSeconds?: number;
  readonly tolerations?: readonly object[];
  readonly affinity?: object;
  readonly volumes?: readonly object[];
  readonly retryStrategy: object;
}

interface Task {
  readonly name: string;
  readonly template: string;
  readonly arguments: {
    readonly parameters: readonly [{ name: 'step'; value: string }];
  };
  readonly dependencies?: readonly string[];
}

interface DagTemplate {
  readonly name: string;
  readonly dag: { readonly failFast: boolean; readonly tasks: readonly Task[] };
}

export interface Workflow extends KubernetesObject {
  readonly kind: 'Workflow';
  readonly spec: {
    readonly entrypoint: string;
    readonly templates: readonly (StepTemplate | DagTemplate)[];
    readonly volumes: readonly (
      typeof SHARED_MEMORY | CodeVolume | ClaimVolume | EmptyVolume
    )[];
    readonly [field: string]: unknown;
  };
}

/** What a workflow is made of. */
export interface WorkflowParts {
  readonly run: string;
  readonly settings: NotebookSettings;
  readonly name: string;
  /** All of the pipeline. */
  readonly steps: readonly Step[];
  /** Whether a step is to run, by its id: what others need of the rest is there. */
  isWanted(step: string): boolean;
  readonly keepGoing: boolean;
  readonly workers?: number;
  readonly code: CodeVolume;
  readonly data: DataPlace;
  readonly volumes: readonly BoundVolume[];
  readonly options: ArgoOptions;
}

const ENTRY = 'pipeline';

/**
 * How Argo words the end of a pod whose step was asked to end (SIGTERM), or
 * whose node did not keep or take it. An end for its time or its disk is
 * worded otherwise (`inferFailedReason` of Argo, messages of the kubelet).
 */
const THROWN_OUT =
  'main: Error .exit code 143.$|The node was low on resource|Pod was terminated|Preempted|Pod was rejected|pod failed: neither';

/**
 * A node that goes away, or a pod that is thrown out, is no fault of the step.
 * What is forbidden stays so.
 */
const LOST = {
  limit: '2',
  retryPolicy: 'Always',
  expression: `lastRetry.status == 'Error' ? !(lastRetry.message contains 'forbidden') : lastRetry.message matches '^(${THROWN_OUT})'`
};

/** Containers have 64 MB of shared memory by default, too little for the loaders of PyTorch. */
const SHARED_MEMORY = { name: 'shm', emptyDir: { medium: 'Memory' } } as const;

/**
 * The workflow of a run: one pod a step, one template for all steps that ask
 * for the same. What a step does is in the plan, of which it gets its number.
 */
export function compileWorkflow(parts: WorkflowParts): Workflow {
  const { run, steps, keepGoing, workers, options } = parts;
  const names = uniqueNames(steps.map(each => each.id));
  const templates = new Map<string, StepTemplate>();
  const nameOf = new Map<string, string>();
  const tasks = steps.flatMap((step, index): Task[] => {
    const { id, after } = step;
    if (!parts.isWanted(id)) {
      return [];
    }
    nameOf.set(id, names[index]);
    const template = templateFor(templates, step, parts);
    const dependencies = after.flatMap(each => nameOf.get(each) ?? []);
    return [
      {
        name: names[index],
        template,
        arguments: { parameters: [{ name: 'step', value: String(index + 1) }] },
        ...(dependencies.length > 0 && { dependencies })
      }
    ];
  });
  return {
    apiVersion: 'argoproj.io/v1alpha1',
    kind: 'Workflow',
    metadata: {
      ...ofRun(run, parts.name, options.namespace),
      ...described(parts.settings)
    },
    spec: {
      entrypoint: ENTRY,
      ...placement(options, besideIn(parts)),
      ...(options.priorityClass !== undefined && {
        podPriorityClassName: options.priorityClass
      }),
      ...(workers !== undefined && { parallelism: workers }),
      ttlStrategy: { secondsAfterCompletion: options.keep },
      securityContext: restrictedPod(options.user),
      podSpecPatch: POD_PATCH,
      volumes: [
        SHARED_MEMORY,
        parts.code,
        ...dataVolumes(parts.data),
        ...parts.volumes.map(each => each.volume)
      ],
      templates: [
        { name: ENTRY, dag: { failFast: !keepGoing, tasks } },
        ...templates.values()
      ]
    }
  };
}

/** Where pods have nothing in common, each has folders of its own. */
interface EmptyVolume {
  readonly name: string;
  readonly emptyDir: object;
}

function dataVolumes(data: DataPlace): (ClaimVolume | EmptyVolume)[] {
  return 'claim' in data
    ? [
        {
          name: 'data',
          persistentVolumeClaim: { claimName: data.claim }
        }
      ]
    : [
        { name: 'data', emptyDir: {} },
        { name: GATE, emptyDir: {} }
      ];
}

/** What Argo's own pages show of it: those of Kubernetes have at most 256 KiB of annotations. */
function described({
  name,
  description
}: NotebookSettings): Pick<ObjectMeta, 'annotations'> {
  const annotations = {
    ...(name !== undefined && {
      'workflows.argoproj.io/title': name.slice(0, 200)
    }),
    ...(description !== undefined && {
      'workflows.argoproj.io/description': description.slice(0, 20_000)
    })
  };
  return Object.keys(annotations).length > 0 ? { annotations } : {};
}

/** @returns the name of the template, which is made where no step before has asked for the same */
function templateFor(
  templates: Map<string, StepTemplate>,
  step: Step,
  parts: WorkflowParts
): string {
  const all = parts.volumes.map(each => each.settings);
  const own = volumesOfStep(all, step);
  const volumes = parts.volumes.filter(each => own.includes(each.settings));
  const template = stepTemplate('', step.settings, volumes, parts);
  const key = JSON.stringify(template);
  const known = templates.get(key);
  if (known) {
    return known.name;
  }
  const name = templates.size === 0 ? 'step' : `step-${templates.size + 1}`;
  templates.set(key, { ...template, name });
  return name;
}

function stepTemplate(
  name: string,
  settings: StepSettings,
  volumes: readonly BoundVolume[],
  { run, options, data }: WorkflowParts
): StepTemplate {
  const { timeout, retry, labels, annotations } = settings;
  const step = '{{inputs.parameters.step}}';
  const parts = { volumes, options, data };
  const container = stepContainer(run, step, settings, parts);
  const tolerations = tolerationsOf(container, options);
  const { gpu, sharedMemory } = settings.resources ?? {};
  return {
    name,
    inputs: { parameters: [{ name: 'step' }] },
    metadata: {
      labels: {
        ...labels,
        ...ofRun(run, '', undefined).labels,
        [STEP_LABEL]: step
      },
      ...(annotations && { annotations })
    },
    container,
    ...('bucket' in data && {
      sidecars: [
        gateContainer(data.bucket, {
          code: CODE,
          image: settings.image ?? options.image,
          imagePullPolicy: options.imagePullPolicy
        })
      ]
    }),
    ...(tolerations && { tolerations }),
    ...(gpu?.product !== undefined && {
      affinity: affinityOf(options, besideIn({ run, options, data }), gpu)
    }),
    // Argo takes it in the place of the workflow's volume of that name.
    ...(sharedMemory !== undefined && {
      volumes: [sharedMemoryOf(sharedMemory)]
    }),
    // A pod has at least one second.
    ...(timeout !== undefined && {
      activeDeadlineSeconds: Math.max(1, whole(timeout))
    }),
    retryStrategy: retry
      ? {
          limit: String(whole(retry.limit)),
          retryPolicy: 'Always',
          ...(retry.delay !== undefined && {
            backoff: { duration: `${whole(retry.delay)}s` }
          })
        }
      : LOST
  };
}

/** With a volume that one node has at a time, the pods of a run are drawn to each other. */
function besideIn({
  run,
  options,
  data
}: Pick<WorkflowParts, 'run' | 'options' | 'data'>):
  Readonly<Record<string, string>> | undefined {
  return 'claim' in data && options.storage.accessMode === 'ReadWriteOnce'
    ? ofRun(run, '', undefined).labels
    : undefined;
}

function sharedMemoryOf(sizeLimit: string): object {
  const { name, emptyDir } = SHARED_MEMORY;
  return { name, emptyDir: { ...emptyDir, sizeLimit } };
}

/** @returns undefined where those of the whole workflow hold, in whose place a template's would come */
export function tolerationsOf(
  { resources }: Pick<Container, 'resources'>,
  { tolerations = [] }: ArgoOptions
): readonly object[] | undefined {
  const own = tolerationsFor(Object.keys(resources.limits ?? {}));
  return own.length > 0 ? [...tolerations, ...own] : undefined;
}

/** The nearest number from above that Kubernetes and Argo take for a count or for seconds. */
function whole(amount: number): number {
  return Math.min(Math.ceil(amount), 2 ** 31 - 1);
}
