import type { ResourceQuota } from '../../../kubernetes/objects';
import { quantityValue } from '../../../notebook/dialect/kubernetes';
import { describeAmount } from '../reasons/amounts';
import { enumerate } from '../reasons/wording';
import { sumOf, type PodNeeds } from './pod-needs';
import type { RoomFinding } from './room-finding';

/** What a quota counts makes each container say it. */
const TO_BE_SAID = /^(requests\.|limits\.)?(cpu|memory)$/;

/**
 * What the quotas of a namespace leave no room for. One that counts some pods
 * only (with scopes) is passed over.
 *
 * @param needs - with the defaults of the namespace
 */
export function checkQuotas(
  needs: PodNeeds,
  quotas: readonly ResourceQuota[]
): RoomFinding[] {
  return quotas.flatMap(({ metadata: { name }, spec = {}, status = {} }) =>
    spec.scopes || spec.scopeSelector
      ? []
      : [
          ...unsaid(needs, Object.keys(status.hard ?? {}), name),
          ...Object.entries(status.hard ?? {}).flatMap(([counted, hard]) =>
            overdrawn(needs, counted, hard, status.used?.[counted] ?? '0', name)
          )
        ]
  );
}

function overdrawn(
  needs: PodNeeds,
  counted: string,
  hard: string,
  used: string,
  quota: string
): RoomFinding[] {
  const { which, resource } = meaningOf(counted);
  const asked =
    resource === 'pods' || resource === 'count/pods'
      ? 1
      : sumOf(needs, which, resource);
  const amount = describeAmount(resource, String(asked));
  const what =
    resource === 'pods' || resource === 'count/pods'
      ? 'needs a pod'
      : which === 'limits'
        ? `has ${amount} as its limit`
        : `asks for ${amount}`;
  if (asked > quantityValue(hard)) {
    return [
      {
        severity: 'error',
        code: 'over-quota',
        message: `${what}, and the quota '${quota}' gives the whole namespace ${hard}. Let it ask for less, or ask who runs the cluster for a larger quota.`
      }
    ];
  }
  // What a quota never counts is never too much.
  return asked > 0 && asked + quantityValue(used) > quantityValue(hard)
    ? [
        {
          severity: 'warning',
          code: 'over-quota',
          message: `${what}, and ${used} of the ${hard} of the quota '${quota}' are in use now. It waits until others end; or let it ask for less.`
        }
      ]
    : [];
}

/** `requests.cpu`, `limits.memory`, `cpu`, `pods` */
function meaningOf(counted: string): {
  readonly which: 'requests' | 'limits';
  readonly resource: string;
} {
  const [, which, resource] = /^(requests|limits)\.(.+)$/.exec(counted) ?? [];
  return which === undefined
    ? { which: 'requests', resource: counted }
    : { which: which as 'requests' | 'limits', resource };
}

function unsaid(
  { engine, containers, initContainers }: PodNeeds,
  counted: readonly string[],
  quota: string
): RoomFinding[] {
  const [own, ...beside] = containers;
  const missing = (container: typeof own): string[] =>
    counted.filter(each => {
      const { which, resource } = meaningOf(each);
      return TO_BE_SAID.test(each) && container[which][resource] === undefined;
    });
  const ofStep = missing(own);
  const ofEngine = [...beside, ...initContainers].flatMap(missing);
  const [names, whose] =
    ofStep.length > 0
      ? [ofStep, 'it does not']
      : [[...new Set(ofEngine)], `${engine}'s own part does not`];
  // Steps ask for processors, and have no limit of them.
  const way =
    ofStep.length > 0 && !ofStep.includes('limits.cpu')
      ? 'Let it ask for that'
      : 'Choose another namespace';
  return names.length === 0
    ? []
    : [
        {
          severity: 'error',
          code: 'quota-wants-amounts',
          message: `would be refused: the quota '${quota}' of the namespace wants each container to say ${enumerate(names)}, and ${whose}. ${way}, or ask who runs the cluster for a LimitRange with defaults.`
        }
      ];
}
