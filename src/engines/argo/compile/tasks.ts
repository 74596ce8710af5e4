import type { Step } from '../../../pipeline/model';
import { slug, uniqueNames } from '../../pods/names';
import { packLabel } from './pack-label';
import { packSteps } from './packs';
import { templateFor, type StepTemplate } from './step-template';
import type { WorkflowParts } from './workflow-parts';

/** What Argo makes a pod of. */
export interface Task {
  readonly name: string;
  readonly template: string;
  readonly arguments: {
    readonly parameters: readonly [{ name: 'step'; value: string }];
  };
  readonly dependencies?: readonly string[];
}

/** @param templates - takes up those of the steps */
export function compileTasks(
  parts: WorkflowParts,
  templates: Map<string, StepTemplate>
): Task[] {
  const { steps, seconds, keepGoing } = parts;
  const numbers = new Map(steps.map(({ id }, index) => [id, index + 1]));
  const numberOf = ({ id }: Step): number => numbers.get(id) ?? 0;
  const wanted = steps.filter(each => parts.isWanted(each.id));
  const templateOf = new Map(
    wanted.map(each => [each.id, templateFor(templates, each, parts)])
  );
  const packs = packSteps({
    steps: wanted,
    numberOf,
    seconds: ({ id }) => seconds.get(id),
    // Where some steps go on without others, each stands for itself.
    kindOf: step =>
      keepGoing || hasOwnPod(step) ? undefined : templateOf.get(step.id)
  });
  const names = uniqueNames(packs.map(nameOfPack));
  const nameOf = new Map(
    packs.flatMap((pack, index) => pack.map(({ id }) => [id, names[index]]))
  );
  return packs.map((pack, index) => {
    const own = new Set(pack.map(each => each.id));
    const before = pack
      .flatMap(each => each.after)
      .filter(each => !own.has(each))
      .flatMap(each => nameOf.get(each) ?? []);
    const dependencies = [...new Set(before)];
    return {
      name: names[index],
      template: templateOf.get(pack[0].id) ?? '',
      arguments: {
        parameters: [{ name: 'step', value: packLabel(pack.map(numberOf)) }]
      },
      ...(dependencies.length > 0 && { dependencies })
    };
  });
}

/** What a step asks for that holds for its pod as a whole. */
function hasOwnPod({ settings: { timeout, retry, resources } }: Step): boolean {
  return (
    timeout !== undefined || retry !== undefined || resources?.gpu !== undefined
  );
}

/** Argo shows a pod by the names of its first and its last step. */
function nameOfPack(pack: readonly Step[]): string {
  const [first, last] = [pack[0], pack[pack.length - 1]].map(
    ({ id }) => slug(id) || 'step'
  );
  return pack.length === 1 ? pack[0].id : `${first} to ${last}`;
}
