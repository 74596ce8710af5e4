import type { NotebookSettings } from '../../../notebook/settings';
import { placement } from '../../pods/placement';
import { restrictedPod } from '../../pods/restricted';
import type { DataPlace } from '../../pods/storage/bucket';
import { GATE } from '../../pods/storage/gate';
import type { CodeVolume } from './code-maps';
import { ofRun, type KubernetesObject, type ObjectMeta } from './objects';
import { POD_PATCH } from './own-containers';
import { besideIn, SHARED_MEMORY, type StepTemplate } from './step-template';
import { compileTasks, type Task } from './tasks';
import type { ClaimVolume } from './volumes';
import type { WorkflowParts } from './workflow-parts';

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

const ENTRY = 'pipeline';

/**
 * The workflow of a run: one pod a step, or for several short ones, and one
 * template for all steps that ask for the same. What a step does is in the
 * plan, of which it gets its number.
 */
export function compileWorkflow(parts: WorkflowParts): Workflow {
  const { run, keepGoing, workers, options } = parts;
  const templates = new Map<string, StepTemplate>();
  const tasks = compileTasks(parts, templates);
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
