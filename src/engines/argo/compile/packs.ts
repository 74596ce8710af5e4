import type { Step } from '../../../pipeline/model';
import { fitsLabel } from './pack-label';

/**
 * What a pod costs before and behind its step, in seconds: Argo and the
 * kubelet, with an image that the node has.
 */
const POD = 5;

/** What is known of steps before they run. */
export interface PackTerms {
  /** The steps that are to run, in the notebook's order. */
  readonly steps: readonly Step[];
  /** Its place in the plan, from 1. */
  numberOf(step: Step): number;
  /** How long a step took last time, in seconds; undefined where it has not run yet. */
  seconds(step: Step): number | undefined;
  /** Steps of one kind can be in one pod; undefined of one that needs a pod of its own. */
  kindOf(step: Step): string | undefined;
}

interface Pack {
  readonly kind: string | undefined;
  readonly steps: Step[];
}

/**
 * Puts short steps together: each is the steps of one pod, which takes them
 * one after the other.
 *
 * A step goes into the pod of the steps that it waits for, where those are in
 * one: so no pods wait for each other. And nobody is to wait for long for what
 * they do not need: neither a step in the pod nor one behind it.
 *
 * @returns the packs, in the order of their first steps
 */
export function packSteps(terms: PackTerms): Step[][] {
  const { steps, numberOf, kindOf } = terms;
  const packs: Pack[] = [];
  const packOf = new Map<string, Pack>();
  const needs = neededBy(steps);
  const behind = followersOf(steps);
  const short = (step: Step): number | undefined => {
    const seconds = terms.seconds(step);
    return seconds !== undefined && seconds <= POD ? seconds : undefined;
  };
  /** How long a step waits for a pack without need, in seconds. */
  const idle = (step: Step, pack: readonly Step[]): number =>
    pack
      .filter(each => each !== step && !needs.get(step.id)?.has(each.id))
      .reduce((sum, each) => sum + (short(each) ?? 0), 0);
  const takes = (pack: Pack, step: Step): boolean => {
    const all = [...pack.steps, step];
    const waiting = all.flatMap(each => behind.get(each.id) ?? []);
    return (
      fitsLabel(all.map(numberOf)) &&
      [step, ...waiting].every(each => idle(each, all) <= POD)
    );
  };
  for (const step of steps) {
    const kind = short(step) === undefined ? undefined : kindOf(step);
    const before = new Set(step.after.flatMap(each => packOf.get(each) ?? []));
    const [pack] = before;
    if (
      before.size === 1 &&
      kind !== undefined &&
      pack.kind === kind &&
      takes(pack, step)
    ) {
      pack.steps.push(step);
      packOf.set(step.id, pack);
    } else {
      const own = { kind, steps: [step] };
      packs.push(own);
      packOf.set(step.id, own);
    }
  }
  return packs.map(each => each.steps);
}

/** By each step all those that have to be over before it. */
function neededBy(
  steps: readonly Step[]
): ReadonlyMap<string, ReadonlySet<string>> {
  const found = new Map<string, Set<string>>();
  for (const { id, after } of steps) {
    found.set(
      id,
      new Set(after.flatMap(each => [each, ...(found.get(each) ?? [])]))
    );
  }
  return found;
}

/** By each step those that wait for it. */
function followersOf(
  steps: readonly Step[]
): ReadonlyMap<string, readonly Step[]> {
  const found = new Map<string, Step[]>();
  for (const step of steps) {
    for (const each of step.after) {
      found.set(each, [...(found.get(each) ?? []), step]);
    }
  }
  return found;
}
