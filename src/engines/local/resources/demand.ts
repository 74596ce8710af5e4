/**
 * What steps take of the machine while they run. A step that says nothing
 * takes a processor; its libraries may use all of them, as in Run All: how
 * many threads BLAS has can change the last digits of a result.
 */
import { quantityValue } from '../../../notebook/dialect/kubernetes';
import { usesGpusOf } from '../../../notebook/settings/engine-support';
import type { Step } from '../../../pipeline/model';
import type { Machine } from './machine';

/** How many GPUs a step asks for, of those that this engine can hand out. */
export function gpusWanted({ settings }: Step): number {
  const { gpu } = settings.resources ?? {};
  return gpu && usesGpusOf('local', gpu.vendor) ? gpu.count : 0;
}

/** How much memory a step may use, in bytes; undefined where it does not say. */
export function memoryLimit({ settings }: Step): number | undefined {
  const bytes = quantityValue(settings.resources?.memory ?? '');
  return bytes > 0 ? bytes : undefined;
}

/** How many processors a step asks for; one where it does not say. */
export function cpusWanted({ settings }: Step): number {
  const cpus = quantityValue(settings.resources?.cpu ?? '');
  return cpus > 0 ? cpus : 1;
}

/** What a step asks for that this machine has less of, in words. */
export function excess(step: Step, machine: Machine): string[] {
  const { cpu, memory } = step.settings.resources ?? {};
  const gpus = gpusWanted(step);
  return [
    ...(cpusWanted(step) > machine.cpus
      ? [`${cpu} processors of ${machine.cpus}`]
      : []),
    ...((memoryLimit(step) ?? 0) > machine.memory
      ? [`${memory} of memory of ${Math.floor(machine.memory / 2 ** 20)}Mi`]
      : []),
    ...(gpus > machine.gpus.length
      ? [`${gpus} GPUs of ${machine.gpus.length}`]
      : [])
  ];
}
