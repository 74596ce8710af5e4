/**
 * What becomes of a plan when it turns out at run time that variables share
 * an object, which their source does not tell.
 */
import type { Flow, Pipeline, Step } from './model';
import { seenBy } from './seen-steps';

/** A step behind which the variables of the group are stored together. */
interface Version {
  readonly step: string;
  readonly members: ReadonlySet<string>;
}

/**
 * Lets variables that a step has stored as one group travel together: a later
 * step that may change one of them takes and leaves the others too, and those
 * that read any of them afterwards take it from there.
 *
 * Only steps below this one change, and only such as wait for it already.
 *
 * @returns the same pipeline where the plan holds them together as it is
 */
export function regroup(
  pipeline: Pipeline,
  step: string,
  names: readonly string[]
): Pipeline {
  const versions: Version[] = [{ step, members: new Set(names) }];
  const begin = pipeline.steps.findIndex(each => each.id === step) + 1;
  const steps = [...pipeline.steps];
  let isChanged = false;
  for (let index = begin; index < steps.length; index++) {
    const old = steps[index];
    const seen = seenBy(pipeline, index);
    const latest = versions.filter(each => seen.has(each.step)).pop();
    if (latest) {
      const reads = readsOf(old, latest, versions, steps.slice(index + 1));
      if (!sameFlows(reads, old.reads)) {
        isChanged = true;
        steps[index] = { ...old, reads, changes: carried(old, reads, latest) };
      }
      const members = membersAfter(old, reads, latest);
      if (members.size > 0) {
        versions.push({ step: old.id, members });
      }
    }
  }
  return isChanged ? { ...pipeline, steps: rewire(steps) } : pipeline;
}

function readsOf(
  step: Step,
  latest: Version,
  versions: readonly Version[],
  later: readonly Step[]
): readonly Flow[] {
  const isOfGroup = ({ name, from }: Flow): boolean =>
    latest.members.has(name) &&
    versions.some(each => each.step === from && each.members.has(name));
  const reads = step.reads.map(flow =>
    isOfGroup(flow) ? { name: flow.name, from: latest.step } : flow
  );
  if (!changesOne(step, reads, latest)) {
    return reads;
  }
  const known = new Set([...reads.map(each => each.name), ...step.writes]);
  const others = [...latest.members].filter(
    name =>
      !known.has(name) &&
      later.some(each =>
        each.reads.some(flow => flow.name === name && isOfGroup(flow))
      )
  );
  return [...reads, ...others.map(name => ({ name, from: latest.step }))].sort(
    (a, b) => (a.name < b.name ? -1 : 1)
  );
}

/** Whether a step takes a member of the group, and may change it. */
function changesOne(
  { changes }: Step,
  reads: readonly Flow[],
  { step, members }: Version
): boolean {
  return reads.some(
    ({ name, from }) =>
      from === step && members.has(name) && changes.includes(name)
  );
}

/** The members that a step passes on as they are after its changes; none where it changes none. */
function membersAfter(
  step: Step,
  reads: readonly Flow[],
  latest: Version
): Set<string> {
  return new Set(
    changesOne(step, reads, latest)
      ? reads
          .filter(
            ({ name, from }) => from === latest.step && latest.members.has(name)
          )
          .map(each => each.name)
      : []
  );
}

/** A change of one member is a change of all that came with it. */
function carried(
  step: Step,
  reads: readonly Flow[],
  latest: Version
): readonly string[] {
  const members = membersAfter(step, reads, latest);
  return [...new Set([...step.changes, ...members])].sort();
}

/** Makes what steps write and wait for agree with what they read. */
function rewire(steps: readonly Step[]): Step[] {
  const flows = steps.flatMap(step => step.reads);
  return steps.map(step => {
    const read = flows.filter(each => each.from === step.id);
    const waits = new Set([
      ...step.after,
      ...step.reads.map(each => each.from)
    ]);
    return {
      ...step,
      writes: [...new Set(read.map(each => each.name))].sort(),
      after: steps.map(each => each.id).filter(id => waits.has(id))
    };
  });
}

function sameFlows(a: readonly Flow[], b: readonly Flow[]): boolean {
  return (
    a.length === b.length &&
    a.every(({ name, from }, i) => name === b[i].name && from === b[i].from)
  );
}
