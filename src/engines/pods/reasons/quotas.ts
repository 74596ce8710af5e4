import { quantityValue } from '../../../notebook/dialect/kubernetes';
import { enumerate } from './wording';
import type { WaitReason } from './wait-reason';

/** Argo's own containers in each pod, for which steps cannot speak. */
const OWN = ['init', 'wait'];

/**
 * @param named - the quota
 * @param list - `requested: a=1,b=2, used: a=0,b=1, limited: a=0,b=2`
 */
export function quotaExceeded(named: string, list: string): WaitReason {
  const [requested, used, limited] = ['requested', 'used', 'limited'].map(
    each => amountsIn(new RegExp(`${each}: (\\S+?)(?:, |$)`).exec(list)?.[1])
  );
  const parts = Object.entries(requested).map(
    ([name, amount]) =>
      `${amount} of ${name}, of which ${limited[name]} may be used and ${used[name]} is in use`
  );
  const isTooLarge = Object.entries(requested).some(
    ([name, amount]) => quantityValue(amount) > quantityValue(limited[name])
  );
  return {
    code: 'quota-exceeded',
    message: `The quota '${named}' of the namespace leaves no room for the step, which asks for ${parts.join('; ')}`,
    hint: isTooLarge
      ? 'Let it ask for less, or ask who runs the cluster for a larger quota.'
      : 'Wait until others end, let it ask for less, or remove what is no longer needed.',
    isHopeless: isTooLarge
  };
}

function amountsIn(list = ''): Readonly<Record<string, string>> {
  return Object.fromEntries(
    list.split(',').flatMap(each => {
      const [name, amount] = each.split('=');
      return amount === undefined ? [] : [[name, amount]];
    })
  );
}

/** @param list - `limits.memory for: init,wait; requests.cpu for: init,main,wait` */
export function quotaWantsAmounts(named: string, list: string): WaitReason {
  const wanted = list.split(/;\s*/).map(each => {
    const [names, containers = ''] = each.split(/\s+for:\s*/);
    return { names, containers: containers.split(',') };
  });
  const names = wanted.flatMap(each => each.names.split(','));
  const steps = wanted.filter(({ containers }) =>
    containers.some(each => !OWN.includes(each))
  );
  return {
    code: 'quota-wants-amounts',
    message: `The quota '${named}' of the namespace wants each container to say ${enumerate(names)}, and ${steps.length > 0 ? 'the step does not' : "Argo's own containers do not"}`,
    hint:
      steps.length > 0
        ? 'Let the step ask for processors and memory, or ask who runs the cluster for a LimitRange with defaults.'
        : "Ask who runs the cluster for a LimitRange with defaults in the namespace, or for 'executor.resources' in the settings of Argo.",
    isHopeless: true
  };
}
