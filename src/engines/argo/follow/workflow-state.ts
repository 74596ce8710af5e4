import { gunzipSync } from 'node:zlib';
import * as z from 'zod';

/** How Argo sees a workflow, and a step in it. */
const phase = z.enum([
  'Pending',
  'Running',
  'Succeeded',
  'Failed',
  'Error',
  'Skipped',
  'Omitted'
]);

const node = z.looseObject({
  displayName: z.string(),
  /** `Retry` stands for all tries of a step, each a `Pod` of its own. */
  type: z.string(),
  phase: phase.optional().catch(undefined),
  message: z.string().optional(),
  /** The ids of the tries of a step, from the first on. */
  children: z.array(z.string()).optional()
});

const nodes = z.record(z.string(), node);

/** The parts of a workflow that are read. */
const workflowObject = z.looseObject({
  spec: z.looseObject({
    shutdown: z.string().optional(),
    suspend: z.boolean().nullish(),
    templates: z.array(
      z.looseObject({
        dag: z
          .looseObject({
            tasks: z.array(
              z.looseObject({
                name: z.string(),
                arguments: z.looseObject({
                  parameters: z.array(
                    z.looseObject({ name: z.string(), value: z.string() })
                  )
                })
              })
            )
          })
          .optional()
      })
    )
  }),
  status: z
    .looseObject({
      phase: phase.optional().catch(undefined),
      message: z.string().optional(),
      nodes: nodes.optional(),
      /** Gzipped, in Base64: where the nodes are too many for a plain object. */
      compressedNodes: z.string().optional()
    })
    .optional()
});

/** What has become of a step. */
export interface NodeState {
  readonly phase: z.infer<typeof phase> | undefined;
  /** What is said of its last try. */
  readonly message?: string;
}

export interface WorkflowState {
  readonly phase: z.infer<typeof phase> | undefined;
  readonly message?: string;
  /** Whether it waits to be let go on. */
  readonly isSuspended: boolean;
  /** Whether somebody has asked it to end. */
  readonly isShutDown: boolean;
  /** By the steps of a pod, as its label names them; those that Argo has not come to are absent. */
  readonly steps: ReadonlyMap<string, NodeState>;
}

/** Whether nothing happens any more by itself. */
export function isOver({
  phase
}: Pick<WorkflowState, 'phase'> | NodeState): boolean {
  return phase !== undefined && phase !== 'Pending' && phase !== 'Running';
}

/** Reads a workflow that `compileWorkflow` made; undefined where it is none. */
export function readWorkflow(object: unknown): WorkflowState | undefined {
  const read = workflowObject.safeParse(object).data;
  if (!read) {
    return undefined;
  }
  const { spec, status } = read;
  const labels = new Map(
    spec.templates
      .flatMap(each => each.dag?.tasks ?? [])
      .map(({ name, arguments: { parameters } }) => [
        name,
        parameters.find(each => each.name === 'step')?.value
      ])
  );
  const steps = new Map<string, NodeState>();
  const all = status?.nodes ?? unpacked(status?.compressedNodes) ?? {};
  for (const { displayName, type, phase, children, ...node } of Object.values(
    all
  )) {
    const label = labels.get(displayName);
    if (label !== undefined && type !== 'DAG') {
      // Of all tries together Argo may say only that there are no more.
      const last = type === 'Retry' ? children?.at(-1) : undefined;
      const message = (last && all[last]?.message) ?? node.message;
      steps.set(label, { phase, ...(message && { message }) });
    }
  }
  return {
    phase: status?.phase,
    ...(status?.message && { message: status.message }),
    isSuspended: spec.suspend ?? false,
    isShutDown: spec.shutdown !== undefined && spec.shutdown !== '',
    steps
  };
}

/** Other ways of packing may be set on a cluster: then pods tell what there is to tell. */
function unpacked(text = ''): z.infer<typeof nodes> | undefined {
  try {
    const plain = gunzipSync(Buffer.from(text, 'base64')).toString('utf8');
    return nodes.safeParse(JSON.parse(plain)).data;
  } catch {
    return undefined;
  }
}
