import type { Pod } from '../../../kubernetes/objects';
import type { StepFailure } from '../../../runs/step-failure';
import { quote } from './wording';

const AGAIN = 'Run it again.';

/** Why pods are ended before they are done (condition DisruptionTarget). */
const DISRUPTIONS: Readonly<Record<string, string>> = {
  PreemptionByScheduler:
    'The step was ended for one with a higher priority, which wanted its place',
  DeletionByTaintManager:
    'The step was ended with its node, which does not answer or was closed',
  EvictionByEvictionAPI:
    'The step was moved off its node, which somebody is emptying',
  DeletionByPodGC: 'The step was lost with its node',
  TerminationByKubelet: 'The step was ended by its node'
};

/** Words of Argo's where the pod is gone. */
const DELETED =
  /^pod deleted|pod was deleted|node .* (not found|disappeared)|^pod failed: neither/i;

/** As a node says it, and Argo repeats it. */
const EVICTED =
  /^(The node was low on resource|Pod ephemeral local storage usage|Usage of EmptyDir volume)/;

/** Why a pod as a whole was ended; undefined where one of its containers tells. */
export function explainPodEnd(
  pod: Pod | undefined,
  reason: string,
  told: string,
  message: string
): StepFailure | undefined {
  if (reason === 'Evicted' || EVICTED.test(message)) {
    return evicted(told === '' ? message : told);
  }
  if (/^(NodeShutdown|Terminated|Shutdown|NodeLost)$/.test(reason)) {
    return {
      kind: 'died',
      message: `The step ended with its node${nameOf(pod)}, which was shut down or does not answer`,
      hint: AGAIN
    };
  }
  if (/^(OutOf|UnexpectedAdmissionError|NodeAffinity)/.test(reason)) {
    return {
      kind: 'died',
      message: `The node${nameOf(pod)} could not take the step after all: ${quote(told === '' ? reason : told)}`,
      hint: AGAIN
    };
  }
  const disruption = (pod?.status?.conditions ?? []).find(
    each => each.type === 'DisruptionTarget' && each.status === 'True'
  );
  const why = DISRUPTIONS[disruption?.reason ?? ''];
  if (why !== undefined) {
    return { kind: 'died', message: why, hint: AGAIN };
  }
  if (reason === 'Preempting') {
    return {
      kind: 'died',
      message: DISRUPTIONS.PreemptionByScheduler,
      hint: AGAIN
    };
  }
  return DELETED.test(message) || isDeleted(pod)
    ? {
        kind: 'died',
        message:
          'The pod of the step was deleted: by somebody, or with its node',
        hint: AGAIN
      }
    : undefined;
}

/** What a container exits with that is asked to end, and then made to. */
const ASKED = [143, 137];

/** Whether it was deleted while it ran: what has ended by itself may be deleted, too. */
function isDeleted(pod: Pod | undefined): boolean {
  const { phase = 'Pending', containerStatuses = [] } = pod?.status ?? {};
  return (
    pod?.metadata.deletionTimestamp !== undefined &&
    (['Pending', 'Running', 'Unknown'].includes(phase) ||
      containerStatuses.some(
        ({ name, state }) =>
          name === 'main' && ASKED.includes(state?.terminated?.exitCode ?? 0)
      ))
  );
}

function nameOf(pod: Pod | undefined): string {
  const { nodeName } = pod?.spec ?? {};
  return nodeName === undefined ? '' : ` '${nodeName}'`;
}

/** `The node was low on resource: memory. Threshold quantity: 100Mi, available: 50Mi. …` */
function evicted(told: string): StepFailure {
  const [, resource] = /low on resource: ([\w-]+)/.exec(told) ?? [];
  const [, limit] =
    /ephemeral local storage usage exceeds the total limit of containers (\S+?)\.?(?:\s|$)/.exec(
      told
    ) ?? [];
  const [, volume, size] =
    /EmptyDir volume "([^"]+)" exceeds the limit "([^"]+)"/i.exec(told) ?? [];
  if (limit !== undefined) {
    return {
      kind: 'died',
      message: `The step was ended: it wrote more than the ${limit} that it may write to the disk of its node`,
      hint: 'Let it write to a volume, or ask for more ephemeral-storage.'
    };
  }
  if (volume !== undefined) {
    return {
      kind: 'died',
      message: `The step was ended: its folder '${volume}' grew beyond ${size}`,
      hint: 'Let it write to a volume.'
    };
  }
  if (resource === 'memory') {
    return {
      kind: 'memory',
      message: 'The step was ended by its node, which ran out of memory',
      hint: 'Let it ask for the memory that it needs, so that it gets a node that has it.'
    };
  }
  return {
    kind: 'died',
    message:
      resource === undefined
        ? `The step was ended by its node: ${quote(told === '' ? 'Evicted' : told)}`
        : `The step was ended by its node, which ran out of ${resource === 'ephemeral-storage' ? 'disk' : resource}`,
    hint: 'Let it ask for what it needs, or run it again.'
  };
}
