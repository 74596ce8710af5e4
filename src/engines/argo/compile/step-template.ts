import type { StepSettings } from '../../../notebook/settings';
import { volumesOfStep } from '../../../notebook/settings/volumes-of-step';
import type { Step } from '../../../pipeline/model';
import { affinityOf, tolerationsFor } from '../../pods/placement';
import { gateContainer } from '../../pods/storage/gate';
import type { ArgoOptions } from '../options';
import { CODE, stepContainer, type Container } from './container';
import { ofRun, STEP_LABEL } from './objects';
import type { BoundVolume } from './volumes';
import type { WorkflowParts } from './workflow-parts';

/** What all steps have in common that ask for the same. */
export interface StepTemplate {
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
  readonly nodeSelector?: Readonly<Record<string, string>>;
  readonly tolerations?: readonly object[];
  readonly affinity?: object;
  readonly volumes?: readonly object[];
  readonly retryStrategy: object;
}

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
const IS_LOST = `lastRetry.status == 'Error' ? !(lastRetry.message contains 'forbidden') : lastRetry.message matches '^(${THROWN_OUT})'`;

/** How often what was lost is tried again, beside the tries that a step has for its own faults. */
const LOSSES = 2;

/** Containers have 64 MB of shared memory by default, too little for the loaders of PyTorch. */
export const SHARED_MEMORY = {
  name: 'shm',
  emptyDir: { medium: 'Memory' }
} as const;

/** @returns the name of the template, which is made where no step before has asked for the same */
export function templateFor(
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
  const { timeout, retry, labels, annotations, nodeSelector } = settings;
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
    ...(nodeSelector && { nodeSelector: nodesOf(settings, options) }),
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
    retryStrategy: retryStrategy(retry)
  };
}

/** Argo counts all tries alike: where one was lost first, a fault of the step has one less. */
function retryStrategy(retry: StepSettings['retry']): object {
  const own = retry ? whole(retry.limit) : 0;
  return {
    limit: String(whole(own + LOSSES)),
    retryPolicy: 'Always',
    ...(retry?.delay !== undefined && {
      backoff: { duration: `${whole(retry.delay)}s` }
    }),
    expression: own === 0 ? IS_LOST : `asInt(retries) < ${own} || (${IS_LOST})`
  };
}

/** With a volume that one node has at a time, the pods of a run are drawn to each other. */
export function besideIn({
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

/** Argo takes a template's in the place of the workflow's. */
export function nodesOf(
  { nodeSelector }: StepSettings,
  options: ArgoOptions
): Readonly<Record<string, string>> | undefined {
  return nodeSelector
    ? { ...options.nodeSelector, ...nodeSelector }
    : options.nodeSelector;
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
