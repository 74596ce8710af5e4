import type { LimitRange } from '../../../kubernetes/objects';
import { quantityValue } from '../../../notebook/dialect/kubernetes';
import { describeAmount } from '../reasons/amounts';
import {
  resourcesIn,
  sumOf,
  type Amounts,
  type ContainerNeeds,
  type PodNeeds
} from './pod-needs';
import type { RoomFinding } from './room-finding';

type Item = LimitRange['spec']['limits'][number];

/** What a pod asks for once the defaults of its namespace have filled in what it does not say. */
export function withDefaults(
  needs: PodNeeds,
  ranges: readonly LimitRange[]
): PodNeeds {
  const items = ranges
    .flatMap(each => each.spec.limits)
    .filter(each => each.type === 'Container');
  const fill = (container: ContainerNeeds): ContainerNeeds =>
    items.reduce<ContainerNeeds>(
      ({ name, requests, limits }, item) => ({
        name,
        requests: { ...item.defaultRequest, ...requests },
        limits: { ...item.default, ...limits }
      }),
      container
    );
  const [own, ...others] = needs.containers;
  return {
    ...needs,
    containers: [fill(own), ...others.map(fill)],
    initContainers: needs.initContainers.map(fill)
  };
}

/**
 * Where a step asks for more than the limit that its namespace gives it.
 *
 * @param asked - the needs as the step has them
 * @param filled - with the defaults of the namespace
 */
export function checkDefaults(
  { containers: [asked] }: PodNeeds,
  { containers: [filled] }: PodNeeds
): RoomFinding[] {
  return Object.entries(asked.requests).flatMap(([resource, amount]) => {
    const limit = filled.limits[resource];
    return asked.limits[resource] === undefined &&
      limit !== undefined &&
      quantityValue(amount) > quantityValue(limit)
      ? [
          {
            severity: 'error',
            code: 'outside-limit-range',
            message: `asks for ${describeAmount(resource, amount)}, and the namespace limits what says no limit to ${limit}. Let it ask for less, or ask who runs the cluster to change the LimitRange.`
          } satisfies RoomFinding
        ]
      : [];
  });
}

/**
 * What the limits of a namespace refuse; source: the admission plugin
 * LimitRanger of Kubernetes.
 *
 * @param needs - with its defaults
 */
export function checkLimitRanges(
  needs: PodNeeds,
  ranges: readonly LimitRange[]
): RoomFinding[] {
  const [own, ...beside] = needs.containers;
  const others = [...beside, ...needs.initContainers];
  return [
    ...ranges.flatMap(({ metadata: { name }, spec: { limits } }) =>
      limits.flatMap(item => {
        if (item.type === 'Container') {
          return [
            ...refusals(own, item).map(why => refused('it', why, name)),
            ...others
              .flatMap(each => refusals(each, item))
              .slice(0, 1)
              .map(why => refused(`${needs.engine}'s own part`, why, name))
          ];
        }
        return item.type === 'Pod'
          ? refusals(wholePod(needs), item).map(why =>
              refused('its pod', why, name)
            )
          : [];
      })
    )
  ];
}

/** The sums of a pod, as if they were one container. */
function wholePod(needs: PodNeeds): ContainerNeeds {
  const sums = (which: 'requests' | 'limits'): Amounts =>
    Object.fromEntries(
      resourcesIn(needs, which).map(resource => [
        resource,
        String(sumOf(needs, which, resource))
      ])
    );
  return { name: 'pod', requests: sums('requests'), limits: sums('limits') };
}

/** A bound that is not kept: what is asked for, and what would be admitted. */
interface Refusal {
  readonly asked: string;
  readonly bound: string;
  readonly way: 'less' | 'more';
}

function refusals(
  { requests, limits }: ContainerNeeds,
  { min = {}, max = {}, maxLimitRequestRatio = {} }: Item
): Refusal[] {
  return [
    ...Object.entries(max).flatMap(([resource, most]) => {
      const asked = limits[resource] ?? requests[resource];
      return asked !== undefined && quantityValue(asked) > quantityValue(most)
        ? [
            {
              asked: describeAmount(resource, asked),
              bound: `at most ${most}`,
              way: 'less' as const
            }
          ]
        : [];
    }),
    ...Object.entries(min).flatMap(([resource, least]) => {
      const asked = requests[resource] ?? limits[resource];
      return asked !== undefined && quantityValue(asked) < quantityValue(least)
        ? [
            {
              asked: describeAmount(resource, asked),
              bound: `at least ${least}`,
              way: 'more' as const
            }
          ]
        : [];
    }),
    ...Object.entries(maxLimitRequestRatio).flatMap(([resource, ratio]) => {
      const [limit, request] = [limits[resource], requests[resource]];
      const factor = quantityValue(limit ?? '') / quantityValue(request ?? '');
      return factor > quantityValue(ratio)
        ? [
            {
              asked: `${describeAmount(resource, request)} with a limit of ${limit}`,
              bound: `a limit of at most ${ratio} times what is asked for`,
              way: 'more' as const
            }
          ]
        : [];
    })
  ];
}

function refused(
  who: string,
  { asked, bound, way }: Refusal,
  range: string
): RoomFinding {
  const hint =
    who === 'it' || who === 'its pod'
      ? `Let it ask for ${way}`
      : 'Choose another namespace';
  return {
    severity: 'error',
    code: 'outside-limit-range',
    message: `would be refused: ${who} asks for ${asked}, and the namespace admits ${bound} (LimitRange '${range}'). ${hint}, or ask who runs the cluster to change that.`
  };
}
