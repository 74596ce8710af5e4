import type {
  Affinity,
  Toleration
} from '../../kubernetes/capacity/node-wishes';
import type { StepSettings } from '../../notebook/settings';
import { affinityOf } from '../pods/placement';
import { containerNeeds, type PodNeeds } from '../pods/capacity/pod-needs';
import { GATE, GATE_AMOUNTS } from '../pods/storage/gate';
import { resourcesOf } from './compile/container';
import { AMOUNTS } from './compile/own-containers';
import { nodesOf, tolerationsOf } from './compile/step-template';
import type { ArgoOptions } from './options';

/** What the pod of a step asks of a cluster. */
export function podNeeds(
  settings: StepSettings,
  options: ArgoOptions
): PodNeeds {
  const resources = resourcesOf(settings);
  return {
    engine: 'Argo',
    containers: [
      containerNeeds('main', resources),
      containerNeeds('wait', AMOUNTS),
      ...(options.storage.s3 ? [containerNeeds(GATE, GATE_AMOUNTS)] : [])
    ],
    initContainers: [containerNeeds('init', AMOUNTS)],
    nodeSelector: nodesOf(settings, options),
    tolerations: (tolerationsOf({ resources }, options) ??
      options.tolerations) as readonly Toleration[] | undefined,
    affinity: affinityOf(
      { affinity: options.affinity as Affinity | undefined },
      undefined,
      settings.resources?.gpu
    ),
    product: settings.resources?.gpu?.product
  };
}
