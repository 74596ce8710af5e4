import {
  needsWholeNumber,
  quantityValue
} from '../../notebook/dialect/kubernetes';
import { gpuResource } from '../../notebook/settings/gpu';
import type { VolumeSettings } from '../../notebook/settings';
import { volumesOfStep } from '../../notebook/settings/volumes-of-step';
import type { Diagnostic } from '../../pipeline/diagnostic';
import type { Step } from '../../pipeline/model';

/**
 * Settings of a step that are right one by one, of which a cluster takes none together.
 *
 * @param taken - paths at which the engine mounts things of its own
 */
export function findContradictions(
  step: Step,
  volumes: readonly VolumeSettings[],
  taken: readonly string[]
): Diagnostic[] {
  const mounted = volumesOfStep(volumes, step);
  return [
    ...checkLimits(step),
    ...checkSharedMemory(step),
    ...checkVariables(step, mounted),
    ...checkPaths(step, mounted, taken)
  ];
}

/** A pod may not ask for more than its limit, and of devices has to ask for all. */
function checkLimits(step: Step): Diagnostic[] {
  const { cpu, memory, gpu, limits = {} } = step.settings.resources ?? {};
  const asked: Readonly<Record<string, string | undefined>> = {
    cpu,
    memory,
    ...(gpu && gpu.count > 0 && { [gpuResource(gpu)]: String(gpu.count) })
  };
  return Object.entries(limits).flatMap(([name, limit]) => {
    const amount = asked[name];
    if (amount === undefined) {
      return [];
    }
    const [most, wanted] = [limit, amount].map(quantityValue);
    const fits = needsWholeNumber(name) ? most === wanted : most >= wanted;
    return fits
      ? []
      : told(step, {
          severity: 'error',
          code: 'limit-below-request',
          message: `asks for ${amount} of ${name}, and has ${limit} as its limit: no cluster takes that. Make them the same, or leave one out.`
        });
  });
}

/** What is in shared memory counts for the memory of the step. */
function checkSharedMemory(step: Step): Diagnostic[] {
  const { memory, sharedMemory } = step.settings.resources ?? {};
  return memory !== undefined &&
    sharedMemory !== undefined &&
    quantityValue(sharedMemory) > quantityValue(memory)
    ? told(step, {
        severity: 'warning',
        code: 'shared-memory-above-memory',
        message: `asks for ${sharedMemory} of shared memory, which is a part of its memory, and that is ${memory}: it fails where it takes more. Ask for more memory.`
      })
    : [];
}

/** A container has each variable once. */
function checkVariables(
  step: Step,
  mounted: readonly VolumeSettings[]
): Diagnostic[] {
  return repeated([
    ...mounted.flatMap(each => each.env ?? []),
    ...(step.settings.secrets ?? []).map(each => each.env)
  ]).flatMap(name =>
    told(step, {
      severity: 'warning',
      code: 'variable-twice',
      message: `is given the variable ${name} more than once; the last secret counts, before the path of a volume`
    })
  );
}

/** Nothing is mounted where something else is. */
function checkPaths(
  step: Step,
  mounted: readonly VolumeSettings[],
  taken: readonly string[]
): Diagnostic[] {
  return repeated([
    ...taken,
    ...mounted.map(({ path }) => path.replace(/(?<=.)\/+$/, ''))
  ]).flatMap(path =>
    told(step, {
      severity: 'error',
      code: 'path-twice',
      message: `has more than one volume at ${path}: no cluster takes that. Give one another path, or take it from the step.`
    })
  );
}

function repeated(names: readonly string[]): string[] {
  return [...new Set(names.filter((each, i) => names.indexOf(each) < i))];
}

function told(
  { id, cells }: Step,
  { message, ...what }: Pick<Diagnostic, 'severity' | 'code' | 'message'>
): Diagnostic[] {
  return [
    {
      ...what,
      message: `Step '${id}' ${message}`,
      cell: cells[0]?.cell,
      fixes: []
    }
  ];
}
