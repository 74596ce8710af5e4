/** Objects of Kubernetes, as far as we write them. */
import { MANAGED_BY } from '../../../kubernetes/managed-by';

export interface KubernetesObject {
  readonly apiVersion: string;
  readonly kind: string;
  readonly metadata: ObjectMeta;
}

export interface ObjectMeta {
  readonly name: string;
  readonly namespace?: string;
  readonly labels: Readonly<Record<string, string>>;
  readonly annotations?: Readonly<Record<string, string>>;
}

/** Names the run that an object belongs to. */
export const RUN_LABEL = 'cellway.dev/run';

/** The places of its steps in the plan of the run: `packLabel`. */
export const STEP_LABEL = 'cellway.dev/step';

/** Argo's own: names the workflow that a pod belongs to. */
export const WORKFLOW_LABEL = 'workflows.argoproj.io/workflow';

/** Says when something was changed of a workflow for Argo to look at it again. */
export const WOKEN = 'cellway.dev/woken';

/** What an object is called by that belongs to a run. */
export function ofRun(
  run: string,
  name: string,
  namespace: string | undefined
): ObjectMeta {
  const all = ofAll(name, namespace);
  return { ...all, labels: { ...all.labels, [RUN_LABEL]: run } };
}

/** What an object is called by that belongs to all runs. */
export function ofAll(name: string, namespace: string | undefined): ObjectMeta {
  return {
    name,
    ...(namespace !== undefined && { namespace }),
    labels: { ...MANAGED_BY }
  };
}
