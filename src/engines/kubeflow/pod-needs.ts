import type { StepSettings } from '../../notebook/settings';
import { containerNeeds, type PodNeeds } from '../pods/capacity/pod-needs';
import { deviceOf } from './compile/container';
import { onNodesFor } from './compile/executor-config';
import type { KubeflowOptions } from './options';

/**
 * What the pod of a step asks of a cluster. What Kubeflow puts beside it is
 * set on its server, which does not tell.
 */
export function podNeeds(
  settings: StepSettings,
  options: KubeflowOptions
): PodNeeds {
  const { cpu, memory, limits = {}, gpu } = settings.resources ?? {};
  const device = deviceOf(settings);
  const { nodeSelector, tolerations } = onNodesFor(settings, options);
  const main = containerNeeds('main', {
    requests: given({ cpu, memory }),
    limits: given({
      cpu: limits.cpu,
      memory: limits.memory ?? memory,
      ...(device && { [device.name]: device.count })
    })
  });
  return {
    engine: 'Kubeflow',
    containers: [main],
    initContainers: [],
    nodeSelector,
    tolerations: tolerations as PodNeeds['tolerations'],
    product: gpu?.product
  };
}

function given(
  amounts: Readonly<Record<string, string | undefined>>
): Record<string, string> {
  return Object.fromEntries(
    Object.entries(amounts).flatMap(([name, amount]) =>
      amount === undefined ? [] : [[name, amount]]
    )
  );
}
