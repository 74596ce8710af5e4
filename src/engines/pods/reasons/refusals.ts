import { quotaExceeded, quotaWantsAmounts } from './quotas';
import { enumerate, firstMatch, quote } from './wording';
import type { WaitReason } from './wait-reason';

const ASK = 'Change what it names, or ask who runs the cluster.';

/**
 * Why the cluster does not take the pod of a step.
 *
 * @param message - of the step's node in the workflow; undefined where it tells of something else
 */
export function explainRefusal(message: string): WaitReason | undefined {
  return firstMatch<WaitReason>(message, [
    [
      /exceeded quota: ([^,]+), (requested: .*)$/s,
      ([, quota, list]) => quotaExceeded(quota, list)
    ],
    [
      /failed quota: ([^:]+): must specify (.*)$/s,
      ([, quota, list]) => quotaWantsAmounts(quota, list)
    ],
    [
      /(maximum|minimum) (\S+) usage per (\w+) is ([^,\s]+)(?:, but (?:limit|request) is ([^,\s\]]+))?/,
      ([, end, resource, what, bound, asked]) => ({
        code: 'limit-range',
        message: `The namespace lets a ${what.toLowerCase()} ask for ${end === 'maximum' ? 'at most' : 'at least'} ${bound} of ${resource}${asked === undefined ? '' : `; the step asks for ${asked}`}`,
        hint: `Let the step ask for ${end === 'maximum' ? 'less' : 'more'}, or ask who runs the cluster to change the LimitRange.`,
        isHopeless: true
      })
    ],
    [
      /violates PodSecurity "([^":]+)[^"]*": (.*)$/s,
      ([, level, list]) => ({
        code: 'pod-security',
        message: `The namespace admits pods of the security level '${level}' only, which this one is not: ${violations(list)}`,
        hint: ASK,
        isHopeless: true
      })
    ],
    [
      /admission webhook "([^"]+)" denied the request:?\s*(.*)$/s,
      ([, name, why]) => policy(name, why)
    ],
    [
      /ValidatingAdmissionPolicy '([^']+)'(?: with binding '[^']+')? denied request:\s*(.*)$/s,
      ([, name, why]) => policy(name, why)
    ],
    [
      /failed calling webhook "([^"]+)"/,
      ([, name]) => ({
        code: 'policy-unreachable',
        message: `The policy '${name}', which the cluster asks before it makes a pod, does not answer`,
        hint: 'If it stays so, ask who runs the cluster.',
        isHopeless: false
      })
    ],
    [
      /serviceaccount "([^"]+)" not found/,
      ([, name]) => ({
        code: 'service-account-missing',
        message: `The service account '${name}', as which the step is to act, is not in the namespace`,
        hint: 'Correct it in the options, or make it.',
        isHopeless: true
      })
    ],
    [
      /no PriorityClass with name (\S+) was found/,
      ([, name]) => ({
        code: 'priority-class-missing',
        message: `The cluster has no priority class '${name}'`,
        hint: 'Correct it in the options.',
        isHopeless: true
      })
    ],
    [
      /User "([^"]+)" cannot (\S+) resource "([^"]+)"/,
      ([, user, verb, resource]) => ({
        code: 'argo-forbidden',
        message: `Argo itself ('${user}') may not ${verb} ${resource} in the namespace`,
        hint: 'Ask who runs the cluster whether Argo serves this namespace.',
        isHopeless: true
      })
    ],
    [
      /being terminated/,
      () => ({
        code: 'namespace-ends',
        message: 'The namespace of the run is being deleted',
        hint: 'Run in another namespace.',
        isHopeless: true
      })
    ],
    [
      /(?:is forbidden|is invalid): (.*)$/s,
      ([, why]) => ({
        code: 'pod-refused',
        message: `The cluster does not take the pod of the step: ${quote(why)}`,
        hint: ASK,
        isHopeless: true
      })
    ]
  ]);
}

function policy(name: string, why: string): WaitReason {
  return {
    code: 'policy',
    message: `The policy '${name}' of the cluster does not admit the step${why === '' ? '' : `: ${quote(why)}`}`,
    hint: ASK,
    isHopeless: true
  };
}

/** `runAsNonRoot != true (pod or containers …), …` without what stands in parentheses. */
function violations(list: string): string {
  const names = list
    .replace(/\([^()]*(\([^()]*\)[^()]*)*\)/g, '')
    .split(',')
    .map(each => each.trim())
    .filter(each => each !== '');
  return enumerate([...new Set(names)]);
}
